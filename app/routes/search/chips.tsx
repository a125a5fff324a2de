import { withoutFilters, type Filter } from './filters.ts'
import { SearchLink } from './search-link.tsx'
import styles from './search.module.css'

/** The filters in use; each takes itself away. After that the focus is on the next one, at the end on the results. */
export function Chips({ filters }: { filters: Filter[] }) {
  if (filters.length === 0) return <p className="small soft">No filter in use.</p>
  return (
    <ul className={styles.chips} role="list" aria-label="Filters in use">
      {filters.map(({ key, label, takeAway }, place) => (
        <li key={key}>
          <SearchLink to={takeAway} focusAfter={place} data-filter={key}>
            <span>
              <span className="hide">Remove filter: </span>
              {label}
            </span>
            <span aria-hidden="true">×</span>
          </SearchLink>
        </li>
      ))}
      <li>
        <SearchLink className={styles.clear} to={withoutFilters} focusAfter="results">
          Clear all
        </SearchLink>
      </li>
    </ul>
  )
}
