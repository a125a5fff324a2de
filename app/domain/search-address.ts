import type { SearchQuery } from './search.ts'
import { withQuery } from './web-address.ts'

/**
 * The address of a query: `/search` and what differs from an empty one, always in the same order.
 * Apart from the reading of addresses, whose schemas (17 kB of zod) a browser need not load.
 */
export function searchAddress(query: SearchQuery, path = '/search'): string {
  const parameters = new URLSearchParams()
  if (query.q !== '') parameters.set('q', query.q)
  for (const name of ['speaker', 'theme', 'kind', 'has'] as const) {
    for (const value of [...query[name]].sort()) parameters.append(name, value)
  }
  if (query.from !== null) parameters.set('from', query.from)
  if (query.to !== null) parameters.set('to', query.to)
  if (query.sort !== 'relevance') parameters.set('sort', query.sort)
  if (query.page !== 1) parameters.set('page', String(query.page))
  return withQuery(path, parameters)
}
