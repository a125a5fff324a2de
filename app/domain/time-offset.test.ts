import fc from 'fast-check'
import { expect, test } from 'vitest'

import { momentAddress, parseTimeOffset, timeOffset } from './time-offset.ts'

test.each([
  ['62', 62],
  ['0', 0],
  ['1h2m3s', 3723],
  ['1H2M', 3720],
  ['2m', 120],
  ['1h', 3600],
  ['90s', 90],
  ['6:12', 372],
  ['1:02:03', 3723],
  [' 372 ', 372],
  ['90:00', 5400],
  ['12.7', 12],
])('%j is second %d', (text, seconds) => {
  expect(parseTimeOffset(text)).toBe(seconds)
})

test.each(['', ' ', null, undefined, 'soon', '-5', '1:75', '1:2:3:4', '5s3m', '99999h', '1e3', 'NaN', '٣', '1h 2m'])(
  '%j is no second',
  (text) => {
    expect(parseTimeOffset(text)).toBeNull()
  },
)

test('a second is written as addresses carry it', () => {
  expect([0, 45, 60, 372, 3600, 3723.9].map(timeOffset)).toEqual(['0s', '45s', '1m', '6m12s', '1h', '1h2m3s'])
  expect(momentAddress(372.4, null)).toBe('?t=6m12s#recording')
  expect(momentAddress(45, 2)).toBe('?recording=2&t=45s#recording')
})

test('every second of a day reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_400 }), (second) => {
      expect(parseTimeOffset(timeOffset(second))).toBe(second)
    }),
  )
})
