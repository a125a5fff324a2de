import fc from 'fast-check'
import { expect, test } from 'vitest'

import { NumberTable } from './number-table.ts'

test('it keeps what a map keeps', () => {
  const number = fc.integer({ min: 1, max: 2 ** 31 - 1 })
  // Few enough keys that some come again, and many enough that the table grows.
  const key = fc.oneof(fc.integer({ min: 1, max: 400 }), number)
  fc.assert(
    fc.property(fc.array(fc.tuple(key, number), { maxLength: 600 }), fc.array(key), (pairs, others) => {
      const table = new NumberTable()
      const map = new Map<number, number>()
      for (const [one, value] of pairs) {
        table.set(one, value)
        map.set(one, value)
      }
      for (const asked of [0, ...map.keys(), ...others]) expect(table.get(asked)).toBe(map.get(asked) ?? 0)
    }),
  )
})

test('keys that follow each other are all kept', () => {
  const table = new NumberTable()
  for (let key = 1; key <= 5000; key++) table.set(key, key * 2)
  for (let key = 1; key <= 5000; key++) expect(table.get(key)).toBe(key * 2)
  expect(table.get(5001)).toBe(0)
})
