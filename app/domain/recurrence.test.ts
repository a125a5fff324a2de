import fc from 'fast-check'
import { RRule } from 'rrule'
import { expect, test } from 'vitest'

import { dayOf, LOOK_AHEAD_DAYS, nextDay, readRecurrence } from './recurrence.ts'

const DAY_MS = 86_400_000
/** Looked at are the days ahead, a period that has begun before, and one that goes on after. */
const MOST_LOOKED = LOOK_AHEAD_DAYS + 2 * 366

test.each([
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '“FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30” names no day within 10 years'],
  ['FREQ=MONTHLY;BYDAY=5TH;BYMONTHDAY=1', '“FREQ=MONTHLY;BYDAY=5TH;BYMONTHDAY=1” names no day within 10 years'],
  ['FREQ=MONTHLY;BYDAY=TH;BYSETPOS=6', '“FREQ=MONTHLY;BYDAY=TH;BYSETPOS=6” names no day within 10 years'],
  [
    'FREQ=SECONDLY;COUNT=999999999',
    'COUNT is not followed here: a rule has no first meeting to count from; UNTIL ends it',
  ],
  ['FREQ=SECONDLY', 'FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY'],
  ['BYDAY=TH', 'FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY'],
  ['FREQ=YEARLY;BYWEEKNO=54;BYDAY=MO', 'BYWEEKNO is not followed here'],
  ['FREQ=DAILY;BYHOUR=1,2,3', 'BYHOUR is not followed here: the time of day stands in startTime'],
  ['FREQ=DAILY;INTERVAL=2147483647', 'INTERVAL must be from 1 to 366 with FREQ=DAILY'],
  ['FREQ=MONTHLY;BYDAY=3TH;INTERVAL=0', 'INTERVAL must be from 1 to 24 with FREQ=MONTHLY'],
  ['FREQ=MONTHLY;BYDAY=3TH;INTERVAL=-1', 'INTERVAL must be from 1 to 24 with FREQ=MONTHLY'],
  ['FREQ=WEEKLY', 'FREQ=WEEKLY needs BYDAY: a rule has no first meeting that would tell the day'],
  [
    'FREQ=YEARLY;BYMONTH=3',
    'FREQ=YEARLY needs BYDAY or BYMONTHDAY: a rule has no first meeting that would tell the day',
  ],
  ['FREQ=WEEKLY;BYDAY=3TH', '“3TH” counts weekdays, which goes with FREQ=MONTHLY and FREQ=YEARLY only'],
  ['FREQ=WEEKLY;BYDAY=TH;BYMONTHDAY=1', 'BYMONTHDAY does not go with FREQ=WEEKLY'],
  ['FREQ=WEEKLY;BYDAY=TH;BYSETPOS=1', 'BYSETPOS goes with FREQ=MONTHLY and FREQ=YEARLY only'],
  ['FREQ=MONTHLY;BYDAY=54TH', '“54TH”: weekdays count from 1 to 5 here, or from -1 to -5'],
  ['FREQ=MONTHLY;BYDAY=XX', '“XX” is no weekday: MO, TU, WE, TH, FR, SA, SU'],
  ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY must be a number from 1 to 31, or from -1 to -31'],
  ['FREQ=MONTHLY;BYDAY=3TH;BYMONTH=-1', 'BYMONTH must be a number from 1 to 12'],
  ['FREQ=MONTHLY;BYDAY=3TH;UNTIL=20260230', 'UNTIL must be a date or a time in UTC: 20271231, 20271231T180000Z'],
  ['FREQ=MONTHLY;BYDAY=3TH;FREQ=DAILY', 'FREQ stands there twice'],
  [
    'DTSTART:20010101T000000 RRULE:FREQ=DAILY',
    '“DTSTART:20010101T000000 RRULE:FREQ=DAILY” cannot be read as a rule such as FREQ=MONTHLY;BYDAY=3TH',
  ],
  ['whenever', '“whenever” cannot be read as a rule such as FREQ=MONTHLY;BYDAY=3TH'],
  ['', '“” cannot be read as a rule such as FREQ=MONTHLY;BYDAY=3TH'],
  [`FREQ=MONTHLY;BYMONTHDAY=${Array(5000).fill('1').join(',')}`, 'must have 200 characters at most'],
])('%.60s is refused in words', (rule, problem) => {
  expect(readRecurrence(rule)).toEqual({ recurrence: null, problem })
})

test.each([
  'FREQ=MONTHLY;BYDAY=3TH',
  'rrule:freq=monthly;byday=3th;',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU;UNTIL=20271231T180000Z',
  'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3,10',
  'FREQ=DAILY',
])('%s is a rule', (rule) => {
  expect(readRecurrence(rule).problem).toBeNull()
})

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
const nth = fc.constantFrom('', '1', '2', '3', '+4', '5', '-1', '-2', '-5', '20', '53', '-53')
const number = (min: number, max: number) => fc.integer({ min, max }).map(String)
const list = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 1, maxLength: 4 }).map((all) => all.join(','))

