import { SORT_LABELS } from '#app/domain/search-labels.ts'
import { SORTS, type SearchQuery } from '#app/domain/search.ts'

import { KeptFields } from './kept-fields.tsx'
import styles from './search.module.css'

/** In which order the results come. */
export function SortForm({ query }: { query: SearchQuery }) {
  return (
    <form className={styles.sort} action="/search">
      <KeptFields query={query} except={['sort']} />
      <label htmlFor="sort">Sort by</label>
      <select className={`select ${styles.sortChoice}`} id="sort" name="sort" defaultValue={query.sort}>
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_LABELS[sort]}
          </option>
        ))}
      </select>
      <button className="button quiet">Sort</button>
    </form>
  )
}
