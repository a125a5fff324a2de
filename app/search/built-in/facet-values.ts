import {
  ENTRY_KINDS,
  FACET_SIZE,
  HOLDINGS,
  type FacetName,
  type Facets,
  type FacetValue,
  type SearchQuery,
} from '#app/domain/search.ts'
import { HOLDING_LABELS, KIND_LABELS, monthLabel } from '#app/domain/search-labels.ts'
import { fold } from '#app/search/words/fold.ts'

import { type Entries, monthNumber } from './entries.ts'
import type { FacetLabels } from './facet-labels.ts'
import { topOf } from './top.ts'

/** How often values occur, by their numbers; `counted` are those that do. */
export type Counts = { readonly counted: readonly number[]; of(value: number): number }
export type AllCounts = Record<'speakers' | 'themes' | 'months' | 'kinds' | 'holdings', Counts>

/** The lists that readers see, from counts: what is chosen and the most frequent, or every year and month. */
export function facetValues(counts: AllCounts, query: SearchQuery, entries: Entries): Facets {
  return {
    speaker: namedValues(counts.speakers, entries.speakerLabels, query.speaker, ''),
    theme: namedValues(counts.themes, entries.themeLabels, query.theme, ''),
    year: yearValues(counts.months, query),
    month: monthValues(counts.months, query),
    kind: fixedValues(counts.kinds, ENTRY_KINDS, KIND_LABELS, query.kind),
    has: fixedValues(counts.holdings, HOLDINGS, HOLDING_LABELS, query.has),
  }
}

/** The values of one facet whose label holds `match`, any part of it; at most `FACET_SIZE` of the two long facets. */
export function matchingValues(
  counts: AllCounts,
  query: SearchQuery,
  entries: Entries,
  facet: FacetName,
  match: string,
): FacetValue[] {
  const part = fold(match).trim()
  if (facet === 'speaker') return namedValues(counts.speakers, entries.speakerLabels, query.speaker, part)
  if (facet === 'theme') return namedValues(counts.themes, entries.themeLabels, query.theme, part)
  return facetValues(counts, query, entries)[facet].filter(({ label }) => fold(label).includes(part))
}

/** The most frequent values and, after them, what is chosen beside; with a `part`, only values that hold it. */
function namedValues(counter: Counts, labels: FacetLabels, chosen: readonly string[], part: string): FacetValue[] {
  const fitting = part === '' ? counter.counted : counter.counted.filter((value) => labels.holds(value, part))
  const frequent = topOf(fitting, FACET_SIZE, (a, b) => counter.of(b) - counter.of(a) || labels.compare(a, b))
  const values = frequent.map((value) => ({
    value: labels.slug(value),
    label: labels.label(value),
    count: counter.of(value),
    selected: chosen.includes(labels.slug(value)),
  }))
  for (const slug of new Set(chosen)) {
    const value = labels.find(slug)
    const label = value === undefined ? slug : labels.label(value)
    if (values.some((listed) => listed.value === slug) || !fold(label).includes(part)) continue
    values.push({ value: slug, label, count: value === undefined ? 0 : counter.of(value), selected: true })
  }
  return values
}

function fixedValues<T extends string>(
  counter: Counts,
  values: readonly T[],
  labels: Record<T, string>,
  chosen: readonly T[],
): FacetValue[] {
  return values
    .map((value, number) => ({
      value,
      label: labels[value],
      count: counter.of(number),
      selected: chosen.includes(value),
    }))
    .filter(({ count, selected }) => count > 0 || selected)
}

function yearValues(months: Counts, query: SearchQuery): FacetValue[] {
  const counts = new Map<number, number>()
  for (const month of months.counted) {
    const year = Math.floor(month / 12)
    counts.set(year, (counts.get(year) ?? 0) + months.of(month))
  }
  return [...counts]
    .sort(([a], [b]) => b - a)
    .map(([year, count]) => {
      const value = String(year).padStart(4, '0')
      return { value, label: value, count, selected: covers(query, year * 12, year * 12 + 11) }
    })
}

function monthValues(months: Counts, query: SearchQuery): FacetValue[] {
  return [...months.counted]
    .sort((a, b) => b - a)
    .map((month) => {
      const value = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
      return { value, label: monthLabel(value), count: months.of(month), selected: covers(query, month, month) }
    })
}

/** A year or a month is chosen when there is a range and it lies wholly within it. */
function covers(query: SearchQuery, first: number, last: number): boolean {
  if (query.from === null && query.to === null) return false
  const from = query.from === null ? -Infinity : monthNumber(query.from)
  const to = query.to === null ? Infinity : monthNumber(query.to)
  return from <= first && last <= to
}
