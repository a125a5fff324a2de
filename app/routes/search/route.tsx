import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { Notice } from '#app/components/notice.tsx'
import { PagesPager } from '#app/components/pager.tsx'
import { SearchBox } from '#app/components/search-box.tsx'
import { searchAddress } from '#app/domain/search-address.ts'
import { counted } from '#app/domain/words.ts'
import { pageMeta } from '#app/routes/page-meta.ts'

import { Chips } from './chips.tsx'
import { FacetPanel } from './facet-panel.tsx'
import { filtersOf } from './filters.ts'
import { keptFields } from './kept-fields.tsx'
import { loadSearch } from './load-search.server.ts'
import { NothingFound } from './nothing-found.tsx'
import { Problems } from './problems.tsx'
import { Result } from './result.tsx'
import styles from './search.module.css'
import { SortForm } from './sort-form.tsx'

export const handle = { skips: [{ address: '#results', name: 'Skip the filters' }] }

export async function loader({ request }: LoaderFunctionArgs) {
  const { status, ...found } = await loadSearch(new URL(request.url))
  return data(found, { status })
}

export default function Search() {
  const { query, answer, away, range, extras, themes, spelling, problems } = useLoaderData<typeof loader>()
  const filters = filtersOf(query, answer?.facets ?? null)
  return (
    <>
      <h1 className="hide">{query.q === '' ? 'Search the archive' : `Search: ${query.q}`}</h1>
      <SearchBox id="q" label="Search the archive" value={query.q} kept={keptFields(query, ['q'])} />
      <div className={`with-side ${styles.below}`}>
        <FacetPanel query={query} facets={answer?.facets ?? null} inUse={filters.length} range={range} />
        <section id="results" aria-labelledby="results-title" tabIndex={-1}>
          <h2 id="results-title" aria-live="polite">
            {resultTitle(answer, problems.length)}
          </h2>
          {problems.length === 0 ? null : <Problems problems={problems} />}
          {away === null ? null : (
            <Notice kind="bad" live>
              {away} Until it can, <a href="/conversations">the years</a>, <a href="/people">people</a> and{' '}
              <a href="/themes">themes</a> lead to everything.
            </Notice>
          )}
          {answer === null ? null : (
            <>
              {answer.notice === null ? null : <Notice live>{answer.notice}</Notice>}
              <div className={styles.bar}>
                <Chips query={query} filters={filters} />
                {answer.total > 1 ? <SortForm query={query} /> : null}
              </div>
              {answer.total === 0 ? (
                <NothingFound query={query} filters={filters} themes={themes} spelling={spelling} />
              ) : null}
              <ol className={styles.results} role="list" start={(answer.page - 1) * answer.results.length + 1}>
                {answer.results.map((result) => (
                  <li key={`${result.kind}/${result.slug}`}>
                    <Result result={result} extras={extras[result.slug] ?? null} />
                  </li>
                ))}
              </ol>
              <PagesPager
                page={answer.page}
                pages={answer.pages}
                addressOf={(page) => searchAddress({ ...query, page })}
              />
            </>
          )}
        </section>
      </div>
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data: found, matches }) => {
  if (found === undefined) return []
  const { query, answer, problems } = found
  const about = query.q === '' ? 'Search' : query.q
  const page = query.page > 1 && answer !== null ? `, page ${query.page} of ${answer.pages}` : ''
  return pageMeta(matches, {
    title: `${problems.length > 0 ? 'Error: ' : ''}${about}${page}`,
    ...(query.q === '' ? {} : { section: 'search' }),
    description: 'Search past conversations by speaker, theme, date and anything that was said.',
    canonical: searchAddress(query),
  })
}

function resultTitle(answer: { total: number; query: { kind: string[] } } | null, problems: number): string {
  if (answer === null) return problems > 0 ? 'Nothing was searched' : 'Search is away'
  if (answer.total === 0) return 'Nothing found'
  const onlyConversations = answer.query.kind.length === 1 && answer.query.kind[0] === 'conversation'
  return counted(answer.total, onlyConversations ? 'conversation' : 'result')
}
