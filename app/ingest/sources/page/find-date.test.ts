import { expect, test } from 'vitest'

import { findDate, inYear, orderOfNumbers } from './find-date.ts'

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

test.each([
  ['Januar 2023', '2023-01'],
  ['12. März 2023', '2023-03-12'],
  ['Donnerstag, 12. Oktober 2023', '2023-10-12'],
  ['Maerz 2023', '2023-03'],
  ['1er février 2023', '2023-02-01'],
  ['jeudi 12 octobre 2023', '2023-10-12'],
  ['fevrier 2023', '2023-02'],
  ['12 de octubre de 2023', '2023-10-12'],
  ['giovedì 12 ottobre 2023', '2023-10-12'],
  ['12 de março de 2023', '2023-03-12'],
  ['quinta-feira, 12 de outubro de 2023', '2023-10-12'],
  ['donderdag 12 oktober 2023', '2023-10-12'],
  ['maart 2023', '2023-03'],
  ['12 déc. 2023', '2023-12-12'],
  ['May 2023Kindness', '2023-05'],
  ['May2023', '2023-05'],
  ['January 5, 2021 • 4 PM', '2021-01-05'],
  ['12–14 March 2024', '2024-03-12'],
  ['March 12-14, 2024', '2024-03-12'],
  ['28 February – 1 March 2024', '2024-02-28'],
  ['15.11.2019', '2019-11-15'],
  ['Tuesday 08.10.2019', '2019-10-08'],
  ['15-11-2019', '2019-11-15'],
])('in another form or language "%s" is %s', (text, date) => {
  expect(findDate(text)).toMatchObject({ kind: 'date', date })
})

test('several days say which is the last', () => {
  expect(findDate('12–14 March 2024')).toMatchObject({ lastDay: '14 March' })
  expect(findDate('28 February – 1 March 2024')).toMatchObject({ lastDay: '1 March', end: 26 })
})

test('a word that could be a month does not hide the date behind it', () => {
  expect(findDate('You may say it (December 2023)')).toMatchObject({ date: '2023-12' })
})

test('a number after the year is the title’s, and one after a month the day', () => {
  expect(findDate('October 2023 36 months')).toMatchObject({ date: '2023-10', end: 12 })
  expect(findDate('May 7 pm')).toMatchObject({ kind: 'no-year', day: null })
})

test('which number is the day is settled by the page or by the weekday, else it stays open', () => {
  expect(findDate('08.10.2019')).toMatchObject({ kind: 'unclear' })
  expect(findDate('08.10.2019', 'day-first')).toMatchObject({ date: '2019-10-08' })
  expect(findDate('08/10/2019', 'month-first')).toMatchObject({ date: '2019-08-10' })
  expect(['15.11.2019', '11/15/2019', '08.10.2019', '08.08.2019', 'Tuesday 08.10.2019'].map(orderOfNumbers)).toEqual([
    ...['day-first', 'month-first', null, null, 'day-first'],
  ])
  expect(findDate('12/03/24')).toMatchObject({ kind: 'unclear' })
})

test.each(['set 2 tables', 'all out, no mar', 'mars bars', 'do mar'])('"%s" holds no date', (text) => {
  expect(findDate(text)).toBeNull()
})
