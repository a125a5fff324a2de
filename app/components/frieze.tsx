import { conversationAddress } from '#app/domain/conversation.ts'
import { monthName } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import type { Slot } from '#app/domain/timeline.ts'
import { counted } from '#app/domain/words.ts'

import { Cover, Pause } from './cover.tsx'
import styles from './frieze.module.css'

type FriezeProps = {
  label: string
  slots: Slot[]
  /** The slug of the one theme that is followed; its thread runs on through empty stretches. */
  only?: string
  /** What is said of a stretch without anything: "did not speak". */
  emptyWords: string
  /** Where a stretch with several conversations leads. */
  addressOf: (slot: Slot) => string
  /** Where only a few stretches have something: their names stand out. */
  sparse?: boolean
  /** Twelve to a row for a year, twenty (as room allows) for anything else. */
  year?: boolean
}

/** Covers of one size side by side, oldest first, as one picture; the same in words for those who do not see it. */
export function Frieze({ label, slots, only, emptyWords, addressOf, sparse = false, year = false }: FriezeProps) {
  const classes = [styles.frieze, sparse && styles.sparse, year && styles.year].filter(Boolean).join(' ')
  return (
    <ol className={classes} role="list" aria-label={label}>
      {slots.map((slot, index) => (
        <li key={slot.from}>
          <Tile slot={slot} only={only} height={year ? 192 : 288} emptyWords={emptyWords} address={addressOf(slot)}>
            <span aria-hidden="true">{monthName(Number(slot.from.slice(5))).slice(0, 3)}</span>
            {year ? null : (
              <span className={styles.number} aria-hidden="true">
                {index === 0 || slot.from.endsWith('-01') ? slot.from.slice(0, 4) : ''}
              </span>
            )}
          </Tile>
        </li>
      ))}
    </ol>
  )
}

type TileProps = {
  slot: Slot
  only: string | undefined
  height: number
  emptyWords: string
  address: string
  children: React.ReactNode
}

function Tile({ slot: { mark, name }, only, height, emptyWords, address, children }: TileProps) {
  if (mark === null)
    return (
      <div className={styles.gap}>
        {only === undefined ? <div className={styles.blank} /> : <Pause theme={only} width={96} height={height} />}
        {children}
        <span className="hide">
          {name}: {emptyWords}
        </span>
      </div>
    )
  const words = mark.only?.title ?? counted(mark.count, 'conversation')
  return (
    <a className={styles.tile} href={mark.only ? conversationAddress(mark.only.slug) : address}>
      <Cover
        month={mark.month}
        themes={mark.themes}
        width={96}
        height={height}
        {...(only === undefined ? {} : { only })}
      />
      {children}
      <span className="hide">
        {name}: <span lang={foreignLanguage(mark.only?.titleLanguage ?? null)}>{words}</span>
      </span>
    </a>
  )
}
