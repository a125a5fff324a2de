import { useId } from 'react'

import { momentIn, turnAt, type Turn } from '#app/domain/transcript-turns.ts'

import type { Playback } from './playback.ts'
import styles from './transcript.module.css'
import { TranscriptTurn } from './transcript-turn.tsx'
import { useFind } from './use-find.ts'
import { useFollowing } from './use-following.ts'

/** Turns: from here on, laying out all of them at once can be felt on an old computer. */
const LONG_TRANSCRIPT = 120

type TranscriptPaneProps = {
  turns: readonly Turn[]
  /** The language it is in, where that is known. */
  language: string | null
  /** Whether the recording can be moved: only then are times links. */
  playable: boolean
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
  const { turns, language, playable, startAt, begun, live, playback } = props
  const input = useId()
  const first = startAt === null ? -1 : turnAt(turns, momentIn(turns, startAt))
  const { list, following, followAgain, letGo, show } = useFollowing({ turns, first, playback })
  const find = useFind(turns, (index) => {
    letGo()
    show(index)
  })

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
          className={styles.find}
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
        ref={list}
        className={styles.turns}
        role="list"
        aria-label="Transcript, by turn"
        lang={language ?? undefined}
        data-hours={(turns.at(-1)?.start ?? 0) >= 3600}
        data-long={turns.length > LONG_TRANSCRIPT}
      >
        {turns.map((turn, index) => (
          <TranscriptTurn
            key={`${index}-${turn.start}`}
            turn={turn}
            playable={playable}
            current={index === first}
            here={index === find.here}
            sought={find.matches(index) ? find.applied : ''}
          />
        ))}
      </ol>
    </section>
  )
}
