import { expect, test } from 'vitest'

import { datesAgree, findDate, fromStoredDate, inYear, isDate, isHeldOn, toStoredDate } from './month.ts'

test.each([
  ['December 2023', '2023-12'],
  ['DECEMBER 2023', '2023-12'],
  ['Dec 2023', '2023-12'],
  ['Sept. 2022', '2022-09'],
  ['Dec ’23', '2023-12'],
  ['December, 2023: Compassion', '2023-12'],
  ['2023 December', '2023-12'],
  ['Thursday 21 December 2023', '2023-12-21'],
  ['Thursday, 21st of December 2023', '2023-12-21'],
  ['Thurs 21 Dec 2023 – Compassion', '2023-12-21'],
  ['December 21, 2023', '2023-12-21'],
  ['Thursday, December 21st 2023', '2023-12-21'],
  ['held on 2023-12-21', '2023-12-21'],
  ['2023-12', '2023-12'],
  ['21/12/2023', '2023-12-21'],
  ['12/2023', '2023-12'],
  ['Compassion in leadership (December 2023)', '2023-12'],
  ['29 February 2024', '2024-02-29'],
])('"%s" is %s', (text, date) => {
  expect(findDate(text)).toMatchObject({ kind: 'date', date })
})

test('a found date says where it stands', () => {
  expect(findDate('Held in Dec. 2023: Kindness')).toMatchObject({ start: 8, end: 17 })
})

test.each([
  [
    'Tuesday 13 January 2025',
    'contradiction',
    '“Tuesday 13 January 2025” contradicts itself: 13 January 2025 is a Monday',
  ],
  ['31 February 2023', 'unclear', '“31 February 2023” is not a date that exists'],
  ['2023-13', 'unclear', '“2023-13” is not a date that exists'],
  ['03/04/2023', 'unclear', '“03/04/2023” may be 3 April or 4 March 2023'],
  ['July and August 2023', 'unclear', '“July and August” names two months'],
  ['December 2022/January 2023', 'unclear', '“December 2022/January” names two months'],
])('"%s" is reported: %s', (text, kind, problem) => {
  expect(findDate(text)).toMatchObject({ kind, problem })
})

test('a month without a year keeps what it says until a year is known', () => {
  const text = 'Thursday 21 December'
  const found = findDate(text)
  expect(found).toMatchObject({ kind: 'no-year', month: 12, day: 21, weekday: 4 })
  if (found?.kind !== 'no-year') throw new Error('expected a month without a year')
  expect(inYear(found, 2023, text)).toMatchObject({ kind: 'date', date: '2023-12-21' })
  expect(inYear(found, 2022, text)).toMatchObject({ kind: 'contradiction' })
})

test.each(['we may march on', 'Kindness in education', 'Room 1203', 'version 1.2', 'Mayor of London'])(
  '"%s" holds no date',
  (text) => {
    expect(findDate(text)).toBeNull()
  },
)

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
