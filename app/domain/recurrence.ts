/**
 * Recurrence rules: the part of RFC 5545, section 3.3.10, that meetings of a community need (docs/data.md names it). A rule
 * stands by itself, without a first meeting (DTSTART), so it has to say its days; the time of day stands beside it.
 */

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
type Frequency = (typeof FREQUENCIES)[number]

export type Recurrence = {
  frequency: Frequency
  /** Every so many days, weeks, months or years. */
  interval: number
  /** Monday is 0; `nth` counts in the month, or in the year where a yearly rule names no months; null is each of them. */
  weekdays: { weekday: number; nth: number | null }[]
  /** From 1. */
  months: number[]
  /** From 1; -1 is the last. */
  monthDays: number[]
  /** Which of the days that a month or year has by all the rest; -1 is the last. */
  positions: number[]
  weekStart: number
  until: Until | null
}

/** The last moment at which a meeting may begin: an instant, or the end of a day or a minute on the clock where it meets. */
export type Until = { ms: number; isInstant: boolean }

export type ReadRecurrence = { recurrence: Recurrence; problem: null } | { recurrence: null; problem: string }

/** What lasts longer than a week is no meeting; an older version took any length. */
export const LONGEST_MEETING_MINUTES = 7 * 24 * 60
/** A rule of five parts has some eighty characters. */
const RULE_MAX_LENGTH = 200
const LOOK_AHEAD_YEARS = 10
/** A meeting that is further away is none that anybody could be told of. */
export const LOOK_AHEAD_DAYS = LOOK_AHEAD_YEARS * 366
const MOST_AT_ONCE: Record<Frequency, number> = { DAILY: 366, WEEKLY: 52, MONTHLY: 24, YEARLY: 5 }
/** Intervals are counted from a Monday that never moves, so that "every second Thursday" means the same ones each year. */
const ANCHOR_DAY = dayOf(2001, 0, 1)
const ANCHOR_YEAR = 2001

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const PART = /^([A-Z-]+)=([A-Z0-9,+-]+)$/
const WEEKDAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/
const WHOLE = /^[+-]?\d{1,3}$/
const UNTIL = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/
const KNOWN = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYSETPOS', 'WKST', 'UNTIL'])
const WHY_NOT: Record<string, string> = {
  BYHOUR: 'the time of day stands in startTime',
  BYMINUTE: 'the time of day stands in startTime',
  BYSECOND: 'the time of day stands in startTime',
  COUNT: 'a rule has no first meeting to count from; UNTIL ends it',
  DTSTART: 'a rule has no first meeting',
}

class RuleError extends Error {}

/** Every page asks for the same one. */
let last: { rule: string; read: ReadRecurrence } | undefined

/** Reads a rule, or says in words why it is none that this archive follows. Takes time in proportion to 200 characters. */
export function readRecurrence(rule: string): ReadRecurrence {
  if (last?.rule !== rule) last = { rule, read: read(rule) }
  return last.read
}

function read(rule: string): ReadRecurrence {
  try {
    if (rule.length > RULE_MAX_LENGTH) throw new RuleError(`must have ${RULE_MAX_LENGTH} characters at most`)
    const recurrence = parse(rule)
    if (nextDay({ ...recurrence, until: null }, ANCHOR_DAY).day === null) {
      throw new RuleError(`“${rule}” names no day within ${LOOK_AHEAD_YEARS} years`)
    }
    return { recurrence, problem: null }
  } catch (error) {
    if (error instanceof RuleError) return { recurrence: null, problem: error.message }
    throw error
  }
}

/** Days since 1970. */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / 86_400_000
}

/**
 * The first day of a rule from a day on (days since 1970, as the calendar there counts), whatever its `until`; null where
 * none comes within ten years. `looked` counts the days that were looked at: some ten years of them and a last period.
 */
