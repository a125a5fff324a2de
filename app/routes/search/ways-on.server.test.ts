import { expect, test } from 'vitest'

import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import { searchAddress } from '#app/domain/search-address.ts'
import type { SearchAnswer, SearchQuery } from '#app/domain/search.ts'

import { findWaysOn } from './ways-on.server.ts'

/** A search that finds as many results as `totals` says for an address, and knows one spelling. */
function searchOf(totals: Record<string, number>, spelling: string | null = null) {
  const answer = (query: SearchQuery): SearchAnswer => ({
    query,
    total: totals[searchAddress(query)] ?? 0,
    page: 1,
    pages: 1,
    results: [],
    facets: { speaker: [], theme: [], year: [], month: [], kind: [], has: [] },
    engine: 'built-in',
    notice: null,
  })
  return {
    search: (query: SearchQuery) => Promise.resolve({ status: 'ok' as const, ...answer(query) }),
    spelling: () => spelling,
  }
}

const FILTERED: SearchQuery = { ...EMPTY_QUERY, q: 'clean', theme: ['leadership'], has: ['recording'], page: 2 }

test('of the filters in use those are named whose absence would find something, with how much', async () => {
  const search = searchOf({ '/search?q=clean&has=recording': 3, '/search?q=clean': 7 })
  expect(await findWaysOn(search, FILTERED)).toEqual({
    spelling: null,
    withoutFilter: [{ key: 'theme-leadership', total: 3 }],
    withoutAny: 7,
  })
})

test('with a single filter there is no other way to take all away', async () => {
  const search = searchOf({ '/search?q=clean': 7 })
  expect(await findWaysOn(search, { ...FILTERED, has: [] })).toEqual({
    spelling: null,
    withoutFilter: [{ key: 'theme-leadership', total: 7 }],
    withoutAny: 0,
  })
})

test('a spelling keeps the filters where it finds something with them, and goes without where not', async () => {
  const within = searchOf({ '/search?q=cleaned&theme=leadership&has=recording': 2, '/search?q=cleaned': 9 }, 'cleaned')
  expect((await findWaysOn(within, FILTERED)).spelling).toEqual({
    words: 'cleaned',
    query: { ...FILTERED, q: 'cleaned', page: 1 },
    total: 2,
  })
  const without = searchOf({ '/search?q=cleaned': 9 }, 'cleaned')
  expect((await findWaysOn(without, FILTERED)).spelling).toEqual({
    words: 'cleaned',
    query: { ...EMPTY_QUERY, q: 'cleaned' },
    total: 9,
  })
  expect((await findWaysOn(searchOf({}, 'cleaned'), FILTERED)).spelling).toBeNull()
})
