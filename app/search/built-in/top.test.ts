import fc from 'fast-check'
import { expect, test } from 'vitest'

import { topOf } from './top.ts'

test('the first of many are those that sorting all would give, ties in the order they came', () => {
  const item = fc.record({ rank: fc.nat(5), name: fc.nat() })
  fc.assert(
    fc.property(fc.array(item), fc.nat(12), (items, count) => {
      const compare = (a: { rank: number }, b: { rank: number }) => a.rank - b.rank
      expect(topOf(items, count, compare)).toEqual([...items].sort(compare).slice(0, count))
    }),
  )
})

test('of a great many the first are found by sorting all, which compares little where there is some order already', () => {
  const items = Array.from({ length: 12_000 }, (_, number) => number)
  let comparisons = 0
  const top = topOf(items, 6000, (a, b) => {
    comparisons++
    return b - a
  })
  expect(top).toEqual([...items].reverse().slice(0, 6000))
  // Each is better than all before it: put in its place one by one, each would move thousands and be compared a dozen times.
  expect(comparisons).toBeLessThan(items.length * 2)
})
