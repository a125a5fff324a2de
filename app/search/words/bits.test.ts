import fc from 'fast-check'
import { expect, test } from 'vitest'

import { bitCount, hasMoreBits } from './bits.ts'

test('bits are counted as their digits would be', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 2 }), (bits, few) => {
      const count = (bits >>> 0).toString(2).replaceAll('0', '').length
      expect(bitCount(bits)).toBe(count)
      expect(hasMoreBits(bits, few)).toBe(count > few)
    }),
  )
})
