import type { MonthMark } from './conversation.ts'
import { addMonths, monthsBetween, rangeInWords } from './dates.ts'

/** A stretch of time in a frieze: a month, or a quarter or a year where the archive is long. */
export type Slot = {
  from: string
  to: string
  /** "December 2023", "January to March 2019". */
  name: string
  mark: MonthMark | null
}

/** Up to five years go by month, up to twenty by quarter, beyond that by year: sixty to eighty pictures at most. */
const LONGEST_BY_MONTH = 60
const LONGEST_BY_QUARTER = 240

/** The time from `from` to `to` (months, both included) in equal stretches, oldest first, each with what was held in it. */
export function timelineOf(marks: readonly MonthMark[], from: string, to: string): Slot[] {
  const months = monthsBetween(from, to)
  const step = months <= LONGEST_BY_MONTH ? 1 : months <= LONGEST_BY_QUARTER ? 3 : 12
  const byStart = new Map<string, MonthMark[]>()
  for (const mark of marks) {
    const start = startOf(mark.month, step)
    byStart.set(start, [...(byStart.get(start) ?? []), mark])
  }
  const slots: Slot[] = []
  for (let start = startOf(from, step); start <= to; start = addMonths(start, step)) {
    const end = addMonths(start, step - 1)
    slots.push({ from: start, to: end, name: rangeInWords(start, end), mark: together(byStart.get(start) ?? []) })
  }
  return slots
}

/** What each part of a timeline is. */
export function stretchOf(slots: readonly Slot[]): 'month' | 'quarter' | 'year' {
  const [first] = slots
  if (first === undefined || first.from === first.to) return 'month'
  return monthsBetween(first.from, first.to) === 3 ? 'quarter' : 'year'
}

/** The first month of the stretch that `month` lies in; stretches begin with the calendar year. */
function startOf(month: string, step: number): string {
  const monthOfYear = Number(month.slice(5)) - 1
  return addMonths(month, -(monthOfYear % step))
}

/** Several months as one: in the light of the latest, with the themes of all. */
function together(marks: readonly MonthMark[]): MonthMark | null {
  const [first] = marks
  if (first === undefined) return null
  const latest = marks.reduce((a, b) => (b.month > a.month ? b : a))
  const themes = new Set([latest, ...marks].flatMap((mark) => mark.themes))
  return {
    month: latest.month,
    count: marks.reduce((sum, mark) => sum + mark.count, 0),
    only: marks.length === 1 ? first.only : null,
    themes: [...themes],
  }
}
