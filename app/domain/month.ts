import { dateInWords, monthName } from './dates.ts'

/**
 * Dates with a precision: reading them from a source, and turning them into what the archive stores. A date is text,
 * `2023`, `2023-12` or `2023-12-21`. What a source says wrongly is a problem to report, never something to put right.
 */

export type DatePrecision = 'day' | 'month' | 'year'

/** A date found in a line of text, with where it stands there (UTF-16 units, half-open). */
export type FoundDate = { start: number; end: number } & (
  | { kind: 'date'; date: string }
  | { kind: 'no-year'; month: number; day: number | null; weekday: number | null }
  /** The weekday is not that of the date. */
  | { kind: 'contradiction'; problem: string }
  /** Not a date that exists, or more than one reading of it. */
  | { kind: 'unclear'; problem: string }
)

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const WEEKDAYS =
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?'
const MONTH_STARTS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAY_STARTS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const WEEKDAY = `(?:(?<weekday>${WEEKDAYS})\\.?,?\\s+(?:the\\s+)?)?`
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
const MONTH = `(?<month>${MONTHS})\\b\\.?`
const YEAR = "(?<year>(?:1[89]|20)\\d\\d(?!\\d)|[’'](?:\\d\\d)\\b)"
const DAY_FIRST = new RegExp(`\\b${WEEKDAY}(?:${DAY}(?:\\s+of)?\\s+)?${MONTH}(?:,?\\s*(?:of\\s+)?${YEAR})?`, 'i')
const MONTH_FIRST = new RegExp(`\\b${WEEKDAY}${MONTH}\\s+${DAY}\\b(?!\\s*:)(?:,?\\s+${YEAR})?`, 'i')
const YEAR_FIRST = new RegExp(`\\b${YEAR}[,:]?\\s+${MONTH}`, 'i')
const ISO = /\b(?<year>(?:1[89]|20)\d\d)-(?<month>\d\d)(?:-(?<day>\d\d))?\b/
const NUMBERS = /\b(?<first>\d{1,2})[/.](?<second>\d{1,2})[/.](?<year>(?:1[89]|20)\d\d)\b/
const MONTH_AND_YEAR = /\b(?<month>\d{1,2})\/(?<year>(?:1[89]|20)\d\d)\b/
const SECOND_MONTH = new RegExp(
  `^\\s*(?:and|to|or|[&/,+–—-])\\s*(?:\\d{1,2}(?:st|nd|rd|th)?\\s+)?(?:${MONTHS})\\b`,
  'i',
)

/** Whether a text is a date that exists, as the archive writes one: `2023-12` or `2023-12-21` (`2023` is not enough). */
export function isHeldOn(text: string): boolean {
  return /^[1-9]\d{3}-\d\d(-\d\d)?$/.test(text) && exists(text)
}

/** Whether a text is `2023`, `2023-12` or `2023-12-21` and exists. */
export function isDate(text: string): boolean {
  return /^[1-9]\d{3}(-\d\d(-\d\d)?)?$/.test(text) && exists(text)
}

/** What the archive stores: the first day that a date covers (`2023-12-01`) and how precise it is. */
export function toStoredDate(date: string): { day: string; precision: DatePrecision } {
  if (date.length === 4) return { day: `${date}-01-01`, precision: 'year' }
  if (date.length === 7) return { day: `${date}-01`, precision: 'month' }
  return { day: date, precision: 'day' }
}

/** The way back: a stored day (`2023-12-01`) at its precision. */
export function fromStoredDate(day: string, precision: DatePrecision): string {
  return day.slice(0, { year: 4, month: 7, day: 10 }[precision])
}

