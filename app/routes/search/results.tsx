import { Notice } from '#app/components/notice.tsx'
import { PagesPager } from '#app/components/pager.tsx'
import { searchAddress } from '#app/domain/search-address.ts'
import { PAGE_SIZE, type SearchAnswer, type SearchQuery } from '#app/domain/search.ts'
import { counted } from '#app/domain/words.ts'

import { useAsking } from './asking.ts'
import { Chips } from './chips.tsx'
import { filtersOf } from './filters.ts'
import type { Found } from './load-search.server.ts'
import { NothingFound } from './nothing-found.tsx'
import { OutsideFilters } from './outside-filters.tsx'
import { Result } from './result.tsx'
import { isPlainClick, SearchLink } from './search-link.tsx'
import styles from './search.module.css'
import { SortForm } from './sort-form.tsx'

type ResultsProps = Pick<Found, 'extras' | 'themes' | 'ways' | 'outside'> & { answer: SearchAnswer; query: SearchQuery }

/** What was found: the filters in use, the order, the results of this page, the way to the others. */
export function Results({ answer, query, extras, themes, ways, outside }: ResultsProps) {
  const { asked, choose } = useAsking()
  const filters = filtersOf(query, answer.facets)
  return (
    <>
      {answer.notice === null ? null : <Notice live>{answer.notice}</Notice>}
      <div className={styles.bar}>
        <Chips filters={filters} />
        {answer.total > 1 ? <SortForm query={asked} /> : null}
      </div>
      <OutsideFilters outside={outside} />
      {answer.total === 0 ? <NothingFound query={query} filters={filters} themes={themes} ways={ways} /> : null}
      {answer.pages > 0 && answer.page > answer.pages ? (
        <p className="lead">
          There is no page {answer.page} of these results: they fill {counted(answer.pages, 'page')}.{' '}
          <SearchLink to={(latest) => ({ ...latest, page: answer.pages })} focusAfter="results">
            Go to the last page
          </SearchLink>
        </p>
      ) : null}
      <ol className={styles.results} role="list" start={(answer.page - 1) * PAGE_SIZE + 1}>
        {answer.results.map((result) => (
          <li key={`${result.kind}/${result.slug}`}>
            <Result result={result} extras={extras} />
          </li>
        ))}
      </ol>
      <PagesPager
        page={answer.page}
        pages={answer.pages}
        addressOf={(page) => searchAddress({ ...asked, page })}
        onPage={(page, event) => {
          if (!isPlainClick(event)) return
          event.preventDefault()
          choose((latest) => ({ ...latest, page }), 'results')
        }}
      />
    </>
  )
}