export function nextDay(rule: Recurrence, from: number): { day: number | null; looked: number } {
  let looked = 0
  for (let start = periodStart(rule, from); start < from + LOOK_AHEAD_DAYS;) {
    const end = addPeriods(rule, start, 1)
    const days: number[] = []
    for (let day = start; day < end; day += 1) if (isNamed(rule, day)) days.push(day)
    looked += end - start
    const found = placed(rule, days).find((day) => day >= from)
    if (found !== undefined) return { day: found, looked }
    start = addPeriods(rule, start, rule.interval)
  }
  return { day: null, looked }
}

/** The beginning of the period of the rule (day, week, month, year) that a day is in, or of the last one before. */
function periodStart(rule: Recurrence, day: number): number {
  const { frequency, interval, weekStart } = rule
  const date = new Date(day * 86_400_000)
  const year = date.getUTCFullYear()
  const back = (count: number) => count - (((count % interval) + interval) % interval)
  switch (frequency) {
    case 'DAILY':
      return ANCHOR_DAY + back(day - ANCHOR_DAY)
    case 'WEEKLY': {
      const anchor = ANCHOR_DAY - (weekStart === 0 ? 0 : 7 - weekStart)
      return anchor + back(Math.floor((day - anchor) / 7)) * 7
    }
    case 'MONTHLY':
      return dayOf(ANCHOR_YEAR, back((year - ANCHOR_YEAR) * 12 + date.getUTCMonth()), 1)
    case 'YEARLY':
      return dayOf(ANCHOR_YEAR + back(year - ANCHOR_YEAR), 0, 1)
  }
}

function addPeriods({ frequency }: Recurrence, start: number, count: number): number {
  const date = new Date(start * 86_400_000)
  switch (frequency) {
    case 'DAILY':
      return start + count
    case 'WEEKLY':
      return start + 7 * count
    case 'MONTHLY':
      return dayOf(date.getUTCFullYear(), date.getUTCMonth() + count, 1)
    case 'YEARLY':
      return dayOf(date.getUTCFullYear() + count, 0, 1)
  }
}

function isNamed({ frequency, weekdays, months, monthDays }: Recurrence, day: number): boolean {
  const date = new Date(day * 86_400_000)
  const [year, month, monthDay] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  if (months.length > 0 && !months.includes(month + 1)) return false
  const monthEnd = dayOf(year, month + 1, 1)
  if (monthDays.length > 0 && !monthDays.includes(monthDay) && !monthDays.includes(day - monthEnd)) return false
  if (weekdays.length === 0) return true
  const weekday = (date.getUTCDay() + 6) % 7
  const ofYear = frequency === 'YEARLY' && months.length === 0
  const start = ofYear ? dayOf(year, 0, 1) : dayOf(year, month, 1)
  const end = ofYear ? dayOf(year + 1, 0, 1) : monthEnd
  const [nth, fromEnd] = [Math.floor((day - start) / 7) + 1, -Math.floor((end - 1 - day) / 7) - 1]
  return weekdays.some((one) => one.weekday === weekday && (one.nth === null || one.nth === nth || one.nth === fromEnd))
}

function placed({ positions }: Recurrence, days: number[]): number[] {
  if (positions.length === 0) return days
  return days.filter((_, at) => positions.includes(at + 1) || positions.includes(at - days.length))
}

