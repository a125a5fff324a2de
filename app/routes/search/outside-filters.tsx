import type { EntryKind } from '#app/domain/search.ts'

import type { Outside } from './outside.server.ts'
import styles from './search.module.css'

const NAMES: Record<EntryKind, string> = {
  conversation: 'the conversation',
  person: 'the person',
  theme: 'the theme',
  offering: 'the course',
  news: 'the news',
}

/** What bears the name that was asked for, and is hidden by the filters. */
export function OutsideFilters({ outside }: { outside: Outside[] }) {
  if (outside.length === 0) return null
  return (
    <p className={`small ${styles.outside}`}>
      Outside these filters:{' '}
      {outside.map(({ kind, title, url }, index) => (
        <span key={url}>
          {index === 0 ? null : index === outside.length - 1 ? ' and ' : ', '}
          {NAMES[kind]} <a href={url}>{title}</a>
        </span>
      ))}
      .
    </p>
  )
}
