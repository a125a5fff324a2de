import { ENTRY_KINDS, HOLDINGS, type SearchQuery, SORTS } from '#app/domain/search.ts'

/** What an address asks for, as it stands there. Whether that can be asked the server says: its schemas stay there. */
export function queryIn(address: URLSearchParams): SearchQuery {
  const all = (name: string) => [...new Set(address.getAll(name))].filter((value) => value !== '')
  return {
    q: address.get('q') ?? '',
    speaker: all('speaker'),
    theme: all('theme'),
    from: address.get('from') || null,
    to: address.get('to') || null,
    kind: ENTRY_KINDS.filter((kind) => all('kind').includes(kind)),
    has: HOLDINGS.filter((holding) => all('has').includes(holding)),
    sort: SORTS.find((sort) => sort === address.get('sort')) ?? 'relevance',
    page: Number(address.get('page')) || 1,
  }
}
