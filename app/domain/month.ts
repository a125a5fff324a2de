/** Dates with a precision, and what the archive stores of them. A date is text: `2023`, `2023-12` or `2023-12-21`. */

export type DatePrecision = 'day' | 'month' | 'year'

/** Whether a text is a date that exists, as the archive writes one: `2023-12` or `2023-12-21` (`2023` is not enough). */
export function isHeldOn(text: string): boolean {
  return /^[1-9]\d{3}-\d\d(-\d\d)?$/.test(text) && dateExists(text)
}

/** Whether a text is `2023`, `2023-12` or `2023-12-21` and exists. */
export function isDate(text: string): boolean {
  return /^[1-9]\d{3}(-\d\d(-\d\d)?)?$/.test(text) && dateExists(text)
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

/** Whether a date in the right form is one of the calendar. */
export function dateExists(date: string): boolean {
  const { day } = toStoredDate(date)
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
