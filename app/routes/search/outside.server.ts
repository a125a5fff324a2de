import { ENTRY_KINDS, type EntryKind, type SearchQuery, type SearchResult } from '#app/domain/search.ts'
import type { Search } from '#app/search/index.server.ts'

import { filtersOf, withoutFilters } from './filters.ts'

/** Conversations have the filters for themselves; what else there is may have been meant as well. */
const OTHER_KINDS = ENTRY_KINDS.filter((kind) => kind !== 'conversation')
const MOST_NAMED = 3

/** Something of the archive whose name was asked for, and which the filters leave out. */
export type Outside = { kind: EntryKind; title: string; url: string }

/**
 * People, themes and the like whose own names hold what was asked and which the filters in use leave out, the best three.
 * Nothing where there are no words or no filters, on a later page, or when nobody can answer just now.
 */
export async function findOutside(search: Pick<Search, 'search'>, query: SearchQuery): Promise<Outside[]> {
  if (query.q === '' || query.page > 1 || filtersOf(query, null).length === 0) return []
  const kindsWithin = OTHER_KINDS.filter((kind) => query.kind.length === 0 || query.kind.includes(kind))
  const [all, within] = await Promise.all([
    search.search({ ...withoutFilters(query), kind: OTHER_KINDS, sort: 'relevance' }),
    kindsWithin.length === 0 ? null : search.search({ ...query, kind: kindsWithin }),
  ])
  if (all.status !== 'ok' || (within !== null && within.status !== 'ok')) return []
  // Of those that pass the filters only a page is known: with more of them nobody can say that one is left out.
  if (within !== null && within.pages > 1) return []
  const passing = new Set(within?.results.map(addressOf))
  return all.results
    .filter((result) => isNamedSo(result) && !passing.has(addressOf(result)))
    .slice(0, MOST_NAMED)
    .map(({ kind, title, url }) => ({ kind, title, url }))
}

function addressOf({ kind, slug }: SearchResult): string {
  return `${kind}/${slug}`
}

function isNamedSo({ highlights }: SearchResult): boolean {
  return highlights.some(({ field }) => field === 'title')
}
