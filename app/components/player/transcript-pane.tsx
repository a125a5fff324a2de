import { useId } from 'react'

import { momentIn, turnAt, type Turn } from '#app/domain/transcript-turns.ts'

import { TURNS_ID, type PageTurns } from './page-turns.ts'
import type { Playback } from './playback.ts'
import styles from './transcript.module.css'
import { turnRows } from './turn-rows.ts'
import { useFind } from './use-find.ts'
import { useFollowing } from './use-following.ts'
import { useFoundMarks } from './use-found-marks.ts'

/** Turns: from here on, laying out all of them at once can be felt on an old computer. */
const LONG_TRANSCRIPT = 120

type TranscriptPaneProps = {
  /** The turns where this renders their rows: on the server. */
  given: readonly Turn[] | null
  pageTurns: PageTurns
  /** The language it is in, where that is known. */
  language: string | null
  /** Whether the recording can be moved: only then are times links. */
  playable: boolean
  /** The recording's, as links name it. */
  number: number | null
  /** Seconds, from the address; null where it names none. */
  startAt: number | null
  /** Whether the recording has begun, so that there is something to follow. */
  begun: boolean
  live: boolean
  playback: Playback
}

/**
 * The transcript: an ordered list of turns. With script a pane that follows the recording and can be searched; without,
 * and on paper, a list at full length.
 */
export function TranscriptPane(props: TranscriptPaneProps) {
  const { given, pageTurns, language, playable, number, startAt, begun, live, playback } = props
  const { turns, rows } = pageTurns
  const input = useId()
  const first = startAt === null ? -1 : turnAt(turns, momentIn(turns, startAt))
  const { list, following, followAgain, letGo, show } = useFollowing({ turns, first, playback })
  const find = useFind(turns, (index) => {
    letGo()
    // The reader asked to see it: the page may move too.
    list.current?.scrollIntoView({ block: 'nearest' })
    show(index)
  })
  useFoundMarks({ list, turns, found: find.found, sought: find.applied, here: find.here })
  const attributes = {
    id: TURNS_ID,
    ref: list,
    className: styles.turns,
    role: 'list',
    'aria-label': 'Transcript, by turn',
    lang: language ?? undefined,
    'data-hours': (turns.at(-1)?.start ?? 0) >= 3600,
    'data-long': turns.length > LONG_TRANSCRIPT,
  }

  return (
    <section className={`${styles.transcript} ${live ? styles.live : ''}`} aria-labelledby="transcript">
      <header>
        <div className={styles.head}>
          <h2 id="transcript">Transcript</h2>
          {begun && following ? <span className="small soft">Following</span> : null}
          {begun && !following ? (
            <button type="button" className={styles.follow} onClick={followAgain}>
              Follow again
            </button>
          ) : null}
        </div>
        <form
          className={`scripted ${styles.find}`}
          data-live={live || undefined}
          role="search"
          aria-label="Find in this transcript"
          onSubmit={(event) => {
            event.preventDefault()
            find.next()
          }}
        >
          <label htmlFor={input} className="small">
            Find in this transcript
          </label>
          <div className={styles.findRow}>
            <input
              id={input}
              className="input"
              type="search"
              autoComplete="off"
              value={find.sought}
              onChange={(event) => find.seek(event.target.value)}
            />
            <button type="submit" className="button quiet" aria-disabled={find.found.length === 0}>
              Next
            </button>
          </div>
          <p role="status" className="small soft">
            {find.words}
          </p>
        </form>
      </header>
      <ol
        {...attributes}
        dangerouslySetInnerHTML={{ __html: rows ?? turnRows(given ?? [], { playable, number, first }) }}
      />
    </section>
  )
}
