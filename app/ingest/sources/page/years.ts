import { inYear, type FoundDate } from './find-date.ts'

/** Years that a page does not say beside its months: from a heading above, or from the dated headings around. */

export type Dated = {
  text: string
  found: FoundDate
  /** The years that a heading above gives: one, or the two of a season ("2022-23"). */
  years: number[]
}

const YEAR_ALONE = /^\D{0,40}\b((?:19|20)\d\d)\b\D{0,40}$/
/** "U3A", "NW10": a number within a word. */
const WORD_WITH_NUMBER = /(?<![\p{L}\p{N}])\p{Lu}{1,6}\d{1,2}\p{Lu}{0,4}(?![\p{L}\p{N}])/gu
const SEASON = /(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)(?!\d)/

/** The years that a heading gives to those below it; null for a heading without any. */
export function yearsOf(text: string): number[] | null {
  const season = SEASON.exec(text)
  if (season !== null) {
    const first = Number(season[1])
    const last = Number(season[1]?.slice(0, 4 - (season[2]?.length ?? 0)) + (season[2] ?? ''))
    return last === first + 1 ? [first, last] : null
  }
  const alone = YEAR_ALONE.exec(text.replace(WORD_WITH_NUMBER, ''))
  return alone === null ? null : [Number(alone[1])]
}

/** What a heading without a year means, where only one year is left: else as it was. */
export function withYear(headings: readonly Dated[], position: number): FoundDate {
  const heading = headings[position]
  if (heading === undefined) throw new RangeError(`There is no heading ${position}`)
  const { found, text, years } = heading
  if (found.kind !== 'no-year') return found
  const possible = years.length > 0 ? years : yearsBetween(headings, position, found)
  if (possible.length === 1 && possible[0] !== undefined) return inYear(found, possible[0], text)
  // A weekday is on a date in one year of six.
  const fitting = found.weekday === null ? [] : possible.filter((year) => inYear(found, year, text).kind === 'date')
  const inSeason = found.weekday === null ? seasonYears(headings).get(heading) : undefined
  if (inSeason !== undefined) return inYear(found, inSeason, text)
  return fitting.length === 1 && fitting[0] !== undefined ? inYear(found, fitting[0], text) : found
}

const seasons = new WeakMap<readonly Dated[], Map<Dated, number>>()

/**
 * Years of the months of a season ("2022-23"), where their order passes the end of a year once: Oct, Nov, Feb, Mar or back. A
 * season whose months all stand on one side of it, or in no order, says nothing.
 */
function seasonYears(headings: readonly Dated[]): Map<Dated, number> {
  const known = seasons.get(headings)
  if (known !== undefined) return known
  const years = new Map<Dated, number>()
  for (let from = 0, to = 0; from < headings.length; from = to) {
    const season = headings[from]?.years ?? []
    to = from + 1
    while (to < headings.length && headings[to]?.years === season) to += 1
    const [first, last] = season
    if (first === undefined || last === undefined) continue
    const group = headings.slice(from, to)
    const months = group.map(({ found }) => (found.kind === 'no-year' ? found.month : null))
    const steps = months.slice(1).map((month, index) => Math.sign((month ?? 0) - (months[index] ?? 0)))
    for (const [step, before, behind] of [
      [-1, first, last],
      [1, last, first],
    ] as const) {
      const at = steps.indexOf(step)
      const isOnce = at !== -1 && at === steps.lastIndexOf(step) && steps.length > 1 && !months.includes(null)
      if (isOnce) group.forEach((heading, index) => years.set(heading, index <= at ? before : behind))
    }
  }
  seasons.set(headings, years)
  return years
}

/** The years in which the month lies between the nearest dated headings before and after it. */
function yearsBetween(
  headings: readonly Dated[],
  position: number,
  found: Extract<FoundDate, { kind: 'no-year' }>,
): number[] {
  const before = nearest(headings, position, -1)
  const after = nearest(headings, position, 1)
  if (before === null || after === null) return []
  // Where the order of the page breaks, the neighbours say nothing.
  if (before < after !== isAscending(headings)) return []
  const [low, high] = before < after ? [before, after] : [after, before]
  const years = []
  for (let year = Math.floor(low / 12); year <= Math.floor(high / 12); year += 1) {
    const months = year * 12 + found.month - 1
    if (months > low && months < high) years.push(year)
  }
  return years
}

/** A page has a dozen headings a year: further away than this nothing speaks of the year. */
const NEIGHBOURS_MAX = 100

function nearest(headings: readonly Dated[], position: number, step: 1 | -1): number | null {
  for (let away = 1; away <= NEIGHBOURS_MAX; away += 1) {
    const heading = headings[position + step * away]
    const months = heading === undefined ? null : monthsOf(heading)
    if (months !== null) return months
  }
  return null
}

const order = new WeakMap<readonly Dated[], boolean>()

/** Whether the page goes from old to new, as most of its dated headings do. */
function isAscending(headings: readonly Dated[]): boolean {
  const known = order.get(headings)
  if (known !== undefined) return known
  const months = headings.map(monthsOf).filter((month) => month !== null)
  const steps = months.slice(1).map((month, index) => Math.sign(month - (months[index] ?? month)))
  const ascending = steps.reduce((sum, step) => sum + step, 0) > 0
  order.set(headings, ascending)
  return ascending
}

function monthsOf({ found }: Dated): number | null {
  if (found.kind !== 'date') return null
  return Number(found.date.slice(0, 4)) * 12 + Number(found.date.slice(5, 7)) - 1
}
