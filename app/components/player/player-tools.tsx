import { useEffect, useId, useState } from 'react'

import type { Playback } from './playback.ts'
import styles from './player.module.css'

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]

type PlayerToolsProps = {
  playback: Playback
  /** Whether it plays in a `<video>` of this page, which alone can stand in a window of its own. */
  inPage: boolean
}

/**
 * Speed, and a window of its own. Browsers have both, some behind a menu, some only for the mouse; here they are for
 * everybody.
 */
export function PlayerTools({ playback, inPage }: PlayerToolsProps) {
  const select = useId()
  const [speed, setSpeed] = useState(1)
  useEffect(() => playback.followSpeed(setSpeed), [playback])

  return (
    <div className={styles.tools}>
      <label htmlFor={select} className="small">
        Speed
      </label>
      <select
        id={select}
        className="select"
        value={speed}
        onChange={(event) => playback.setSpeed(Number(event.target.value))}
      >
        {/* The browser's own menu may know others. */}
        {[...new Set([...SPEEDS, speed])]
          .sort((a, b) => a - b)
          .map((value) => (
            <option key={value} value={value}>
              {value === 1 ? 'Normal' : `${value} ×`}
            </option>
          ))}
      </select>
      {inPage && document.pictureInPictureEnabled ? (
        <button type="button" className="button quiet" onClick={() => playback.togglePicture()}>
          Picture in picture
        </button>
      ) : null}
    </div>
  )
}
