import fc from 'fast-check'
import { expect, test } from 'vitest'

import { momentAddress, parseTimeOffset, timeOffset, timeOfFragment, withinRecording } from './time-offset.ts'

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
  ['1m30', 90],
  ['90.5', 90],
  ['90,100', 90],
  ['90.5,100', 90],
  ['npt:90', 90],
  ['npt:1:30,2:00', 90],
  ['00:10:00.385,00:10:43.457', 600],
])('%j is second %d', (text, seconds) => {
  expect(parseTimeOffset(text)).toBe(seconds)
})

test.each([
  '',
  ' ',
  null,
  undefined,
  'soon',
  '-5',
  '1:75',
  '1:2:3:4',
  '5s3m',
  '99999h',
  '1e3',
  'NaN',
  '٣',
  '1h 2m',
  ',100',
  'npt:',
])('%j is no second', (text) => {
  expect(parseTimeOffset(text)).toBeNull()
})

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

test('a second at the end of a recording or beyond is none, where its length is known', () => {
  expect(withinRecording(90, 124)).toBe(90)
  expect(withinRecording(124, 124)).toBeNull()
  expect(withinRecording(5000, 124)).toBeNull()
  expect(withinRecording(5000, null)).toBe(5000)
  expect(withinRecording(null, 124)).toBeNull()
})

test('a fragment may name a second', () => {
  expect(timeOfFragment('#t=90')).toBe(90)
  expect(timeOfFragment('#t=npt:90,100')).toBe(90)
  expect(timeOfFragment('#recording')).toBeNull()
  expect(timeOfFragment('')).toBeNull()
})
