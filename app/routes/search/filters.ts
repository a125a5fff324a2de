import { rangeInWords } from '#app/domain/dates.ts'
import { HOLDING_LABELS, KIND_LABELS } from '#app/domain/search-labels.ts'
import type { Facets, FacetValue, SearchQuery } from '#app/domain/search.ts'

/** A filter in use, in words, and the query without it. */
export type Filter = { key: string; label: string; without: SearchQuery }

/** The filters that are lists of values to tick. */
export type ListFilter = 'speaker' | 'theme' | 'kind' | 'has'

/** The query with one value of a list more, or less. */
export function toggled(query: SearchQuery, name: ListFilter, value: string): SearchQuery {
  const chosen: readonly string[] = query[name]
  const list = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
  return { ...query, [name]: list, page: 1 }
}

/** The filters in use, in the order of the panel. Names come from the facets, which list everything that is chosen. */
export function filtersOf(query: SearchQuery, facets: Facets | null): Filter[] {
  const named = (values: FacetValue[] | undefined, value: string) =>
    values?.find((known) => known.value === value)?.label ?? value
  const filters: Filter[] = []
  const add = (key: string, label: string, changes: Partial<SearchQuery>) =>
    filters.push({ key, label, without: { ...query, ...changes, page: 1 } })
  const without = <T>(list: readonly T[], value: T) => list.filter((other) => other !== value)

  const time = timeInWords(query)
  if (time !== null) add('time', time, { from: null, to: null })
  for (const theme of query.theme)
    add(`theme-${theme}`, named(facets?.theme, theme), { theme: without(query.theme, theme) })
  for (const speaker of query.speaker)
    add(`speaker-${speaker}`, named(facets?.speaker, speaker), { speaker: without(query.speaker, speaker) })
  for (const kind of query.kind) add(`kind-${kind}`, KIND_LABELS[kind], { kind: without(query.kind, kind) })
  for (const has of query.has)
    add(`has-${has}`, `With ${HOLDING_LABELS[has].toLowerCase()}`, { has: without(query.has, has) })
  return filters
}

/** The same words without any filter. */
export function withoutFilters(query: SearchQuery): SearchQuery {
  return { ...query, speaker: [], theme: [], from: null, to: null, kind: [], has: [], page: 1 }
}

function timeInWords({ from, to }: SearchQuery): string | null {
  if (from !== null && to !== null) return rangeInWords(from, to)
  if (from !== null) return `From ${rangeInWords(from, from)}`
  return to === null ? null : `Until ${rangeInWords(to, to)}`
}
