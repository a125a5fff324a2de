import { themeAddress } from '#app/domain/conversation.ts'
import { searchAddress } from '#app/domain/search-address.ts'
import type { Named, SearchQuery } from '#app/domain/search.ts'
import { listInWords } from '#app/domain/words.ts'

import type { Filter } from './filters.ts'
import styles from './search.module.css'

type NothingFoundProps = {
  query: SearchQuery
  filters: Filter[]
  themes: readonly Named[]
  /** The words in a spelling that the archive knows. */
  spelling: string | null
}

/** What was asked, and ways on: fewer filters, fewer words, a theme to begin with. */
export function NothingFound({ query, filters, themes, spelling }: NothingFoundProps) {
  return (
    <div className={styles.empty}>
      <p className="lead">
        Nothing was found
        {query.q === '' ? null : (
          <>
            {' '}
            for <b>{query.q}</b>
          </>
        )}
        {filters.length === 0 ? '.' : ` with the filters ${listInWords(filters.map(({ label }) => label))}.`}
      </p>
      <ul>
        {spelling === null ? null : (
          <li>
            Search for <a href={searchAddress({ ...query, q: spelling, page: 1 })}>{spelling}</a> instead
          </li>
        )}
        {filters.map(({ key, label, without }) => (
          <li key={key}>
            <a href={searchAddress(without)}>Search without “{label}”</a>
          </li>
        ))}
        {query.q === '' ? null : (
          <li>
            Use fewer words, or only the beginning of one. The spelling need not be right, but two wrong letters in a
            short word are too many.
          </li>
        )}
        {themes.length === 0 ? null : (
          <li>
            Begin from a theme:{' '}
            {themes.map(({ slug, name }, index) => (
              <span key={slug}>
                {index === 0 ? null : ', '}
                <a href={themeAddress(slug)}>{name}</a>
              </span>
            ))}
          </li>
        )}
      </ul>
    </div>
  )
}
