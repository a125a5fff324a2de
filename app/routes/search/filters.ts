import { rangeInWords } from '#app/domain/dates.ts'
import { HOLDING_LABELS, KIND_LABELS } from '#app/domain/search-labels.ts'
import type { Facets, FacetValue, SearchQuery } from '#app/domain/search.ts'

/** A filter in use, in words, and what takes it away from a query. */
export type Filter = { key: string; label: string; takeAway: (query: SearchQuery) => SearchQuery }

/** The filters that are lists of values to tick. */
const LIST_FILTERS = ['speaker', 'theme', 'kind', 'has'] as const
export type ListFilter = (typeof LIST_FILTERS)[number]

export function isListFilter(name: string): name is ListFilter {
  return LIST_FILTERS.some((known) => known === name)
}

/** The query with one value of a list ticked, or not. */
export function ticked(query: SearchQuery, name: ListFilter, value: string, isTicked: boolean): SearchQuery {
  const others = (query[name] as readonly string[]).filter((other) => other !== value)
  return { ...query, [name]: isTicked ? [...others, value] : others, page: 1 }
}

/** The filters in use, in the order of the panel. Names come from the facets, which list everything that is chosen. */
export function filtersOf(query: SearchQuery, facets: Facets | null): Filter[] {
  const named = (values: FacetValue[] | undefined, value: string) =>
    values?.find((known) => known.value === value)?.label ?? value
  const filters: Filter[] = []
  const add = (name: ListFilter, value: string, label: string) =>
    filters.push({ key: `${name}-${value}`, label, takeAway: (other) => ticked(other, name, value, false) })

  const time = timeInWords(query)
  if (time !== null)
    filters.push({ key: 'time', label: time, takeAway: (other) => ({ ...other, from: null, to: null, page: 1 }) })
  for (const theme of query.theme) add('theme', theme, named(facets?.theme, theme))
  for (const speaker of query.speaker) add('speaker', speaker, named(facets?.speaker, speaker))
  for (const kind of query.kind) add('kind', kind, KIND_LABELS[kind])
  for (const has of query.has) add('has', has, `With ${HOLDING_LABELS[has].toLowerCase()}`)
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
