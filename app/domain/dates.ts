/** Dates and lengths of time in words. A date is text as the archive gives it: `2023`, `2023-12` or `2023-12-21`. */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

type DateParts = { year: string; month: number | null; day: number | null }

function datePartsOf(date: string): DateParts {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date) ?? []
  if (year === undefined) throw new RangeError(`A date is YYYY, YYYY-MM or YYYY-MM-DD, not ${date}`)
  return { year, month: month === undefined ? null : Number(month), day: day === undefined ? null : Number(day) }
}

/** The name of a month, 1 to 12. */
export function monthName(month: number): string {
  const name = MONTHS[month - 1]
  if (name === undefined) throw new RangeError(`There is no month ${month}`)
  return name
}

/** `2023-12-21` is "21 December 2023", `2023-12` "December 2023", `2023` "2023". */
export function dateInWords(date: string): string {
  const { year, month, day } = datePartsOf(date)
  return [day, month === null ? null : monthName(month), year].filter((part) => part !== null).join(' ')
}

/** The month of a date, as `YYYY-MM`; of a year alone, its January. */
export function monthOf(date: string): string {
  const { year, month } = datePartsOf(date)
  return `${year}-${String(month ?? 1).padStart(2, '0')}`
}

/** Two months of the archive as a range in words: "July to December 2023", "July 2022 to February 2024", "May 2023". */
export function rangeInWords(from: string, to: string): string {
  if (from === to) return dateInWords(from)
  const [first, last] = [datePartsOf(from), datePartsOf(to)]
  const sameYear = first.year === last.year && first.month !== null && first.day === null
  return `${sameYear ? monthName(first.month ?? 1) : dateInWords(from)} to ${dateInWords(to)}`
}

/** The month that lies `months` after `month` (before it when negative), both `YYYY-MM`. */
export function addMonths(month: string, months: number): string {
  const { year, month: of } = datePartsOf(month)
  const index = Number(year) * 12 + ((of ?? 1) - 1) + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** How many months lie from `from` to `to` (`YYYY-MM`), both counted. */
export function monthsBetween(from: string, to: string): number {
  const [first, last] = [datePartsOf(from), datePartsOf(to)]
  return (Number(last.year) - Number(first.year)) * 12 + (last.month ?? 1) - (first.month ?? 1) + 1
}

/** A length in seconds for a button or a line: "58 minutes", "1 hour 5 minutes", "45 seconds". */
export function lengthInWords(seconds: number): string {
  if (seconds < 59.5) return unit(Math.round(seconds), 'second')
  const minutes = Math.round(seconds / 60)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours && unit(hours, 'hour'), rest && unit(rest, 'minute')].filter(Boolean).join(' ')
}

/** A moment in a recording as players write it: `6:12`, `1:02:03`. Takes seconds. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`
}

function unit(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