const PARTS = {
  INTERVAL: fc.oneof(number(1, 5), number(-1, 500)),
  BYDAY: list(fc.tuple(nth, weekday).map(([count, day]) => count + day)),
  BYMONTH: list(number(1, 12)),
  BYMONTHDAY: list(fc.oneof(number(1, 31), number(-31, -1))),
  BYSETPOS: list(fc.oneof(number(1, 6), number(-6, -1), number(-400, 400))),
  WKST: weekday,
  BYWEEKNO: list(number(1, 53)),
  COUNT: number(1, 999_999_999),
}
type Part = keyof typeof PARTS

/** Rules of some frequencies: `always` stands in each, any of `sometimes` may. */
function rulesOf(frequencies: string[], always: Part[], sometimes: Part[]): fc.Arbitrary<string> {
  const parts = Object.fromEntries([...always, ...sometimes].map((part) => [part, PARTS[part]]))
  return fc
    .tuple(fc.constantFrom(...frequencies), fc.record(parts, { requiredKeys: always }))
    .map(([frequency, given]) =>
      [['FREQ', frequency], ...Object.entries(given)].map((part) => part.join('=')).join(';'),
    )
}

/** Rules of all kinds: many of them are none that is followed. */
const anyRule = fc.oneof(
  rulesOf(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY', 'SECONDLY'], [], Object.keys(PARTS) as Part[]),
  rulesOf(['MONTHLY', 'YEARLY'], ['BYDAY'], ['BYMONTH', 'BYSETPOS', 'INTERVAL']),
  rulesOf(['MONTHLY', 'YEARLY', 'DAILY'], ['BYMONTHDAY'], ['BYMONTH', 'BYDAY', 'INTERVAL']),
  rulesOf(['WEEKLY', 'DAILY'], [], ['BYMONTH', 'INTERVAL', 'WKST']).map((rule) => `${rule};BYDAY=TU,SU`),
)

const anyDay = fc.integer({ min: dayOf(1999, 0, 1), max: dayOf(2090, 0, 1) })

test('whatever the rule, so many days are looked at and no more', () => {
  fc.assert(
    fc.property(fc.oneof(anyRule, fc.string()), anyDay, (rule, from) => {
      const { recurrence, problem } = readRecurrence(rule)
      if (recurrence === null) {
        expect(problem).not.toBe('')
        return
      }
      const { day, looked } = nextDay(recurrence, from)
      expect(looked).toBeLessThanOrEqual(MOST_LOOKED)
      if (day !== null) expect(day).toBeGreaterThanOrEqual(from)
    }),
    { numRuns: 500 },
  )
})

test('a place among the days of a month is counted from its end too, and may be none', () => {
  const daysOf = (rule: string) => {
    const { recurrence } = readRecurrence(rule)
    return recurrence && new Date((nextDay(recurrence, dayOf(2026, 0, 1)).day ?? 0) * DAY_MS).toISOString().slice(0, 10)
  }
  expect(daysOf('FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-2')).toBe('2026-01-22')
  expect(daysOf('FREQ=MONTHLY;BYDAY=2MO,4MO;BYMONTH=1;BYSETPOS=2,-3')).toBe('2026-01-26')
  expect(daysOf('FREQ=MONTHLY;BYDAY=MO,2MO')).toBe('2026-01-05')
})

test('the days of a rule are those that another program finds', () => {
  let compared = 0
  fc.assert(
    fc.property(anyRule, fc.integer({ min: dayOf(2001, 0, 8), max: dayOf(2040, 0, 1) }), (rule, from) => {
      const { recurrence } = readRecurrence(rule)
      // The other program takes Mondays and second Mondays together for second Mondays alone.
      const counted = new Set(recurrence?.weekdays.map((one) => one.nth === null))
      if (recurrence === null || counted.size > 1) return
      // And the last but two of two days for the first.
      if (recurrence.positions.some((position) => position < -1)) return
      const { day } = nextDay(recurrence, from)
      // It would go on until the year 9999.
      if (day === null) return
      compared += 1
      const theirs = new RRule({ ...RRule.parseString(rule), dtstart: new Date(Date.UTC(2001, 0, 1)) })
      const found = theirs.after(new Date(from * DAY_MS), true)
      expect(found?.toISOString().slice(0, 10), rule).toBe(new Date(day * DAY_MS).toISOString().slice(0, 10))
    }),
    { numRuns: 500 },
  )
  expect(compared).toBeGreaterThan(50)
})
