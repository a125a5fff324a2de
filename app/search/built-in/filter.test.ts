import { expect, test } from 'vitest'

import type { SearchQuery } from '#app/domain/search.ts'
import { documentOf, queryOf } from '#tests/contracts/search-documents.ts'

import { CONDITION, Filter } from './filter.ts'
import { IndexData } from './index-data.ts'

const index = new IndexData()
index.put(
  documentOf({
    key: 'talk',
    heldOn: '2023-12-21',
    speakers: ['Judy Rees', 'Michael West'],
    themes: ['Kindness'],
    has: ['recording', 'slides'],
  }),
)
index.put(documentOf({ key: 'person', kind: 'person' }))

function failed(key: string, query: Partial<SearchQuery>): number {
  return new Filter(queryOf(query), index.entries).failed(index.entries.slots.of(key)!)
}

test('without filters nothing fails', () => {
  expect(failed('talk', {})).toBe(0)
  expect(failed('person', {})).toBe(0)
})

test.each<[string, Partial<SearchQuery>]>([
  ['one of several speakers', { speaker: ['nobody', 'michael-west'] }],
  ['a theme', { theme: ['kindness'] }],
  ['its own month as both ends', { from: '2023-12', to: '2023-12' }],
  ['a beginning alone', { from: '2023-12' }],
  ['an end alone', { to: '2024-01' }],
  ['one of several kinds', { kind: ['news', 'conversation'] }],
  ['one of several holdings', { has: ['transcript', 'slides'] }],
])('a talk passes %s', (_, query) => {
  expect(failed('talk', query)).toBe(0)
})

test.each<[keyof typeof CONDITION, Partial<SearchQuery>]>([
  ['speaker', { speaker: ['judy'] }],
  ['theme', { theme: ['listening'] }],
  ['date', { from: '2024-01' }],
  ['date', { to: '2023-11' }],
  ['kind', { kind: ['person', 'theme'] }],
  ['has', { has: ['insights', 'transcript'] }],
])('a talk fails the condition of its %s alone', (condition, query) => {
  expect(failed('talk', query)).toBe(CONDITION[condition])
})

test('every condition that fails is told', () => {
  const query: Partial<SearchQuery> = {
    speaker: ['x'],
    theme: ['x'],
    from: '2024-01',
    kind: ['news'],
    has: ['insights'],
  }
  const all = Object.values(CONDITION).reduce((bits, bit) => bits | bit, 0)
  expect(failed('talk', query)).toBe(all)
  expect(failed('talk', { ...query, theme: [] })).toBe(all & ~CONDITION.theme)
})

test('what has no date is outside of every range, also of one without an end', () => {
  for (const range of [{ from: '0001-01' }, { to: '9999-12' }]) expect(failed('person', range)).toBe(CONDITION.date)
})
