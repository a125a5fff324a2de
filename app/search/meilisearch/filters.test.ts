import { expect, test } from 'vitest'

import { IndexData } from '#app/search/built-in/index-data.ts'
import { documentOf, queryOf } from '#tests/contracts/search-documents.ts'

import { allBut, filtersOf, oneOf } from './filters.ts'

const index = new IndexData()
index.put(documentOf({ speakers: ['Judy Rees', 'Michael West'], themes: ['Kindness'] }))
const filters = (fields: Parameters<typeof queryOf>[0]) => filtersOf(queryOf(fields), index.entries)

test('an empty query sets no condition', () => {
  expect(filters({})).toEqual({})
})

test('values of a facet widen, facets narrow each other, and one may be left out', () => {
  const set = filters({
    speaker: ['judy-rees', 'michael-west'],
    kind: ['conversation'],
    from: '2023-01',
    to: '2023-12',
  })
  expect(allBut(set)).toEqual([
    'speaker IN ["judy-rees", "michael-west"]',
    'month >= 24276 AND month <= 24287',
    'kind IN ["conversation"]',
  ])
  expect(allBut(set, 'month')).toEqual(['speaker IN ["judy-rees", "michael-west"]', 'kind IN ["conversation"]'])
})

test('a speaker that the archive does not have narrows to nothing, whatever is written in the address', () => {
  expect(filters({ speaker: ['nobody', '"] OR kind IN ["person'] })).toEqual({ speaker: 'speaker IN []' })
})

test('values are quoted so that they stay values', () => {
  expect(oneOf('key', ['a"b', 'c\\'])).toBe('key IN ["a\\"b", "c\\\\"]')
})
