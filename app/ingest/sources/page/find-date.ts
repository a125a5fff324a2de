import { dateInWords, monthName } from '#app/domain/dates.ts'
import { dateExists } from '#app/domain/month.ts'
import { MONTH_PATTERN, monthWord, WEEKDAY_PATTERN, weekdayOf } from './month-words.ts'

/**
 * Finding a date in a line of text, in the languages of `month-words.ts`. What the line says wrongly, or leaves open, is a
 * problem to report, never something to put right.
 */

/** A date found in a line of text, with where it stands there (UTF-16 units, half-open). */
export type FoundDate = { start: number; end: number } &
  /** Of several days the first; `lastDay` is how the last is written. */
  (
    | { kind: 'date'; date: string; lastDay?: string }
    | { kind: 'no-year'; month: number; day: number | null; weekday: number | null }
    /** The weekday is not that of the date. */
    | { kind: 'contradiction'; problem: string }
    /** Not a date that exists, or more than one reading of it. */
    | { kind: 'unclear'; problem: string }
  )

/** How a page writes a date in numbers: what comes first of day and month; null where that is not known. */
export type NumberOrder = 'day-first' | 'month-first' | null

const WEEKDAY = `(?:(?<weekday>${WEEKDAY_PATTERN})\\.?,?\\s+(?:(?:the|den|dem|le|el|il|o|de)\\s+)?)?`
const ORDINAL = '(?:st|nd|rd|th|er|ère|ème|e|º|ª|\\.)?(?![\\p{L}\\p{N}])'
const LAST_DAY = `(?:\\s*(?:-|–|—|/|&|\\band\\b|\\bto\\b|\\bund\\b|\\bbis\\b|\\bau\\b|\\bal\\b|\\be\\b|\\by\\b)\\s*(?<last>\\d{1,2})${ORDINAL})?`
const DAY = `(?<day>\\d{1,2})${ORDINAL}${LAST_DAY}`
const OF = "(?:\\s+(?:of|de|di|del|do|d[’'])(?=[\\s\\p{L}]))?\\s*"
const MONTH = `(?<month>${MONTH_PATTERN})(?!\\p{L})\\.?`
/** "January 20253 habits": a title that begins with a number may follow without a space. */
const YEAR = "(?<year>(?:1[89]|20)\\d\\d(?:(?!\\d)|(?=\\d{1,2}\\s\\p{L}))|[’']\\d\\d(?!\\d))"
const BEFORE_YEAR = '[,.]?\\s*(?:(?:of|de|del|di)\\s+)?'
/** "Session 1 - 18 January": a number that counts the meetings is no day. */
const START =
  '(?<![\\p{L}\\p{N}])(?<!#|\\b(?:session|meeting|talk|part|episode|week|event|webinar|circle|call|number|n[or]|treffen|sitzung|séance|sesión|sessione|bijeenkomst)\\.?\\s)'
const DAY_FIRST = new RegExp(`${START}${WEEKDAY}(?:${DAY}${OF})?${MONTH}(?:${BEFORE_YEAR}${YEAR})?`, 'iu')
const MONTH_FIRST = new RegExp(
  `${START}${WEEKDAY}${MONTH}\\s+${DAY}(?![:.]\\d|\\s*(?:[ap]\\.?m\\b|uhr\\b|h\\b))(?:${BEFORE_YEAR}${YEAR})?`,
  'iu',
)
const YEAR_FIRST = new RegExp(`${START}${YEAR}[,:]?\\s+${MONTH}`, 'iu')
const ISO = /(?<!\d)(?<year>(?:1[89]|20)\d\d)[-./](?<month>\d\d)(?:[-./](?<day>\d\d))?(?!\d)/
const NUMBERS = new RegExp(
  `${START}${WEEKDAY}(?<first>\\d{1,2})(?<mark>[/.-])\\s?(?<second>\\d{1,2})\\k<mark>\\s?(?<year>(?:1[89]|20)\\d\\d|\\d\\d)(?![\\p{L}\\p{N}]|[./-]\\d)`,
  'iu',
)
const MONTH_AND_YEAR = /(?<![\d./-])(?<month>\d{1,2})[/.](?<year>(?:1[89]|20)\d\d)(?!\d)/
const SECOND_MONTH = new RegExp(
  `^\\s*(?:and|to|or|und|bis|et|au|y|al|e|tot|en|[&/,+–—-])\\s*(?:(?<day>\\d{1,2})${ORDINAL}\\s*)?(?<month>${MONTH_PATTERN})(?!\\p{L})\\.?(?:${BEFORE_YEAR}${YEAR})?`,
  'iu',
)

