import fc from 'fast-check'
import { expect, test } from 'vitest'

import { bitCount } from './bits.ts'

test('bits are counted as their digits would be', () => {
  fc.assert(
    fc.property(fc.integer(), (bits) => {
      expect(bitCount(bits)).toBe((bits >>> 0).toString(2).replaceAll('0', '').length)
    }),
  )
})