/** Whether one date covers the other: `2023-12` and `2023-12-21`. */
export function datesAgree(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

/** The first date in a line: "December 2023", "Thursday 21 December 2023", "Dec 2023", "21/12/2023", "December". */
export function findDate(text: string): FoundDate | null {
  const found = [findIso(text), findNumbers(text), findWords(text)].filter((date) => date !== null)
  return found.reduce<FoundDate | null>(
    (first, date) => (first === null || date.start < first.start ? date : first),
    null,
  )
}

/** The date that a date without a year is in `year`; its weekday is checked. */
export function inYear(found: Extract<FoundDate, { kind: 'no-year' }>, year: number, text: string): FoundDate {
  const place = { start: found.start, end: found.end }
  return wholeDate(place, text, { year, month: found.month, day: found.day, weekday: found.weekday })
}

type Place = { start: number; end: number }
type Parts = { year: number; month: number; day: number | null; weekday: number | null }

function wholeDate(place: Place, text: string, { year, month, day, weekday }: Parts): FoundDate {
  const written = text.slice(place.start, place.end).trim()
  const date = [year, month, day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  if (!exists(date)) return { ...place, kind: 'unclear', problem: `“${written}” is not a date that exists` }
  if (day !== null && weekday !== null) {
    const actual = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
    if (actual !== weekday) {
      const problem = `“${written}” contradicts itself: ${dateInWords(date)} is a ${WEEKDAY_NAMES[actual]}`
      return { ...place, kind: 'contradiction', problem }
    }
  }
  return { ...place, kind: 'date', date }
}

function findIso(text: string): FoundDate | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const { year, month, day } = match.groups ?? {}
  const parts = { year: Number(year), month: Number(month), day: day === undefined ? null : Number(day), weekday: null }
  return wholeDate(placeOf(match), text, parts)
}

/** Day and month as numbers are told apart only where one of them cannot be a month. */
function findNumbers(text: string): FoundDate | null {
  const match = NUMBERS.exec(text)
  if (match === null) return findMonthAndYear(text)
  const { first, second, year } = match.groups ?? {}
  const [one, two] = [Number(first), Number(second)]
  const place = placeOf(match)
  if (one <= 12 && two <= 12 && one !== two) {
    const readings = `${one} ${monthName(two)} or ${two} ${monthName(one)}`
    return { ...place, kind: 'unclear', problem: `“${match[0]}” may be ${readings} ${year}` }
  }
  const [day, month] = two > 12 ? [two, one] : [one, two]
  return wholeDate(place, text, { year: Number(year), month, day, weekday: null })
}

function findMonthAndYear(text: string): FoundDate | null {
  const match = MONTH_AND_YEAR.exec(text)
  if (match === null) return null
  const { month, year } = match.groups ?? {}
  return wholeDate(placeOf(match), text, { year: Number(year), month: Number(month), day: null, weekday: null })
}

function findWords(text: string): FoundDate | null {
  const matches = [MONTH_FIRST, DAY_FIRST, YEAR_FIRST].map((form) => form.exec(text)).filter((match) => match !== null)
  // The form that begins first, and of those the one that takes in most.
  const match = matches.sort((a, b) => a.index - b.index || b[0].length - a[0].length)[0]
  if (match === undefined) return null
  const { weekday, day, month = '', year } = match.groups ?? {}
  const place = placeOf(match)
  const followed = SECOND_MONTH.exec(text.slice(place.end))
  if (followed !== null) {
    const written = text.slice(place.start, place.end) + followed[0]
    return { ...place, kind: 'unclear', problem: `“${written.trim()}” names two months` }
  }
  const parts = {
    month: MONTH_STARTS.indexOf(month.slice(0, 3).toLowerCase()) + 1,
    day: day === undefined ? null : Number(day),
    weekday: weekday === undefined ? null : WEEKDAY_STARTS.indexOf(weekday.slice(0, 3).toLowerCase()),
  }
  if (year !== undefined) return wholeDate(place, text, { ...parts, year: fourDigits(year) })
  // "we may march on": without a year only a capital makes a month.
  return /^\p{Lu}/u.test(month) ? { ...place, kind: 'no-year', ...parts } : null
}

function fourDigits(year: string): number {
  return year.length === 4 ? Number(year) : 2000 + Number(year.slice(1))
}

function placeOf(match: RegExpExecArray): Place {
  return { start: match.index, end: match.index + match[0].trimEnd().length }
}

function exists(date: string): boolean {
  const { day } = toStoredDate(date)
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
