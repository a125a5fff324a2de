import { counted } from '#app/domain/words.ts'

import styles from './letters.module.css'

type LettersProps = {
  label: string
  letters: { letter: string; count: number }[]
  current: string | null
  /** `/people`: the letter is put after it. */
  address: string
  one: string
  many: string
}

/** The way into a long list by first letter. */
export function Letters({ label, letters, current, address, one, many }: LettersProps) {
  return (
    <nav aria-label={label}>
      <ul className={styles.letters} role="list">
        {letters.map(({ letter, count }) => (
          <li key={letter}>
            <a
              href={`${address}?letter=${encodeURIComponent(letter.toLowerCase())}`}
              aria-current={letter === current ? 'page' : undefined}
            >
              {letter}
              <span className="hide">: {counted(count, one, many)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
