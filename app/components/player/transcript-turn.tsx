import { memo } from 'react'

import { clockTime } from '#app/domain/dates.ts'
import { findInText, piecesOf } from '#app/domain/find-in-text.ts'
import { momentAddress } from '#app/domain/time-offset.ts'
import type { Turn } from '#app/domain/transcript-turns.ts'

import styles from './transcript.module.css'

type TranscriptTurnProps = {
  turn: Turn
  playable: boolean
  /** Whether the address names it. Which one is spoken is set on the element itself (`useFollowing`). */
  current: boolean
  /** Whether it is the found one that the reader stands at. */
  here: boolean
  /** Words to mark; empty for none. */
  sought: string
}

/** One turn: when, who, what. Memoised: of a thousand turns only those change in which something is found. */
export const TranscriptTurn = memo(function TranscriptTurn(props: TranscriptTurnProps) {
  const { turn, playable, current, here, sought } = props
  const { start, speaker, text } = turn
  return (
    <li className={here ? styles.here : undefined} aria-current={current ? 'true' : undefined}>
      {playable ? (
        <a className={styles.moment} href={momentAddress(start)}>
          <span className="hide">Play from </span>
          {clockTime(start)}
        </a>
      ) : (
        <span className={styles.moment}>{clockTime(start)}</span>
      )}
      <div>
        {speaker === null ? null : <b>{speaker}</b>}
        {sought === '' ? text : <Marked text={text} sought={sought} />}
      </div>
    </li>
  )
})

function Marked({ text, sought }: { text: string; sought: string }) {
  return piecesOf(text, findInText(text, sought)).map((piece, index) =>
    piece.found ? <mark key={index}>{piece.text}</mark> : piece.text,
  )
}
