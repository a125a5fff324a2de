import { themeAddress } from '#app/domain/conversation.ts'
import type { Named } from '#app/domain/search.ts'

import { Sign } from './cover.tsx'
import styles from './theme-index.module.css'

type ThemeIndexProps = {
  themes: readonly (Named & { count: number })[]
  /** What is counted, after the number: "conversations". Takes one and many. */
  unit?: (count: number) => string
}

/** Themes in columns, each with its own thread, its name and how often it was met. */
export function ThemeIndex({
  themes,
  unit = (count) => (count === 1 ? 'conversation' : 'conversations'),
}: ThemeIndexProps) {
  return (
    <ul className={styles.index} role="list">
      {themes.map(({ slug, name, count }) => (
        <li key={slug}>
          <a href={themeAddress(slug)}>
            <Sign theme={slug} />
            <b>{name}</b>
            <span className="num">
              {count.toLocaleString('en-GB')}
              <span className="hide"> {unit(count)}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
