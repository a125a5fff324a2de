import type { SearchQuery } from '#app/domain/search.ts'
import type { Search } from '#app/search/index.server.ts'

import { filtersOf, withoutFilters } from './filters.ts'

/** Each is a search of its own; a question with more filters than this is answered without counting the rest. */
const MOST_FILTERS_TRIED = 6

/** What a search that found nothing may become: each way was tried, and leads to `total` results. */
export type WaysOn = {
  spelling: { words: string; query: SearchQuery; total: number } | null
  /** By key of the filter that is taken away. */
  withoutFilter: { key: string; total: number }[]
  /** Without any filter, where there are several. */
  withoutAny: number
}

export const NO_WAYS: WaysOn = { spelling: null, withoutFilter: [], withoutAny: 0 }

/** Tries what lies near a search that found nothing, and keeps what finds something. */
export async function findWaysOn(search: Pick<Search, 'search' | 'spelling'>, query: SearchQuery): Promise<WaysOn> {
  const totalOf = async (other: SearchQuery) => {
    const outcome = await search.search(other)
    return outcome.status === 'ok' ? outcome.total : 0
  }
  const filters = filtersOf(query, null)
  const [withoutFilter, withoutAny, spelling] = await Promise.all([
    Promise.all(
      filters
        .slice(0, MOST_FILTERS_TRIED)
        .map(async ({ key, takeAway }) => ({ key, total: await totalOf(takeAway(query)) })),
    ),
    filters.length > 1 ? totalOf(withoutFilters(query)) : 0,
    findSpelling(search.spelling(query.q), query, totalOf),
  ])
  return { spelling, withoutFilter: withoutFilter.filter(({ total }) => total > 0), withoutAny }
}

/** Words in the nearest spelling, under the same filters or, if those leave nothing of them, without. */
async function findSpelling(
  words: string | null,
  query: SearchQuery,
  totalOf: (query: SearchQuery) => Promise<number>,
): Promise<WaysOn['spelling']> {
  if (words === null) return null
  for (const other of [{ ...query, q: words, page: 1 }, withoutFilters({ ...query, q: words })]) {
    const total = await totalOf(other)
    if (total > 0) return { words, query: other, total }
  }
  return null
}
