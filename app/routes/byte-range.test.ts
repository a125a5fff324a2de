import { expect, test } from 'vitest'

import { requestedRange } from './byte-range.ts'

test.each([
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=500-', { start: 500, end: 999 }],
  ['bytes=999-', { start: 999, end: 999 }],
  ['bytes=0-5000', { start: 0, end: 999 }],
  ['bytes=-1', { start: 999, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['Bytes= 1-2', { start: 1, end: 2 }],
])('of 1000 bytes %s asks for one range', (header, range) => {
  expect(requestedRange(header, 1000)).toEqual(range)
})

test.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=-0', 'bytes=99999999999999999999-'])(
  'of 1000 bytes %s cannot be had',
  (header) => {
    expect(requestedRange(header, 1000)).toBe('unsatisfiable')
  },
)

test.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'bytes=0-1,5-6', 'items=0-5', 'bytes=1.5-2'])(
  '%j asks for the whole',
  (header) => {
    expect(requestedRange(header, 1000)).toBe('whole')
  },
)

test('an empty file has no range', () => {
  expect(requestedRange('bytes=0-', 0)).toBe('unsatisfiable')
  expect(requestedRange('bytes=-5', 0)).toBe('unsatisfiable')
})
