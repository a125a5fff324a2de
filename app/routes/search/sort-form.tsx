import { SORT_LABELS } from '#app/domain/search-labels.ts'
import { SORTS, type SearchQuery } from '#app/domain/search.ts'

import { useAsking } from './asking.ts'
import { KeptFields } from './kept-fields.tsx'
import styles from './search.module.css'

/** In which order the results come. */
export function SortForm({ query }: { query: SearchQuery }) {
  const { choose } = useAsking()
  return (
    <form
      className={styles.sort}
      action="/search"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        choose((asked) => asked, 'results')
      }}
    >
      <KeptFields query={query} except={['sort']} />
      <label htmlFor="sort">Sort by</label>
      <select
        className={`select ${styles.sortChoice}`}
        id="sort"
        name="sort"
        value={query.sort}
        onChange={({ currentTarget }) => {
          const sort = SORTS.find((known) => known === currentTarget.value) ?? 'relevance'
          choose((asked) => ({ ...asked, sort, page: 1 }))
        }}
      >
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
