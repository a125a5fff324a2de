import { DateTime } from 'luxon'
import * as rruleModule from 'rrule'

import { capitalised, countInWords } from './words.ts'

// Node sees the package as CommonJS and puts everything under `default`, bundlers and types see its ES modules.
const { RRule } = 'default' in rruleModule ? (rruleModule.default as typeof rruleModule) : rruleModule

/** When a series meets: an RRULE (RFC 5545, section 3.3.10) without DTSTART, on the wall clock of a time zone. */
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

/** An intervals' beginning that never moves, so that "every second Thursday" means the same ones each year. */
const FIXED_ANCHOR_YEAR = 2001
const ORDINALS: Record<number, string> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', [-1]: 'last' }
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/**
 * The meeting that comes next, or the one that is being held, by the series' rule; null when the rule has ended or
 * cannot be read (the import reports such a rule; a reader's page goes without the date).
 */
export function nextMeeting(rule: MeetingRule, now: Date): Meeting | null {
  const options = optionsOf(rule.recurrenceRule)
  const time = DateTime.fromFormat(rule.startTime, 'HH:mm', { zone: 'utc' })
  const here = DateTime.fromJSDate(now, { zone: rule.timeZone })
  if (options === null || !time.isValid || !here.isValid) return null

  // rrule's own time zones are wrong outside UTC. So it counts in floating time, a wall clock written down as if it were
  // UTC, and the zone's offset of that very day (summer time!) is put on afterwards.
  const stillOn = here.minus({ minutes: rule.durationMinutes ?? 0 }).setZone('utc', { keepLocalTime: true })
  const anchorYear = (options.interval ?? 1) > 1 ? FIXED_ANCHOR_YEAR : stillOn.year - 1
  const anchor = new Date(Date.UTC(anchorYear, 0, 1, time.hour, time.minute))
  const found = new RRule({ ...options, dtstart: anchor }).after(stillOn.toJSDate(), rule.durationMinutes === null)
  if (found === null) return null

  const start = DateTime.fromJSDate(found, { zone: 'utc' }).setZone(rule.timeZone, { keepLocalTime: true })
  const end = rule.durationMinutes === null ? null : start.plus({ minutes: rule.durationMinutes })
  return {
    date: start.toFormat('yyyy-MM-dd'),
    startTime: start.toFormat('HH:mm'),
    endTime: end?.toFormat('HH:mm') ?? null,
    startsAt: start.toJSDate().toISOString(),
    endsAt: end?.toJSDate().toISOString() ?? null,
  }
}

/** "third Thursday of every month", "every Thursday"; null for a rule that has no such plain name. */
export function rhythmInWords(recurrenceRule: string): string | null {
  const options = optionsOf(recurrenceRule)
  const days = options?.byweekday
  const day = Array.isArray(days) ? days[0] : days
  if (!options || !(day instanceof Object) || (Array.isArray(days) && days.length > 1)) return null
  const weekday = WEEKDAYS[day.weekday]
  const interval = options.interval ?? 1
  if (options.freq === RRule.WEEKLY) return interval === 1 ? `every ${weekday}` : null
  const ordinal = ORDINALS[day.n ?? 0]
  if (options.freq !== RRule.MONTHLY || ordinal === undefined) return null
  const months = interval === 1 ? 'month' : `${countInWords(interval)} months`
  return `${ordinal} ${weekday} of every ${months}`
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

function optionsOf(recurrenceRule: string) {
  try {
    return RRule.parseString(recurrenceRule)
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
