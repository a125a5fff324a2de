import { expect, test } from 'vitest'

import { facetValues } from '#app/search/built-in/facet-values.ts'
import { IndexData } from '#app/search/built-in/index-data.ts'
import { documentOf, queryOf } from '#tests/contracts/search-documents.ts'

import { distributionCounts } from './distribution.ts'

test('the server’s counts become the lists that readers see; what has just left the archive is not counted', () => {
  const index = new IndexData()
  index.put(documentOf({ speakers: ['Judy Rees'], themes: ['Kindness'], heldOn: '2023-12' }))
  const counts = distributionCounts(
    {
      speaker: { 'judy-rees': 2, 'long-gone': 5 },
      theme: { kindness: 1 },
      month: { '24287': 2, '24276': 1 },
      kind: { conversation: 3, person: 0 },
      has: { insights: 2 },
    },
    index.entries,
  )
  const facets = facetValues(counts, queryOf(), index.entries)
  expect(facets.speaker).toEqual([{ value: 'judy-rees', label: 'Judy Rees', count: 2, selected: false }])
  expect(facets.year).toEqual([{ value: '2023', label: '2023', count: 3, selected: false }])
  expect(facets.month.map(({ value, count }) => [value, count])).toEqual([
    ['2023-12', 2],
    ['2023-01', 1],
  ])
  expect(facets.kind.map(({ value }) => value)).toEqual(['conversation'])
  expect(facets.has).toMatchObject([{ value: 'insights', count: 2 }])
})
