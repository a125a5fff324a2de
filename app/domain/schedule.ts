import { DateTime, IANAZone, type Zone } from 'luxon'

import { dayOf, LONGEST_MEETING_MINUTES, nextDay, readRecurrence, type Recurrence } from './recurrence.ts'
import { capitalised, countInWords } from './words.ts'

/** When a series meets: a rule for its days (`recurrence.ts`) and an hour on the wall clock of a time zone. */
export type MeetingRule = {
  recurrenceRule: string
  /** HH:MM on the clock there. */
  startTime: string
  /** An IANA zone. */
  timeZone: string
  durationMinutes: number | null
}

/** One meeting: its day and clock times where it is held, and the instants (ISO 8601, UTC) that they are. */
export type Meeting = {
  date: string
  startTime: string
  endTime: string | null
  startsAt: string
  endsAt: string | null
}

const DAY_MS = 86_400_000
const ORDINALS: Record<number, string> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', [-1]: 'last' }
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/**
 * The meeting that comes next, or the one that is being held, by the series' rule; null when the rule has ended, has no
 * day within ten years or cannot be read (no such rule is taken any more, but an older version may have).
 */
export function nextMeeting(rule: MeetingRule, now: Date): Meeting | null {
  const { recurrence } = readRecurrence(rule.recurrenceRule)
  const time = DateTime.fromFormat(rule.startTime, 'HH:mm', { zone: 'utc' })
  const zone = IANAZone.create(rule.timeZone)
  if (recurrence === null || !time.isValid || !zone.isValid) return null
  const minutes = rule.durationMinutes
  const lengthMs = minutes === null || minutes > LONGEST_MEETING_MINUTES ? null : minutes * 60_000
  const timeMs = (time.hour * 60 + time.minute) * 60_000
  // One that begins right now is to come; one that ends right now is over.
  const earliestMs = lengthMs === null ? now.getTime() : now.getTime() - lengthMs + 1
  const start = nextStart(recurrence, timeMs, zone, earliestMs)
  if (start === null) return null
  const end = lengthMs === null ? null : start.plus(lengthMs)
  return {
    date: start.toFormat('yyyy-MM-dd'),
    startTime: start.toFormat('HH:mm'),
    endTime: end?.toFormat('HH:mm') ?? null,
    startsAt: start.toJSDate().toISOString(),
    endsAt: end?.toJSDate().toISOString() ?? null,
  }
}

/** The first beginning at or after an instant. `timeMs` is the time of day. */
function nextStart(rule: Recurrence, timeMs: number, zone: Zone, earliestMs: number): DateTime | null {
  const here = DateTime.fromMillis(earliestMs, { zone })
  // Where the clocks leave out a day, its meeting falls on the next: the day before is looked at as well.
  let from = dayOf(here.year, here.month - 1, here.day) - 1
  for (;;) {
    const { day } = nextDay(rule, from)
    if (day === null) return null
    const wallMs = day * DAY_MS + timeMs
    const startMs = instantOf(wallMs, zone)
    if (rule.until !== null && (rule.until.isInstant ? startMs : wallMs) > rule.until.ms) return null
    // Instants are compared, not clocks: in the hour that comes twice a clock says nothing.
    if (startMs >= earliestMs) return DateTime.fromMillis(startMs, { zone })
    from = day + 1
  }
}

/**
 * The instant of a time on the wall clock (written as if it were UTC), by RFC 5545, section 3.3.5: of a time that comes
 * twice the first; a time that the clocks leave out is counted on with the offset from before.
 */
export function instantOf(wallMs: number, zone: Zone): number {
  const [before, after] = [wallMs - DAY_MS, wallMs + DAY_MS].map((ms) => zone.offset(ms) * 60_000) as [number, number]
  const first = wallMs - before
  const second = wallMs - after
  const isPast = zone.offset(first) * 60_000 !== before && zone.offset(second) * 60_000 === after
  return isPast ? second : first
}

/** "third Thursday of every month", "every Thursday"; null for a rule that has no such plain name. */
export function rhythmInWords(recurrenceRule: string): string | null {
  const { recurrence } = readRecurrence(recurrenceRule)
  if (recurrence === null) return null
  const { frequency, interval, weekdays, months, monthDays, positions } = recurrence
  const [day, ...others] = weekdays
  if (day === undefined || others.length + months.length + monthDays.length + positions.length > 0) return null
  const weekday = WEEKDAYS[day.weekday]
  if (frequency === 'WEEKLY') return interval === 1 ? `every ${weekday}` : null
  const ordinal = ORDINALS[day.nth ?? 0]
  if (frequency !== 'MONTHLY' || ordinal === undefined) return null
  const monthsInWords = interval === 1 ? 'month' : `${countInWords(interval)} months`
  return `${ordinal} ${weekday} of every ${monthsInWords}`
}

/** When a series meets, for the foot of a page: "Every third Thursday at 18:00 UK time." Null without a plain name. */
export function meetingSentence(rule: MeetingRule): string | null {
  const rhythm = rhythmInWords(rule.recurrenceRule)
  if (rhythm === null) return null
  const short = rhythm.replace(/^(\w+) (\w+) of every month$/, 'every $1 $2')
  return `${capitalised(short.startsWith('every') ? short : `the ${short}`)} at ${rule.startTime} ${zoneInWords(rule.timeZone)}.`
}

/** How a reader far away should take a clock time: "UK time", "Paris time". */
export function zoneInWords(timeZone: string): string {
  if (timeZone === 'Europe/London') return 'UK time'
  const place = timeZone.split('/').at(-1) ?? timeZone
  return place === 'UTC' ? 'UTC' : `${place.replaceAll('_', ' ')} time`
}

/** A meeting's day for a heading: "Thursday 18 December 2025". */
export function meetingDay(meeting: Meeting): string {
  return DateTime.fromISO(meeting.date, { locale: 'en-GB' }).toFormat('cccc d MMMM yyyy')
}
