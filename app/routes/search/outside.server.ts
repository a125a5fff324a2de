import {
  ENTRY_KINDS,
  type EntryKind,
  type SearchAnswer,
  type SearchQuery,
  type SearchResult,
} from '#app/domain/search.ts'
import type { Search } from '#app/search/index.server.ts'

import { filtersOf, withoutFilters } from './filters.ts'

/** Conversations have the filters for themselves; what else there is may have been meant as well. */
const OTHER_KINDS = ENTRY_KINDS.filter((kind) => kind !== 'conversation')
const MOST_NAMED = 3

/** Something of the archive whose name was asked for, and which the filters leave out. */
export type Outside = { kind: EntryKind; title: string; url: string }

/**
 * People, themes and the like whose own names hold what was asked and which the filters in use leave out, the best three;
 * `answer` is what was found. Nothing where there are no words or no filters, on a later page, or when nobody can answer
 * just now.
 */
export async function findOutside(
  search: Pick<Search, 'search'>,
  query: SearchQuery,
  answer: Pick<SearchAnswer, 'pages' | 'results'>,
): Promise<Outside[]> {
  if (query.q === '' || query.page > 1 || filtersOf(query, null).length === 0) return []
  const [all, passing] = await Promise.all([
    search.search({ ...withoutFilters(query), kind: OTHER_KINDS, sort: 'relevance' }),
    passingOf(search, query, answer),
  ])
  if (all.status !== 'ok' || passing === null) return []
  const known = new Set(passing.map(addressOf))
  return all.results
    .filter((result) => isNamedSo(result) && !known.has(addressOf(result)))
    .slice(0, MOST_NAMED)
    .map(({ kind, title, url }) => ({ kind, title, url }))
}

/** Those of other kinds that pass the filters; null where nobody can say that one is left out. */
async function passingOf(
  search: Pick<Search, 'search'>,
  query: SearchQuery,
  answer: Pick<SearchAnswer, 'pages' | 'results'>,
): Promise<readonly SearchResult[] | null> {
  if (answer.pages <= 1) return answer.results
  const kinds = OTHER_KINDS.filter((kind) => query.kind.length === 0 || query.kind.includes(kind))
  if (kinds.length === 0) return []
  const within = await search.search({ ...query, kind: kinds })
  // Of those that pass the filters only a page is known: with more of them nobody can say that one is left out.
  return within.status !== 'ok' || within.pages > 1 ? null : within.results
}

function addressOf({ kind, slug }: SearchResult): string {
  return `${kind}/${slug}`
}

function isNamedSo({ highlights }: SearchResult): boolean {
  return highlights.some(({ field }) => field === 'title')
}
