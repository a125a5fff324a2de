import { clockTime } from '#app/domain/dates.ts'
import type { Turn } from '#app/domain/transcript-turns.ts'

import styles from './transcript.module.css'

type TranscriptTurnProps = {
  turn: Turn
  /** The address of its moment; null where the recording cannot be moved. */
  address: string | null
  /** Whether the address of the page names it. Which one is spoken is set on the element itself (`useFollowing`). */
  current: boolean
}

/**
 * One turn: when, who, what. Rendered on the server and read from the page again (`usePageTurns`): links carry whole
 * seconds, and a turn may begin within one.
 */
export function TranscriptTurn({ turn: { start, speaker, text }, address, current }: TranscriptTurnProps) {
  return (
    <li data-start={start} aria-current={current ? 'true' : undefined}>
      {address === null ? (
        <span className={styles.moment}>{clockTime(start)}</span>
      ) : (
        <a className={styles.moment} href={address}>
          <span className="hide">Play from </span>
          {clockTime(start)}
        </a>
      )}
      <div>
        {speaker === null ? null : <b>{speaker}</b>}
        <span>{text}</span>
      </div>
    </li>
  )
}
