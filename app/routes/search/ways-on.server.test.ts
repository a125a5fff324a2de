import { expect, test } from 'vitest'

import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import { searchAddress } from '#app/domain/search-address.ts'
import type { SearchQuery } from '#app/domain/search.ts'

import { findWaysOn } from './ways-on.server.ts'

/** A search that finds as many results as `totals` says for an address, and knows one spelling. */
function searchOf(totals: Record<string, number>, spelling: string | null = null) {
  const asked: string[][] = []
  return {
    asked,
    totals: (queries: readonly SearchQuery[]) => {
      asked.push(queries.map((query) => searchAddress(query)))
      return Promise.resolve({ status: 'ok' as const, totals: asked.at(-1)!.map((address) => totals[address] ?? 0) })
    },
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

test('whatever is tried is asked at once, in two texts at most, and of filters only so many', async () => {
  const search = searchOf({}, 'cleaned')
  const speaker = Array.from({ length: 40 }, (_, number) => `speaker-${number}`)
  await findWaysOn(search, { ...FILTERED, speaker })
  expect(search.asked).toHaveLength(1)
  expect(search.asked[0]).toHaveLength(6 + 1 + 2)
  const texts = search.asked[0]!.map((address) => new URL(address, 'https://a.example').searchParams.get('q'))
  expect(new Set(texts)).toEqual(new Set(['clean', 'cleaned']))
})

test('while nobody can answer, no way on is named', async () => {
  const away = {
    totals: () => Promise.resolve({ status: 'unavailable' as const, reason: 'away' }),
    spelling: () => 'a',
  }
  expect(await findWaysOn(away, FILTERED)).toEqual({ spelling: null, withoutFilter: [], withoutAny: 0 })
})
