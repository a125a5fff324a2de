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

test('a pale sun has a rim, and the horizon stands only where one theme or none leaves room in a wide picture', () => {
  expect(coverOf('2023-07', []).disc.rim).toBeGreaterThan(1)
  expect(coverOf('2023-07', []).horizon).toBe(144)
  expect(coverOf('2023-07', ['work']).horizon).toBe(144)
  expect(coverOf('2023-07', ['work', 'arts']).horizon).toBeNull()
  expect(coverOf('2023-07', [], { width: 96, height: 288 }).horizon).toBeNull()
})

test('the strands of a thread that falls far in a narrow picture do not run into each other', () => {
  const { near, disc } = coverOf('2023-12', ['leadership'], { width: 96, height: 288 })
  const [thread] = near
  const middles = (thread?.strokes ?? []).flatMap(({ path, width }) =>
    path.split(/(?=M)/).map((strand) => ({
      width,
      ...pointAt(
        strand
          .match(/-?[\d.]+/g)
          ?.slice(0, 8)
          .map(Number) ?? [],
        0.5,
      ),
    })),
  )
  expect(middles.length).toBeGreaterThan(1)
  // Half-way to the disc every strand is steep: there it must be beside the others, not on them.
  const sorted = middles.sort((a, b) => a.x - b.x)
  for (const [index, strand] of sorted.entries()) {
    const next = sorted[index + 1]
    expect(strand.x).toBeLessThan(disc.x)
    if (next) expect(next.x - strand.x).toBeGreaterThan((next.width + strand.width) / 2)
  }
})

test('a thread behind another at the same height turns before it or after it, and comes back to its height', () => {
  const [one, other] = meetingThemes()
  const alone = coverOf('2023-12', [other]).near[0]?.strokes[0]?.path ?? ''
  const together = coverOf('2023-12', [one, other]).far[0]?.strokes[0]?.path ?? ''
  const numbers = (path: string) => (path.match(/-?[\d.]+/g) ?? []).slice(0, 8).map(Number)
  const [from, givingWay] = [numbers(alone), numbers(together)]
  expect(givingWay[1]).toBe(from[1])
  // It is the lower one: where both fall to the disc it falls first, where both rise it rises last.
  const falls = (from[5] ?? 0) > (from[1] ?? 0)
  expect(Math.sign((givingWay[2] ?? 0) - (from[2] ?? 0))).toBe(falls ? -1 : 1)
  expect(Math.abs((givingWay[2] ?? 0) - (from[2] ?? 0))).toBeGreaterThan(10)
})

/** Two themes that enter at nearly the same height, the higher first: that one is drawn in front. */
function meetingThemes(): [string, string] {
  const themes = Array.from({ length: 40 }, (_, index) => `theme-${index}`)
    .map((theme) => ({ theme, at: Number(/^M0 ([\d.-]+)/.exec(pauseOf(theme, { height: 1000 })[0]?.path ?? '')?.[1]) }))
    .sort((a, b) => a.at - b.at)
  for (const [index, { theme, at }] of themes.entries()) {
    const next = themes[index + 1]
    if (next && next.at - at < 10) {
      const { near, far } = coverOf('2023-12', [theme, next.theme])
      if (near[0]?.theme === theme && far[0]?.theme === next.theme) return [theme, next.theme]
    }
  }
  throw new Error('No two of forty themes meet.')
}

/** A point of a cubic curve, from its start and its first three controls. */
function pointAt(numbers: number[], t: number): { x: number; y: number } {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = numbers
  const mix = (a: number, b: number, c: number, d: number) =>
    a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t ** 2 * (1 - t) + d * t ** 3
  return { x: mix(x0, x1, x2, x3), y: mix(y0, y1, y2, y3) }
}
