import { expect, test } from 'vitest'

import { counted, countInWords, listInWords, sizeInWords, uncapitalised } from './words.ts'

test('a list is joined by commas and a last "and"', () => {
  expect(listInWords([])).toBe('')
  expect(listInWords(['A'])).toBe('A')
  expect(listInWords(['A', 'B'])).toBe('A and B')
  expect(listInWords(['A', 'B', 'C'])).toBe('A, B and C')
})

test('small counts are words, large ones figures', () => {
  expect([0, 1, 19, 20, 21, 21713].map(countInWords)).toEqual(['no', 'one', 'nineteen', 'twenty', '21', '21,713'])
})

test('a counted noun is singular for one only', () => {
  expect(counted(1, 'conversation')).toBe('1 conversation')
  expect(counted(0, 'conversation')).toBe('0 conversations')
  expect(counted(12000, 'person', 'people')).toBe('12,000 people')
})

test('sizes are said in the unit that keeps them short', () => {
  expect([0, 1, 999, 1000, 48_200, 999_600, 3_400_000, 20_000_000_000].map(sizeInWords)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '48 kB',
    '1 MB',
    '3.4 MB',
    '20 GB',
  ])
})

test('a name within a sentence begins small, unless it is an abbreviation', () => {
  expect(['Recording', 'NHS guidance', 'Insights and summary', ''].map(uncapitalised)).toEqual([
    'recording',
    'NHS guidance',
    'insights and summary',
    '',
  ])
})
