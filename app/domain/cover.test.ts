import { expect, test } from 'vitest'

import { coverOf, pauseOf, signOf, sunAtSix, thirdThursday } from './cover.ts'

test('the third Thursday is found in every kind of month', () => {
  expect(thirdThursday(2023, 12)).toBe(21)
  expect(thirdThursday(2024, 2)).toBe(15)
  expect(thirdThursday(2024, 8)).toBe(15)
})

test('the sun is up at six in June, down in December and low in March', () => {
  expect(sunAtSix(2023, 6, 15)).toBeGreaterThan(25)
  expect(sunAtSix(2023, 12, 21)).toBeLessThan(-15)
  expect(Math.abs(sunAtSix(2023, 3, 16))).toBeLessThan(5)
})

test('the same month and themes give the same picture, in whatever order the themes come', () => {
  expect(coverOf('2023-12', ['leadership', 'compassion'])).toEqual(
    coverOf('2023-12', ['compassion', 'leadership', 'compassion']),
  )
})

test('a theme enters and leaves at the same height on every cover of a size, so that covers join', () => {
  const edgesOf = (month: string, themes: string[]) => {
    const { far, near } = coverOf(month, themes)
    const thread = [...far, ...near].find(({ theme }) => theme === 'leadership')
    return thread?.strokes.map(({ path }) => [/^M0 ([\d.-]+)C/.exec(path)?.[1], / ([\d.-]+)$/.exec(path)?.[1]])
  }
  const december = edgesOf('2023-12', ['leadership', 'compassion', 'work'])
  expect(december).toBeDefined()
  expect(edgesOf('2022-07', ['leadership'])).toEqual(december)
})

test('a pause runs at the height at which the thread leaves the covers beside it', () => {
  const [thread] = coverOf('2023-12', ['leadership'], { width: 96 }).near
  const heightOf = (path: string | undefined) => /^M0 ([\d.-]+)/.exec(path ?? '')?.[1]
  expect(heightOf(pauseOf('leadership')[0]?.path)).toBe(heightOf(thread?.strokes[0]?.path))
})

test('six themes at most are drawn', () => {
  const { far, near } = coverOf('2023-12', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
  expect(far.length + near.length).toBe(6)
})

test('one theme can be kept in ink in front while the others fade behind', () => {
  const { far, near } = coverOf('2023-12', ['leadership', 'compassion', 'work'], { only: 'work' })
  expect(near.map(({ theme, faded }) => [theme, faded])).toEqual([['work', false]])
  expect(far.every(({ faded }) => faded)).toBe(true)
})

test('the disc stays inside the picture in every month and shape', () => {
  for (const [width, height] of [
    [320, 240],
    [96, 288],
    [1200, 630],
  ] as const)
    for (let month = 1; month <= 12; month += 1)
      for (const year of [2020, 2021, 2022, 2023, 2024, 2025, 2026]) {
        const { disc } = coverOf(`${year}-${String(month).padStart(2, '0')}`, [], { width, height })
        expect(disc.x - disc.radius).toBeGreaterThanOrEqual(0)
        expect(disc.x + disc.radius).toBeLessThanOrEqual(width)
        expect(disc.y - disc.radius).toBeGreaterThanOrEqual(0)
        expect(disc.y + disc.radius).toBeLessThanOrEqual(height)
      }
})

test('what is no month is refused', () => {
  expect(() => coverOf('2023', [])).toThrow(RangeError)
  expect(() => coverOf('2023-13', [])).toThrow(RangeError)
})

test('each theme has its own sign, always the same', () => {
  expect(signOf('leadership')).toEqual(signOf('leadership'))
  expect(signOf('leadership')).not.toEqual(signOf('compassion'))
})
