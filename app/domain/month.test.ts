import { expect, test } from 'vitest'

import { datesAgree, fromStoredDate, isDate, isHeldOn, toStoredDate } from './month.ts'

test('a stored date comes back at its precision', () => {
  for (const date of ['2023', '2023-12', '2023-12-21']) {
    const { day, precision } = toStoredDate(date)
    expect(fromStoredDate(day, precision)).toBe(date)
  }
})

test('only dates that exist are dates', () => {
  expect(['2023-02-29', '2023-00', '2023-1', '23-12', 'x'].filter(isHeldOn)).toEqual([])
  expect(isHeldOn('2023')).toBe(false)
  expect(isDate('2023')).toBe(true)
})

test('a month agrees with its days', () => {
  expect(datesAgree('2023-12', '2023-12-21')).toBe(true)
  expect(datesAgree('2023-11', '2023-12-21')).toBe(false)
})
