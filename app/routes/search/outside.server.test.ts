import { expect, test } from 'vitest'

import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import type { SearchQuery } from '#app/domain/search.ts'
import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import { searchAnswer } from '#app/search/answer.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { findOutside } from './outside.server.ts'

/** An engine over some documents that counts what it is asked. */
async function searchIn(...documents: Parameters<typeof documentOf>[0][]) {
  const engine = new BuiltInEngine()
  await engine.rebuild(
    (async function* () {
      yield documents.map(documentOf)
    })(),
  )
  const asked: SearchQuery[] = []
  const search = async (query: SearchQuery) => {
    asked.push(query)
    const outcome = await engine.search(query)
    if (outcome.status !== 'ok') throw new Error(outcome.reason)
    return { status: 'ok' as const, ...searchAnswer(query, outcome, { engine: 'built-in', notice: null }) }
  }
  return { search, asked }
}

const WEST = { kind: 'person', title: 'Michael West', slug: 'michael-west' } as const
const TALK = { title: 'Michael West on kindness', speakers: ['Michael West'], has: [] }
const FILTERED: SearchQuery = { ...EMPTY_QUERY, q: 'michael west', has: ['recording'] }

test('who is left out by the filters is named, at the cost of one search more', async () => {
  const { search, asked } = await searchIn(WEST, TALK)
  const answer = await search(FILTERED)
  expect(answer.total).toBe(0)
  expect(await findOutside({ search }, FILTERED, answer)).toEqual([
    { kind: 'person', title: 'Michael West', url: '/people/michael-west' },
  ])
  expect(asked).toHaveLength(2)
})

test('who passes the filters is not said to be left out, also where the results fill pages', async () => {
  const few = await searchIn(WEST, TALK)
  const query: SearchQuery = { ...EMPTY_QUERY, q: 'michael west', kind: ['person', 'conversation'] }
  expect(await findOutside(few, query, await few.search(query))).toEqual([])
  const many = await searchIn(WEST, ...Array.from({ length: 30 }, () => TALK))
  expect(await findOutside(many, query, await many.search(query))).toEqual([])
  expect(many.asked).toHaveLength(3)
})

test('without words or filters nothing is asked', async () => {
  const { search, asked } = await searchIn(WEST)
  const nothing = { pages: 0, results: [] }
  expect(await findOutside({ search }, { ...FILTERED, q: '' }, nothing)).toEqual([])
  expect(await findOutside({ search }, { ...FILTERED, has: [] }, nothing)).toEqual([])
  expect(asked).toEqual([])
})
