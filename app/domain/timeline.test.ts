import { expect, test } from 'vitest'

import type { MonthMark } from './conversation.ts'
import { stretchOf, timelineOf } from './timeline.ts'

function mark(month: string, slug: string, themes: string[] = []): MonthMark {
  return { month, count: 1, only: { slug, title: slug, titleLanguage: null }, themes }
}

test('a short archive goes month by month, with the empty months in their places', () => {
  const slots = timelineOf([mark('2023-03', 'march'), mark('2023-05', 'may')], '2023-03', '2023-05')
  expect(slots.map(({ name, mark }) => [name, mark?.only?.slug ?? null])).toEqual([
    ['March 2023', 'march'],
    ['April 2023', null],
    ['May 2023', 'may'],
  ])
})

test('beyond five years it goes by quarter, beginning with the year', () => {
  const slots = timelineOf([mark('2019-02', 'a', ['x']), mark('2019-03', 'b', ['y'])], '2019-02', '2024-02')
  expect(slots).toHaveLength(21)
  expect(slots[0]).toEqual({
    from: '2019-01',
    to: '2019-03',
    name: 'January to March 2019',
    mark: { month: '2019-03', count: 2, only: null, themes: ['y', 'x'] },
  })
})

test('beyond twenty years it goes by year', () => {
  const slots = timelineOf([mark('2000-05', 'a')], '2000-05', '2024-02')
  expect(slots.map(({ from }) => from.slice(0, 4))).toEqual(
    Array.from({ length: 25 }, (_, year) => String(2000 + year)),
  )
  expect(slots[0]?.mark?.only?.slug).toBe('a')
})

test('a timeline knows how long each of its parts is', () => {
  expect(stretchOf(timelineOf([], '2023-01', '2023-12'))).toBe('month')
  expect(stretchOf(timelineOf([], '2019-02', '2024-02'))).toBe('quarter')
  expect(stretchOf(timelineOf([], '2000-05', '2024-02'))).toBe('year')
})
