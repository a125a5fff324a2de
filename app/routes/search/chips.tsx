import { useEffect, useRef } from 'react'

import type { SearchQuery } from '#app/domain/search.ts'

import { withoutFilters, type Filter } from './filters.ts'
import { SearchLink } from './search-link.tsx'
import styles from './search.module.css'

/** The filters in use; each takes itself away. After that the focus is on the next one, at the end on the results. */
export function Chips({ query, filters }: { query: SearchQuery; filters: Filter[] }) {
  const list = useRef<HTMLUListElement>(null)
  const removed = useRef<number | null>(null)

  useEffect(() => {
    if (removed.current === null) return
    list.current?.querySelectorAll('a')[removed.current]?.focus()
    removed.current = null
  }, [filters.length])

  if (filters.length === 0) return <p className="small soft">No filter in use.</p>
  const isLast = filters.length === 1
  return (
    <ul ref={list} className={styles.chips} role="list" aria-label="Filters in use">
      {filters.map(({ key, label, without }, index) => (
        <li key={key}>
          <SearchLink
            to={without}
            focusAfter={isLast ? 'results' : null}
            onClick={() => {
              removed.current = isLast ? null : Math.min(index, filters.length - 2)
            }}
          >
            <span>
              <span className="hide">Remove filter: </span>
              {label}
            </span>
            <span aria-hidden="true">×</span>
          </SearchLink>
        </li>
      ))}
      <li>
        <SearchLink className={styles.clear} to={withoutFilters(query)} focusAfter="results">
          Clear all
        </SearchLink>
      </li>
    </ul>
  )
}
