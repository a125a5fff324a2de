import { expect, test } from 'vitest'

import { addMonths, clockTime, dateInWords, lengthInWords, monthOf, monthsBetween, rangeInWords } from './dates.ts'

test('a date is said as exactly as it is known', () => {
  expect(dateInWords('2023-12-21')).toBe('21 December 2023')
  expect(dateInWords('2023-12')).toBe('December 2023')
  expect(dateInWords('2023')).toBe('2023')
})

test('what is no date is refused', () => {
  expect(() => dateInWords('last year')).toThrow(RangeError)
  expect(() => dateInWords('2023-13')).toThrow(RangeError)
})

test('a range within a year names the year once', () => {
  expect(rangeInWords('2023-01', '2023-12')).toBe('January to December 2023')
  expect(rangeInWords('2022-07', '2024-02')).toBe('July 2022 to February 2024')
  expect(rangeInWords('2023-05', '2023-05')).toBe('May 2023')
})

test('months are counted over the turn of the year, both ways', () => {
  expect(addMonths('2023-12', 1)).toBe('2024-01')
  expect(addMonths('2024-01', -1)).toBe('2023-12')
  expect(addMonths('2024-02', -19)).toBe('2022-07')
  expect(monthsBetween('2022-07', '2024-02')).toBe(20)
})

test('the month of a day is its month', () => {
  expect(monthOf('2023-12-21')).toBe('2023-12')
})

test('a length is said in the units a person would use', () => {
  expect(lengthInWords(45)).toBe('45 seconds')
  expect(lengthInWords(59.9)).toBe('1 minute')
  expect(lengthInWords(3480)).toBe('58 minutes')
  expect(lengthInWords(3600)).toBe('1 hour')
  expect(lengthInWords(7260)).toBe('2 hours 1 minute')
})

test('a moment is written as players write it', () => {
  expect(clockTime(0)).toBe('0:00')
  expect(clockTime(372.9)).toBe('6:12')
  expect(clockTime(3723)).toBe('1:02:03')
})
