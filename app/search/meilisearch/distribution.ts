import type { FacetDistribution } from 'meilisearch'

import { ENTRY_KINDS, HOLDINGS } from '#app/domain/search.ts'
import type { Entries } from '#app/search/built-in/entries.ts'
import type { AllCounts, Counts } from '#app/search/built-in/facet-values.ts'

import type { Group } from './filters.ts'

/** What Meilisearch counted, by what it counted; each may come from another query. */
export type Distributions = Record<Group, FacetDistribution[string]>

/** Meilisearch's counts as the lists of facets take them: by the numbers that the archive's values have here. */
export function distributionCounts(distributions: Distributions, { speakerLabels, themeLabels }: Entries): AllCounts {
  return {
    speakers: countsOf(distributions.speaker, (slug) => speakerLabels.find(slug)),
    themes: countsOf(distributions.theme, (slug) => themeLabels.find(slug)),
    months: countsOf(distributions.month, Number),
    kinds: countsOf(distributions.kind, (kind) => placeIn(ENTRY_KINDS, kind)),
    holdings: countsOf(distributions.has, (holding) => placeIn(HOLDINGS, holding)),
  }
}

/** A value without a number has just left the archive: it is not counted. */
function countsOf(distribution: FacetDistribution[string], numberOf: (value: string) => number | undefined): Counts {
  const counts = new Map<number, number>()
  for (const [value, count] of Object.entries(distribution)) {
    const number = numberOf(value)
    if (number !== undefined && count > 0) counts.set(number, count)
  }
  return { counted: [...counts.keys()], of: (number) => counts.get(number) ?? 0 }
}

function placeIn(values: readonly string[], value: string): number | undefined {
  const place = values.indexOf(value)
  return place < 0 ? undefined : place
}
