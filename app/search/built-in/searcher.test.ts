import { expect, test } from 'vitest'

import type { SearchQuery } from '#app/domain/search.ts'
import { RANKED } from '#app/search/rank/rank.ts'
import { documentOf, queryOf } from '#tests/contracts/search-documents.ts'

import { IndexData } from './index-data.ts'
import { Searcher } from './searcher.ts'

const TALKS = 45

/** Talks of 2000 and after, one a year; every third is about teams too, and the last two have no date. */
function indexOfTalks(count = TALKS): IndexData {
  const index = new IndexData()
  for (let number = 0; number < count; number++) {
    index.put(
      documentOf({
        key: `talk-${number}`,
        title: number % 3 === 0 ? 'gratitude in teams' : 'gratitude',
        heldOn: number < count - 2 ? `${2000 + number}-05` : null,
      }),
    )
  }
  return index
}

function keysOf(index: IndexData, query: Partial<SearchQuery>): string[] {
  return new Searcher(index).search(queryOf(query)).entries.map(({ slot }) => index.entries.get(slot)!.key)
}

function pagesOf(index: IndexData, query: Partial<SearchQuery>, pages: number): string[] {
  return Array.from({ length: pages }, (_, at) => keysOf(index, { ...query, page: at + 1 })).flat()
}

test('a page holds twenty, the last what is left, and pages beyond it nothing, all with the same total', () => {
  const searcher = new Searcher(indexOfTalks())
  const pages = [1, 2, 3, 4, 100_000].map((page) => searcher.search(queryOf({ q: 'gratitude', page })))
  expect(pages.map(({ entries }) => entries.length)).toEqual([20, 20, 5, 0, 0])
  expect(pages.map(({ total }) => total)).toEqual(new Array(5).fill(TALKS))
})

test('for a page beyond the last nothing is put in order', () => {
  const index = indexOfTalks()
  const { entries } = index
  const compareOldest = entries.compareOldest.bind(entries)
  let comparisons = 0
  entries.compareOldest = (a, b) => {
    comparisons++
    return compareOldest(a, b)
  }
  expect(keysOf(index, { sort: 'oldest', page: 3 })).toHaveLength(5)
  expect(comparisons).toBeGreaterThan(0)
  comparisons = 0
  expect(keysOf(index, { sort: 'oldest', page: 4 })).toEqual([])
  expect(comparisons).toBe(0)
})

test.each(['', 'gratitude'])('the oldest come in the other order than the newest, without a date last (%j)', (q) => {
  const index = indexOfTalks()
  const newest = pagesOf(index, { q, sort: 'newest' }, 3)
  const oldest = pagesOf(index, { q, sort: 'oldest' }, 3)
  expect(newest.slice(0, 2)).toEqual(['talk-42', 'talk-41'])
  expect(oldest.slice(0, -2)).toEqual(newest.slice(0, -2).reverse())
  expect(oldest.slice(-2)).toEqual(newest.slice(-2))
})

test('beyond those that are ranked the order of retrieval goes on, each result once', () => {
  const count = RANKED + 50
  const keys = pagesOf(indexOfTalks(count), { q: 'gratitude' }, Math.ceil(count / 20))
  expect(keys).toHaveLength(count)
  expect(new Set(keys).size).toBe(count)
})

test('only what has every word in title or speakers is suggested', () => {
  const index = new IndexData()
  index.put(documentOf({ key: 'both', title: 'gratitude', speakers: ['Ada Often'] }))
  index.put(documentOf({ key: 'text', title: 'gratitude', summary: 'ada' }))
  index.put(documentOf({ key: 'split', title: 'back office' }))
  index.put(documentOf({ key: 'across', title: 'back', speakers: ['Office'] }))
  const suggested = (text: string) =>
    new Searcher(index).suggest(text, 5).slots.map((slot) => index.entries.get(slot)!.key)
  expect(suggested('gratitude ada')).toEqual(['both'])
  expect(suggested('backoffice')).toEqual(['split'])
  expect(suggested('. .')).toEqual([])
  expect(new Searcher(index).suggest('gratitude', 1).slots).toHaveLength(1)
})

test('a facet is searched under the query and its other filters', () => {
  const index = new IndexData()
  index.put(documentOf({ title: 'gratitude', speakers: ['Ada Often', 'Bea Seldom'], themes: ['Teams'] }))
  index.put(documentOf({ title: 'gratitude', speakers: ['Ada Often'] }))
  index.put(documentOf({ title: 'hospital', speakers: ['Ada Often'] }))
  const counts = (query: Partial<SearchQuery>, match: string) =>
    new Searcher(index).facet(queryOf(query), 'speaker', match).map(({ label, count }) => `${label} ${count}`)
  expect(counts({ q: 'gratitude' }, '')).toEqual(['Ada Often 2', 'Bea Seldom 1'])
  expect(counts({ q: 'gratitude', theme: ['teams'] }, 'OFT')).toEqual(['Ada Often 1'])
  expect(counts({}, 'ften')).toEqual(['Ada Often 3'])
})
