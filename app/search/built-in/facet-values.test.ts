import fc from 'fast-check'
import { expect, test } from 'vitest'

import { FACET_SIZE, type FacetName, type FacetValue, type SearchQuery } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { documentOf, queryOf } from '#tests/contracts/search-documents.ts'

import { facetValues, matchingValues } from './facet-values.ts'
import { FacetCounts } from './facets.ts'
import { Filter } from './filter.ts'
import { IndexData } from './index-data.ts'

function counted(documents: readonly SearchDocument[], query: Partial<SearchQuery>) {
  const index = new IndexData()
  for (const document of documents) index.put(document)
  const { entries } = index
  const asked = queryOf(query)
  const counts = new FacetCounts(entries)
  counts.count(entries.newestFirst(), new Filter(asked, entries))
  return {
    facets: facetValues(counts, asked, entries),
    matching: (facet: FacetName, match: string) => matchingValues(counts, asked, entries, facet, match),
  }
}

function inWords({ label, count, selected }: FacetValue): string {
  return `${label} ${count}${selected ? ' chosen' : ''}`
}

/** Talks by so many speakers, the first of whom spoke most often. */
function talksBy(speakers: number): SearchDocument[] {
  return Array.from({ length: speakers }, (_, number) => {
    const name = `Speaker ${String(number).padStart(2, '0')}`
    return Array.from({ length: number < 3 ? 4 - number : 1 }, () => documentOf({ speakers: [name] }))
  }).flat()
}

test('the most frequent come first, those as frequent as each other by name without regard to accents and capitals', () => {
  const documents = [
    documentOf({ speakers: ['Zoe', 'émile', 'Ada'] }),
    documentOf({ speakers: ['Zoe', 'Frida'] }),
    documentOf({ speakers: ['eve'] }),
  ]
  const { facets } = counted(documents, {})
  expect(facets.speaker.map(inWords)).toEqual(['Zoe 2', 'Ada 1', 'émile 1', 'eve 1', 'Frida 1'])
})

test('a long facet lists the twenty most frequent and, after them, what is chosen beside', () => {
  const { facets } = counted(talksBy(30), { speaker: ['speaker-29', 'speaker-01', 'nobody'] })
  expect(facets.speaker).toHaveLength(FACET_SIZE + 2)
  expect(facets.speaker.slice(0, 3).map(inWords)).toEqual(['Speaker 00 4', 'Speaker 01 3 chosen', 'Speaker 02 2'])
  expect(facets.speaker.slice(FACET_SIZE).map(inWords)).toEqual(['Speaker 29 1 chosen', 'nobody 0 chosen'])
})

test('any part of a name finds the rest of a long facet, chosen or not, accents and capitals aside', () => {
  const documents = [...talksBy(30), documentOf({ speakers: ['Søren Müller'] })]
  const { matching } = counted(documents, { speaker: ['speaker-29'] })
  expect(matching('speaker', 'er 29').map(inWords)).toEqual(['Speaker 29 1 chosen'])
  expect(matching('speaker', ' MULL ').map(inWords)).toEqual(['Søren Müller 1'])
  expect(matching('speaker', 'nothing like it')).toEqual([])
  expect(matching('speaker', '')).toHaveLength(FACET_SIZE + 1)
})

test('the short facets are searched by their labels', () => {
  const documents = [
    documentOf({ heldOn: '2023-12', has: ['recording'] }),
    documentOf({ heldOn: '2022-12' }),
    documentOf({ kind: 'person' }),
  ]
  const { matching } = counted(documents, {})
  expect(matching('month', 'dec').map(inWords)).toEqual(['December 2023 1', 'December 2022 1'])
  expect(matching('year', '23').map(inWords)).toEqual(['2023 1'])
  expect(matching('kind', 'peo').map(inWords)).toEqual(['People 1'])
  expect(matching('has', 'rec').map(inWords)).toEqual(['Recording 1'])
})

test('kinds and holdings come in their own order, without those that nothing has unless they are chosen', () => {
  const documents = [documentOf({ kind: 'theme' }), documentOf({ has: ['slides', 'recording'] })]
  const { facets } = counted(documents, { kind: ['news'], has: [] })
  expect(facets.kind.map(inWords)).toEqual(['Conversations 1', 'Themes 1', 'News 0 chosen'])
  expect(counted(documents, {}).facets.has.map(inWords)).toEqual(['Recording 1', 'Slides 1'])
})

test('a year or a month is chosen when a range has all of it', () => {
  const documents = ['2022-11', '2023-01', '2023-12', '2024-01'].map((heldOn) => documentOf({ heldOn }))
  const chosen = (query: Partial<SearchQuery>) => {
    const { facets } = counted(documents, query)
    return [...facets.year, ...facets.month].filter(({ selected }) => selected).map(({ value }) => value)
  }
  expect(chosen({})).toEqual([])
  expect(chosen({ from: '2023-01', to: '2023-12' })).toEqual(['2023', '2023-12', '2023-01'])
  expect(chosen({ from: '2023-02' })).toEqual(['2024', '2024-01', '2023-12'])
  expect(chosen({ to: '2023-06' })).toEqual(['2022', '2023-01', '2022-11'])
})

test('years count what their months count, the latest first', () => {
  const month = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }))
  const dates = fc.array(
    month.map(([year, of]) => `${String(year).padStart(4, '0')}-${String(of).padStart(2, '0')}`),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(dates, (held) => {
      const { facets } = counted(
        held.map((heldOn) => documentOf({ heldOn })),
        {},
      )
      const countBy = (length: number) => {
        const counts = new Map<string, number>()
        for (const date of held) counts.set(date.slice(0, length), (counts.get(date.slice(0, length)) ?? 0) + 1)
        return [...counts].sort(([a], [b]) => (a < b ? 1 : -1))
      }
      expect(facets.year.map(({ value, count }) => [value, count])).toEqual(countBy(4))
      expect(facets.month.map(({ value, count }) => [value, count])).toEqual(countBy(7))
    }),
    { numRuns: 50 },
  )
})
