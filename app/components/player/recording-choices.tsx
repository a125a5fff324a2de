import type { RecordingChoice } from '#app/domain/recording.ts'

import styles from './player.module.css'

/** The recordings of a conversation that has several: a link each, to the page with that one in it. */
export function RecordingChoices({ choices }: { choices: readonly RecordingChoice[] }) {
  if (choices.length === 0) return null
  return (
    <nav className={styles.choices} aria-labelledby="recordings">
      <h3 id="recordings">Recordings</h3>
      <ol>
        {choices.map(({ address, words, current }) => (
          <li key={address}>
            <a href={address} aria-current={current ? 'true' : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
