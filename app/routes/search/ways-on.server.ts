import type { SearchQuery } from '#app/domain/search.ts'
import type { Search } from '#app/search/index.server.ts'

import { filtersOf, withoutFilters } from './filters.ts'

/** A question with more filters than this is answered without counting the rest. */
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

/** Tries what lies near a search that found nothing, all of it at once, and keeps what finds something. */
export async function findWaysOn(search: Pick<Search, 'totals' | 'spelling'>, query: SearchQuery): Promise<WaysOn> {
  const filters = filtersOf(query, null)
  const words = search.spelling(query.q)
  const without = filters.slice(0, MOST_FILTERS_TRIED).map(({ key, takeAway }) => ({ key, query: takeAway(query) }))
  const withoutAny = filters.length > 1 ? [withoutFilters(query)] : []
  // In the nearest spelling under the same filters or, if those leave nothing of it, without.
  const spelt = words === null ? [] : [{ ...query, q: words, page: 1 }, withoutFilters({ ...query, q: words })]
  const outcome = await search.totals([...without.map((way) => way.query), ...withoutAny, ...spelt])
  if (outcome.status !== 'ok') return NO_WAYS
  const { totals } = outcome
  const totalsSpelt = totals.slice(without.length + withoutAny.length)
  const best = totalsSpelt.findIndex((total) => total > 0)
  return {
    spelling: words === null || best < 0 ? null : { words, query: spelt[best]!, total: totalsSpelt[best]! },
    withoutFilter: without.map(({ key }, way) => ({ key, total: totals[way]! })).filter(({ total }) => total > 0),
    withoutAny: withoutAny.length > 0 ? totals[without.length]! : 0,
  }
}
