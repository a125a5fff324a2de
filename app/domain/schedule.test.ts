import fc from 'fast-check'
import { DateTime, IANAZone } from 'luxon'
import { describe, expect, test } from 'vitest'

import {
  instantOf,
  meetingDay,
  meetingSentence,
  nextMeeting,
  rhythmInWords,
  zoneInWords,
  type MeetingRule,
} from './schedule.ts'

const THIRD_THURSDAY: MeetingRule = {
  recurrenceRule: 'FREQ=MONTHLY;BYDAY=3TH',
  startTime: '18:00',
  timeZone: 'Europe/London',
  durationMinutes: 90,
}

describe('the next meeting', () => {
  test('is the third Thursday of this month while that is to come', () => {
    expect(nextMeeting(THIRD_THURSDAY, new Date('2023-12-01T09:00:00Z'))).toEqual({
      date: '2023-12-21',
      startTime: '18:00',
      endTime: '19:30',
      startsAt: '2023-12-21T18:00:00.000Z',
      endsAt: '2023-12-21T19:30:00.000Z',
    })
  })

  test('keeps six o’clock on the London clock in summer, which is five in UTC', () => {
    expect(nextMeeting(THIRD_THURSDAY, new Date('2024-07-01T00:00:00Z'))?.startsAt).toBe('2024-07-18T17:00:00.000Z')
  })

  test.each([
    ['before the clocks go forward', '2024-03-20T00:00:00Z', '2024-03-21T18:00:00.000Z'],
    ['after the clocks went forward', '2024-04-01T00:00:00Z', '2024-04-18T17:00:00.000Z'],
    ['before the clocks go back', '2024-10-01T00:00:00Z', '2024-10-17T17:00:00.000Z'],
    ['after the clocks went back', '2024-11-01T00:00:00Z', '2024-11-21T18:00:00.000Z'],
  ])('stays at six on the clock %s', (_when, now, startsAt) => {
    const meeting = nextMeeting(THIRD_THURSDAY, new Date(now))
    expect(meeting?.startTime).toBe('18:00')
    expect(meeting?.startsAt).toBe(startsAt)
  })

  test('falls on the same hour of the clock when the change of summer time lies between now and then', () => {
    expect(nextMeeting(THIRD_THURSDAY, new Date('2024-03-21T21:00:00Z'))?.startsAt).toBe('2024-04-18T17:00:00.000Z')
  })

  test('is the one being held until it ends, then that of the next month', () => {
    expect(nextMeeting(THIRD_THURSDAY, new Date('2024-07-18T18:29:00Z'))?.date).toBe('2024-07-18')
    expect(nextMeeting(THIRD_THURSDAY, new Date('2024-07-18T18:30:00Z'))?.date).toBe('2024-08-15')
  })

  test('goes over the turn of the year', () => {
    expect(nextMeeting(THIRD_THURSDAY, new Date('2023-12-31T23:59:00Z'))?.date).toBe('2024-01-18')
  })

  test('counts the day where it is held, not the day in UTC', () => {
    const auckland = { ...THIRD_THURSDAY, timeZone: 'Pacific/Auckland', startTime: '08:00' }
    expect(nextMeeting(auckland, new Date('2024-01-17T18:00:00Z'))).toMatchObject({
      date: '2024-01-18',
      startsAt: '2024-01-17T19:00:00.000Z',
    })
  })

  test('moves to the hour that exists when the clocks leave its own out', () => {
    const atNight = {
      recurrenceRule: 'FREQ=MONTHLY;BYDAY=-1SU',
      startTime: '01:30',
      timeZone: 'Europe/London',
      durationMinutes: null,
    }
    expect(nextMeeting(atNight, new Date('2024-03-20T00:00:00Z'))).toMatchObject({
      date: '2024-03-31',
      startTime: '02:30',
      endsAt: null,
    })
  })

  test('of a rule for every second week falls in the same weeks every year', () => {
    const fortnightly = { ...THIRD_THURSDAY, recurrenceRule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH' }
    const last = nextMeeting(fortnightly, new Date('2024-12-15T00:00:00Z'))
    const next = nextMeeting(fortnightly, new Date('2024-12-20T00:00:00Z'))
    expect([last?.date, next?.date]).toEqual(['2024-12-19', '2025-01-02'])
  })

  test('is none when the rule has ended or cannot be read', () => {
    const ended = { ...THIRD_THURSDAY, recurrenceRule: 'FREQ=MONTHLY;BYDAY=3TH;UNTIL=20240101T000000Z' }
    expect(nextMeeting(ended, new Date('2024-02-01T00:00:00Z'))).toBeNull()
    expect(nextMeeting({ ...THIRD_THURSDAY, recurrenceRule: 'whenever' }, new Date())).toBeNull()
    expect(nextMeeting({ ...THIRD_THURSDAY, timeZone: 'Nowhere/Atall' }, new Date())).toBeNull()
  })
})

test('a rhythm is said as people say it', () => {
  expect(rhythmInWords('FREQ=MONTHLY;BYDAY=3TH')).toBe('third Thursday of every month')
  expect(rhythmInWords('FREQ=MONTHLY;INTERVAL=2;BYDAY=-1MO')).toBe('last Monday of every two months')
  expect(rhythmInWords('FREQ=WEEKLY;BYDAY=TU')).toBe('every Tuesday')
})

test('a rhythm that has no plain name gets none', () => {
  expect(rhythmInWords('FREQ=YEARLY')).toBeNull()
  expect(rhythmInWords('FREQ=MONTHLY;BYDAY=1TH,3TH')).toBeNull()
  expect(rhythmInWords('nonsense')).toBeNull()
})

test('a day and a zone are said in words', () => {
  const meeting = nextMeeting(THIRD_THURSDAY, new Date('2025-12-01T00:00:00Z'))
  expect(meeting && meetingDay(meeting)).toBe('Thursday 18 December 2025')
  expect(zoneInWords('Europe/London')).toBe('UK time')
  expect(zoneInWords('America/New_York')).toBe('New York time')
})

test('when a series meets is one sentence', () => {
  expect(meetingSentence(THIRD_THURSDAY)).toBe('Every third Thursday at 18:00 UK time.')
  const rule = 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1MO'
  expect(meetingSentence({ ...THIRD_THURSDAY, recurrenceRule: rule })).toBe(
    'The last Monday of every two months at 18:00 UK time.',
  )
  expect(meetingSentence({ ...THIRD_THURSDAY, recurrenceRule: 'FREQ=YEARLY' })).toBeNull()
})

const SUNDAY_NIGHT: MeetingRule = {
  recurrenceRule: 'FREQ=WEEKLY;BYDAY=SU',
  startTime: '01:30',
  timeZone: 'Europe/London',
  durationMinutes: 60,
}

test('a meeting in the hour that comes twice is held in the first of them, and none is passed over', () => {
  const first = { date: '2026-10-25', startTime: '01:30', startsAt: '2026-10-25T00:30:00.000Z' }
  for (const now of ['2026-10-24T12:00:00Z', '2026-10-25T00:29:00Z', '2026-10-25T00:45:00Z', '2026-10-25T01:29:00Z']) {
    expect(nextMeeting(SUNDAY_NIGHT, new Date(now)), now).toMatchObject({
      ...first,
      endsAt: '2026-10-25T01:30:00.000Z',
    })
  }
  expect(nextMeeting(SUNDAY_NIGHT, new Date('2026-10-25T01:30:00Z'))?.date).toBe('2026-11-01')
  const open = { ...SUNDAY_NIGHT, durationMinutes: null }
  expect(nextMeeting(open, new Date('2026-10-25T00:30:00Z'))).toMatchObject(first)
  expect(nextMeeting(open, new Date('2026-10-25T00:31:00Z'))?.date).toBe('2026-11-01')
})

test('a meeting in the hour that is left out is held an hour later on the clock, at the instant that the clock before tells', () => {
  const moved = { date: '2026-03-29', startTime: '02:30', endTime: '03:30', startsAt: '2026-03-29T01:30:00.000Z' }
  for (const now of ['2026-03-28T12:00:00Z', '2026-03-29T00:59:00Z', '2026-03-29T01:01:00Z', '2026-03-29T02:29:00Z']) {
    expect(nextMeeting(SUNDAY_NIGHT, new Date(now)), now).toMatchObject(moved)
  }
  expect(nextMeeting(SUNDAY_NIGHT, new Date('2026-03-29T02:30:00Z'))?.date).toBe('2026-04-05')
})

test('a day that the calendar leaves out is held on the next', () => {
  const samoa = { ...THIRD_THURSDAY, recurrenceRule: 'FREQ=MONTHLY;BYMONTHDAY=30', timeZone: 'Pacific/Apia' }
  expect(nextMeeting(samoa, new Date('2011-12-29T20:00:00Z'))).toMatchObject({ date: '2011-12-31', startTime: '18:00' })
})

test('a rule ends at an instant, at the end of a day, or at a time on the clock where it meets', () => {
  const until = (text: string) => ({ ...THIRD_THURSDAY, recurrenceRule: `FREQ=MONTHLY;BYDAY=3TH;UNTIL=${text}` })
  const now = new Date('2024-07-01T00:00:00Z')
  for (const [text, date] of [
    ['20240718T170000Z', '2024-07-18'],
    ['20240718T165959Z', undefined],
    ['20240718', '2024-07-18'],
    ['20240717', undefined],
    ['20240718T180000', '2024-07-18'],
    ['20240718T175959', undefined],
  ] as const) {
    expect(nextMeeting(until(text), now)?.date, text).toBe(date)
  }
})

/** The first minute at which a clock shows a time, and where none does, that time after the last one before. */
function naiveInstant(wallMs: number, timeZone: string): number {
  const clock = (ms: number) =>
    DateTime.fromMillis(ms, { zone: timeZone }).setZone('utc', { keepLocalTime: true }).toMillis()
  const from = wallMs - 26 * 3_600_000
  const minutes = Array.from({ length: 52 * 12 }, (_, index) => from + index * 300_000)
  const shown = minutes.find((ms) => clock(ms) === wallMs)
  if (shown !== undefined) return shown
  const before = minutes.filter((ms) => clock(ms) < wallMs && clock(ms + 300_000) > wallMs).at(0) ?? Number.NaN
  return before + (wallMs - clock(before))
}

test('every time of a clock, in the weeks of its changes too, is the instant that looking at each minute finds', () => {
  const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kathmandu']
  // Around both changes of 2026, and any day of it.
  const changes = [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 2, 8), Date.UTC(2026, 10, 1)]
  const day = fc.oneof(
    fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -1, max: 1 })).map(([ms, off]) => ms + off * 86_400_000),
    fc.integer({ min: 0, max: 364 }).map((days) => Date.UTC(2026, 0, 1 + days)),
  )
  const fiveMinutes = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 287 }))
  fc.assert(
    fc.property(fc.constantFrom(...zones), day, fiveMinutes, (timeZone, dayMs, minutes) => {
      const wallMs = dayMs + minutes * 300_000
      expect(instantOf(wallMs, IANAZone.create(timeZone))).toBe(naiveInstant(wallMs, timeZone))
    }),
    { numRuns: 150 },
  )
})

test('a length of centuries, as an older version took it, is none', () => {
  const endless = { ...THIRD_THURSDAY, durationMinutes: 2_000_000_000 }
  expect(nextMeeting(endless, new Date('2023-12-01T09:00:00Z'))).toMatchObject({ date: '2023-12-21', endTime: null })
})