/** The first date in a line: "December 2023", "Thursday 21 December 2023", "21. Dezember 2023", "21/12/2023", "December". */
export function findDate(text: string, order: NumberOrder = null): FoundDate | null {
  const found = [findIso(text), findNumbers(text, order), findWords(text)].filter((date) => date !== null)
  return found.reduce<FoundDate | null>((first, date) => {
    if (first === null || date.start < first.start) return date
    return date.start === first.start && date.end > first.end ? date : first
  }, null)
}

/** The date that a date without a year is in `year`; its weekday is checked. */
export function inYear(found: Extract<FoundDate, { kind: 'no-year' }>, year: number, text: string): FoundDate {
  const place = { start: found.start, end: found.end }
  return wholeDate(place, text, { year, month: found.month, day: found.day, weekday: found.weekday })
}

/** What a date in numbers says about the order of day and month; null when it could be either, or is none. */
export function orderOfNumbers(text: string): NumberOrder {
  const { first, second, year, weekday } = NUMBERS.exec(text)?.groups ?? {}
  if (year?.length !== 4) return null
  const [one, two] = [Number(first), Number(second)]
  const readings = readingsOf(one, two, Number(year), weekday === undefined ? null : weekdayOf(weekday))
  return readings.length === 1 && one !== two ? (readings[0]?.order ?? null) : null
}

type Place = { start: number; end: number }
type Parts = { year: number; month: number; day: number | null; weekday: number | null }

function wholeDate(place: Place, text: string, parts: Parts): FoundDate {
  const { year, month, day, weekday } = parts
  const written = text.slice(place.start, place.end).trim()
  const date = isoOf(parts)
  if (!dateExists(date)) return { ...place, kind: 'unclear', problem: `“${written}” is not a date that exists` }
  if (day !== null && weekday !== null && weekdayIn({ year, month, day }) !== weekday) {
    const actual = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(
      Date.UTC(year, month - 1, day),
    )
    const problem = `“${written}” contradicts itself: ${dateInWords(date)} is a ${actual}`
    return { ...place, kind: 'contradiction', problem }
  }
  return { ...place, kind: 'date', date }
}