function parse(rule: string): Recurrence {
  const parts = partsOf(rule)
  const frequency = FREQUENCIES.find((one) => one === parts.get('FREQ'))
  if (frequency === undefined) throw new RuleError(`FREQ must be ${FREQUENCIES.join(', ').replace(/, (?=Y)/, ' or ')}`)
  const isLong = frequency === 'MONTHLY' || frequency === 'YEARLY'
  const months = wholeNumbers(parts, 'BYMONTH', { most: 12, negative: false })
  const mostInPeriod = !isLong ? 0 : frequency === 'YEARLY' && months.length === 0 ? 53 : 5
  const weekdays = listOf(parts, 'BYDAY').map((text) => weekdayOf(text, mostInPeriod))
  const monthDays = wholeNumbers(parts, 'BYMONTHDAY', { most: 31, negative: true })
  const positions = wholeNumbers(parts, 'BYSETPOS', { most: 366, negative: true })
  if (frequency === 'WEEKLY' && monthDays.length > 0) throw new RuleError('BYMONTHDAY does not go with FREQ=WEEKLY')
  if (!isLong && positions.length > 0) throw new RuleError('BYSETPOS goes with FREQ=MONTHLY and FREQ=YEARLY only')
  if (frequency !== 'DAILY' && weekdays.length + monthDays.length === 0) {
    throw new RuleError(
      `FREQ=${frequency} needs BYDAY${isLong ? ' or BYMONTHDAY' : ''}: a rule has no first meeting that would tell the day`,
    )
  }
  return {
    frequency,
    interval: intervalOf(parts.get('INTERVAL'), frequency),
    weekdays,
    months,
    monthDays,
    positions,
    weekStart: weekdayOf(parts.get('WKST') ?? 'MO', 0).weekday,
    until: untilOf(parts.get('UNTIL')),
  }
}

function partsOf(rule: string): Map<string, string> {
  const parts = new Map<string, string>()
  for (const text of rule
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';')) {
    const [, name = '', value = ''] = PART.exec(text.trim()) ?? []
    if (name === '') throw new RuleError(`“${rule}” cannot be read as a rule such as FREQ=MONTHLY;BYDAY=3TH`)
    if (!KNOWN.has(name))
      throw new RuleError(`${name} is not followed here${name in WHY_NOT ? `: ${WHY_NOT[name]}` : ''}`)
    if (parts.has(name)) throw new RuleError(`${name} stands there twice`)
    parts.set(name, value)
  }
  return parts
}

function listOf(parts: Map<string, string>, name: string): string[] {
  return parts.get(name)?.split(',') ?? []
}

/** `most`: how often one weekday comes in the time in which they are counted; 0 where they are not. */
function weekdayOf(text: string, most: number): { weekday: number; nth: number | null } {
  const [, count, weekday] = WEEKDAY.exec(text) ?? []
  if (weekday === undefined) throw new RuleError(`“${text}” is no weekday: MO, TU, WE, TH, FR, SA, SU`)
  if (count === undefined) return { weekday: WEEKDAYS.indexOf(weekday), nth: null }
  if (most === 0) throw new RuleError(`“${text}” counts weekdays, which goes with FREQ=MONTHLY and FREQ=YEARLY only`)
  const nth = Number(count)
  if (nth === 0 || Math.abs(nth) > most) {
    throw new RuleError(`“${text}”: weekdays count from 1 to ${most} here, or from -1 to -${most}`)
  }
  return { weekday: WEEKDAYS.indexOf(weekday), nth }
}

type Bounds = { most: number; negative: boolean }

function wholeNumbers(parts: Map<string, string>, name: string, { most, negative }: Bounds): number[] {
  return listOf(parts, name).map((text) => {
    const value = WHOLE.test(text) ? Number(text) : 0
    if (value === 0 || Math.abs(value) > most || (value < 0 && !negative)) {
      throw new RuleError(`${name} must be a number from 1 to ${most}${negative ? `, or from -1 to -${most}` : ''}`)
    }
    return value
  })
}

function intervalOf(text: string | undefined, frequency: Frequency): number {
  const interval = text === undefined ? 1 : Number(/^\d{1,3}$/.test(text) ? text : 0)
  const most = MOST_AT_ONCE[frequency]
  if (interval < 1 || interval > most) throw new RuleError(`INTERVAL must be from 1 to ${most} with FREQ=${frequency}`)
  return interval
}

function untilOf(text: string | undefined): Until | null {
  if (text === undefined) return null
  const [, year = '', month = '', day = '', hour = '23', minute = '59', second = '59', utc] = UNTIL.exec(text) ?? []
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const ms = Date.parse(written)
  // `Date` would make the first of March of a thirtieth of February.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== written) {
    throw new RuleError(`UNTIL must be a date or a time in UTC: 20271231, 20271231T180000Z`)
  }
  return { ms, isInstant: utc !== undefined }
}
