import { describe, expect, test } from 'vitest'

import { meetingDay, meetingSentence, nextMeeting, rhythmInWords, zoneInWords, type MeetingRule } from './schedule.ts'

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
