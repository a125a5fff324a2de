import { clockTime } from '#app/domain/dates.ts'
import type { Recording } from '#app/domain/recording.ts'
import { momentAddress } from '#app/domain/time-offset.ts'

import styles from './player.module.css'

/** The parts of a recording: a link each, which plays from there. */
export function Chapters({ chapters, number }: Pick<Recording, 'chapters' | 'number'>) {
  if (chapters.length === 0) return null
  return (
    <nav className={styles.chapters} aria-labelledby="chapters">
      <h3 id="chapters">Chapters</h3>
      <ol role="list">
        {chapters.map(({ start, title }) => (
          <li key={start}>
            <a className={styles.moment} href={momentAddress(start, number)}>
              <span className="hide">Play from </span>
              {clockTime(start)}
            </a>
            <span>{title}</span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
