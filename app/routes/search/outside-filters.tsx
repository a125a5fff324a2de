import { Fragment } from 'react'

import { ListedLinks } from '#app/components/listed-links.tsx'
import { ENTRY_KINDS, type EntryKind } from '#app/domain/search.ts'

import type { Outside } from './outside.server.ts'
import styles from './search.module.css'

/** One of a kind, and several. */
const NAMES: Record<EntryKind, readonly [string, string]> = {
  conversation: ['the conversation', 'the conversations'],
  person: ['the person', 'the people'],
  theme: ['the theme', 'the themes'],
  offering: ['the course', 'the courses'],
  news: ['the news', 'the news'],
}

/** What bears the name that was asked for, and is hidden by the filters. */
export function OutsideFilters({ outside }: { outside: Outside[] }) {
  if (outside.length === 0) return null
  const groups = ENTRY_KINDS.map((kind) => ({ kind, found: outside.filter((one) => one.kind === kind) }))
  return (
    <p className={`small ${styles.outside}`}>
      Outside these filters:{' '}
      {groups
        .filter(({ found }) => found.length > 0)
        .map(({ kind, found }, group) => (
          <Fragment key={kind}>
            {group === 0 ? null : '; '}
            {NAMES[kind][found.length === 1 ? 0 : 1]} <ListedLinks links={found} />
          </Fragment>
        ))}
      .
    </p>
  )
}
