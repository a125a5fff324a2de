import { expect, test } from 'vitest'

import type { Facets, SearchQuery } from '#app/domain/search.ts'

import { filtersOf, ticked, withoutFilters } from './filters.ts'
import { keptFields } from './kept-fields.tsx'

const QUERY: SearchQuery = {
  q: 'kind',
  speaker: ['amy-edmondson', 'michael-west'],
  theme: ['leadership'],
  from: '2023-01',
  to: '2023-12',
  kind: ['conversation'],
  has: ['recording'],
  sort: 'newest',
  page: 3,
}
const FACETS: Facets = {
  speaker: [{ value: 'amy-edmondson', label: 'Amy Edmondson', count: 2, selected: true }],
  theme: [{ value: 'leadership', label: 'Leadership', count: 1, selected: true }],
  year: [],
  month: [],
  kind: [],
  has: [],
}

test('each filter is named as readers know it; one that the facets do not list keeps its slug', () => {
  expect(filtersOf(QUERY, FACETS).map(({ label }) => label)).toEqual([
    'January to December 2023',
    'Leadership',
    'Amy Edmondson',
    'michael-west',
    'Conversations',
    'With recording',
  ])
})

test('a filter taken away leaves the others, and leads to the first page', () => {
  const [time, , amy] = filtersOf(QUERY, FACETS)
  expect(time?.takeAway(QUERY)).toEqual({ ...QUERY, from: null, to: null, page: 1 })
  expect(amy?.takeAway(QUERY)).toEqual({ ...QUERY, speaker: ['michael-west'], page: 1 })
})

test('a filter is taken away from what is asked by then, and nothing else of it', () => {
  const [, leadership, amy] = filtersOf(QUERY, FACETS)
  const asked = leadership!.takeAway({ ...QUERY, q: 'kindness', has: ['recording', 'slides'] })
  expect(amy?.takeAway(asked)).toEqual({
    ...QUERY,
    q: 'kindness',
    theme: [],
    speaker: ['michael-west'],
    has: ['recording', 'slides'],
    page: 1,
  })
})

test('a value is ticked once and unticked once, whatever was asked before', () => {
  const twice = ticked(ticked(QUERY, 'theme', 'culture', true), 'theme', 'culture', true)
  expect(twice).toEqual({ ...QUERY, theme: ['leadership', 'culture'], page: 1 })
  expect(ticked(QUERY, 'theme', 'culture', false)).toEqual({ ...QUERY, page: 1 })
})

test('a range that is open on one side says so', () => {
  const labels = (changes: Partial<SearchQuery>) => filtersOf({ ...QUERY, ...changes }, null)[0]?.label
  expect(labels({ to: null })).toBe('From January 2023')
  expect(labels({ from: null })).toBe('Until December 2023')
  expect(labels({ from: '2023-12' })).toBe('December 2023')
})

test('without filters the words and their order remain', () => {
  expect(withoutFilters(QUERY)).toMatchObject({ q: 'kind', sort: 'newest', page: 1, speaker: [], from: null })
  expect(filtersOf(withoutFilters(QUERY), null)).toEqual([])
})

test('a form keeps every choice that it does not ask for, and never the page', () => {
  expect(keptFields(QUERY, ['speaker', 'sort'])).toEqual([
    ['q', 'kind'],
    ['theme', 'leadership'],
    ['from', '2023-01'],
    ['to', '2023-12'],
    ['kind', 'conversation'],
    ['has', 'recording'],
  ])
})
