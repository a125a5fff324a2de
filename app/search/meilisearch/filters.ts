import type { SearchQuery } from '#app/domain/search.ts'
import type { Entries } from '#app/search/built-in/entries.ts'
import { monthNumber } from '#app/search/built-in/entries.ts'
import type { FacetLabels } from '#app/search/built-in/facet-labels.ts'

/** What narrows a search, one condition each; years and months are one. */
export const GROUPS = ['speaker', 'theme', 'month', 'kind', 'has'] as const
export type Group = (typeof GROUPS)[number]

/** Only entries, no passages: what a query without words shows, and what suggestions name. */
export const ENTRIES_ONLY = 'isEntry = true'
export const PASSAGES_ONLY = 'isEntry = false'

/** The conditions that a query sets, in Meilisearch's words, by what they narrow. */
export type Filters = Partial<Record<Group, string>>

/** Reads the filters of a query. A speaker or theme that the archive does not have narrows to nothing. */
export function filtersOf(query: SearchQuery, entries: Entries): Filters {
  const known = (slugs: readonly string[], labels: FacetLabels) =>
    slugs.filter((slug) => labels.find(slug) !== undefined)
  const filters: Filters = {}
  if (query.speaker.length > 0) filters.speaker = oneOf('speaker', known(query.speaker, entries.speakerLabels))
  if (query.theme.length > 0) filters.theme = oneOf('theme', known(query.theme, entries.themeLabels))
  const range = [
    ...(query.from === null ? [] : [`month >= ${monthNumber(query.from)}`]),
    ...(query.to === null ? [] : [`month <= ${monthNumber(query.to)}`]),
  ]
  if (range.length > 0) filters.month = range.join(' AND ')
  if (query.kind.length > 0) filters.kind = oneOf('kind', query.kind)
  if (query.has.length > 0) filters.has = oneOf('has', query.has)
  return filters
}

/** All conditions but one, as Meilisearch takes them: each must hold. */
export function allBut(filters: Filters, left?: Group): string[] {
  return GROUPS.flatMap((group) => (group === left ? [] : (filters[group] ?? [])))
}

/** A condition that holds for documents with one of these values; with none of them, for no document. */
export function oneOf(attribute: string, values: readonly string[]): string {
  return `${attribute} IN [${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(', ')}]`
}
