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
