import { searchAddress } from '#app/domain/search-address.ts'
import type { SearchQuery } from '#app/domain/search.ts'

import { withoutFilters, type Filter } from './filters.ts'
import styles from './search.module.css'

/** The filters in use; each takes itself away. */
export function Chips({ query, filters }: { query: SearchQuery; filters: Filter[] }) {
  if (filters.length === 0) return <p className="small soft">No filter in use.</p>
  return (
    <ul className={styles.chips} role="list" aria-label="Filters in use">
      {filters.map(({ key, label, without }) => (
        <li key={key}>
          <a href={searchAddress(without)}>
            <span>
              <span className="hide">Remove filter: </span>
              {label}
            </span>
            <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a className={styles.clear} href={searchAddress(withoutFilters(query))}>
          Clear all
        </a>
      </li>
    </ul>
  )
}