function isoOf({ year, month, day }: Omit<Parts, 'weekday'>): string {
  return [year, month, day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

function weekdayIn({ year, month, day }: { year: number; month: number; day: number }): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

function findIso(text: string): FoundDate | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const { year, month, day } = match.groups ?? {}
  // "2022-23" is a season.
  if (day === undefined && Number(month) > 12 && Number(month) === (Number(year) + 1) % 100) return null
  const parts = { year: Number(year), month: Number(month), day: day === undefined ? null : Number(day), weekday: null }
  return wholeDate(placeOf(match), text, parts)
}

type Reading = { order: NonNullable<NumberOrder>; month: number; day: number }

/** The readings of two numbers that are dates, and that the weekday allows where there is one. */
function readingsOf(one: number, two: number, year: number, weekday: number | null): Reading[] {
  const readings: Reading[] = [
    { order: 'day-first', day: one, month: two },
    { order: 'month-first', day: two, month: one },
  ]
  const real = readings.filter((reading) => dateExists(isoOf({ year, ...reading })))
  const fitting = real.filter((reading) => weekday === null || weekdayIn({ year, ...reading }) === weekday)
  return fitting.length === 0 ? real : fitting
}

/** Day and month as numbers are told apart where one of them cannot be a month, by a weekday, or by the rest of the page. */
function findNumbers(text: string, order: NumberOrder): FoundDate | null {
  const match = NUMBERS.exec(text)
  if (match === null) return findMonthAndYear(text)
  const { first, second, year = '', weekday: named } = match.groups ?? {}
  const place = placeOf(match)
  if (year.length === 2) {
    const problem = `“${match[0].trim()}” has a year of two digits: it may be more than one date`
    return { ...place, kind: 'unclear', problem }
  }
  const weekday = named === undefined ? null : weekdayOf(named)
  const [one, two] = [Number(first), Number(second)]
  const readings = readingsOf(one, two, Number(year), weekday)
  const known = readings.length === 1 || one === two ? readings[0] : readings.find((reading) => reading.order === order)
  if (known !== undefined) return wholeDate(place, text, { year: Number(year), weekday, ...known })
  if (readings.length === 0) return { ...place, kind: 'unclear', problem: `“${match[0]}” is not a date that exists` }
  const either = readings.map(({ day, month }) => `${day} ${monthName(month)}`).join(' or ')
  return { ...place, kind: 'unclear', problem: `“${match[0]}” may be ${either} ${year}` }
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
  const word = monthWord(match?.groups?.['month'] ?? '')
  if (match === undefined || word === null) return null
  const { weekday, day, last, month: name = '', year } = match.groups ?? {}
  const parts = {
    month: word.month,
    day: day === undefined ? null : Number(day),
    weekday: weekday === undefined ? null : weekdayOf(weekday),
  }
  const second = SECOND_MONTH.exec(text.slice(placeOf(match).end))
  if (second !== null) return twoMonths(text, match, second, parts)
  const place = placeOf(match)
  if (year !== undefined) {
    const date = wholeDate(place, text, { ...parts, year: fourDigits(year) })
    return last !== undefined && date.kind === 'date' ? { ...date, lastDay: `${last} ${monthName(word.month)}` } : date
  }
  if (isMonthAlone(word, name, day, text, place)) return { ...place, kind: 'no-year', ...parts }
  return findWords(text.slice(0, place.start) + ' '.repeat(place.end - place.start) + text.slice(place.end))
}

/**
 * "we may march on": without a year only a capital makes a month in English. Other languages write it small, and their short
 * forms are words of their own ("set", "out"): it must be all that the line says, or have a day.
 */
function isMonthAlone(
  word: { isEnglish: boolean; isShort: boolean },
  name: string,
  day: string | undefined,
  text: string,
  { start, end }: Place,
): boolean {
  if (word.isEnglish) return /^\p{Lu}/u.test(name)
  const isAll = text.slice(0, start).trim() === '' && text.slice(end).trim() === ''
  const isAfterDay = day !== undefined && !text.startsWith(name, start)
  return isAfterDay || (!word.isShort && (isAll || /^\p{Lu}/u.test(name)))
}

/** From a day to a day of another month is one date that lasts; anything else is two. */
function twoMonths(
  text: string,
  match: RegExpExecArray,
  second: RegExpExecArray,
  { month, day, weekday }: Omit<Parts, 'year'>,
): FoundDate {
  const start = match.index
  const end = placeOf(match).end + second[0].length
  const written = text.slice(start, end).trim()
  const year = match.groups?.['year'] ?? second.groups?.['year']
  const lastDay = second.groups?.['day']
  if (day === null || lastDay === undefined || year === undefined) {
    const shown = (text.slice(start, placeOf(match).end) + withoutYear(second)).trim()
    return { start, end, kind: 'unclear', problem: `“${shown}” names two months` }
  }
  const date = wholeDate({ start, end }, text, { year: fourDigits(year), month, day, weekday })
  if (date.kind !== 'date') return { start, end, kind: 'unclear', problem: `“${written}” is not a date that exists` }
  return { ...date, lastDay: `${lastDay} ${monthName(monthWord(second.groups?.['month'] ?? '')?.month ?? month)}` }
}

function withoutYear(match: RegExpExecArray): string {
  const year = match.groups?.['year']
  return year === undefined ? match[0] : match[0].slice(0, match[0].length - year.length).replace(/[\s,.]+$/, '')
}

function fourDigits(year: string): number {
  return year.length === 4 ? Number(year) : 2000 + Number(year.slice(1))
}

function placeOf(match: RegExpExecArray): Place {
  return { start: match.index, end: match.index + match[0].trimEnd().length }
}
