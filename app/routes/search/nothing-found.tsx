import { themeAddress } from '#app/domain/conversation.ts'
import type { Named, SearchQuery } from '#app/domain/search.ts'
import { counted, listInWords } from '#app/domain/words.ts'

import { withoutFilters, type Filter } from './filters.ts'
import { SearchLink } from './search-link.tsx'
import styles from './search.module.css'
import type { WaysOn } from './ways-on.server.ts'

type NothingFoundProps = { query: SearchQuery; filters: Filter[]; themes: readonly Named[]; ways: WaysOn }

/** What was asked, and ways on that were tried: a better spelling, fewer filters, a theme to begin with. */
export function NothingFound({ query, filters, themes, ways }: NothingFoundProps) {
  const { spelling, withoutFilter, withoutAny } = ways
  const isWithoutThem = spelling !== null && filters.length > 0 && isWithoutFilters(spelling.query)
  const others = filters.flatMap((filter) => {
    const total = withoutFilter.find(({ key }) => key === filter.key)?.total
    return total === undefined ? [] : [{ ...filter, total }]
  })
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
            Search for{' '}
            <SearchLink
              to={(asked) => ({ ...(isWithoutThem ? withoutFilters(asked) : asked), q: spelling.words, page: 1 })}
              focusAfter="results"
            >
              {spelling.words}
            </SearchLink>{' '}
            instead: {counted(spelling.total, 'result')}
            {isWithoutThem ? ' without the filters' : ''}
          </li>
        )}
        {others.map(({ key, label, takeAway, total }) => (
          <li key={key}>
            Take the filter away:{' '}
            <SearchLink to={takeAway} focusAfter="results">
              {counted(total, 'result')} without “{label}”
            </SearchLink>
          </li>
        ))}
        {withoutAny === 0 ? null : (
          <li>
            Take all filters away:{' '}
            <SearchLink to={withoutFilters} focusAfter="results">
              {counted(withoutAny, 'result')} without them
            </SearchLink>
          </li>
        )}
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

function isWithoutFilters({ speaker, theme, kind, has, from, to }: SearchQuery): boolean {
  return speaker.length + theme.length + kind.length + has.length === 0 && from === null && to === null
}
