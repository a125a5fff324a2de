import { expect, test } from 'vitest'

import { joiningTurns, momentIn, turnAt, turnsOf, type Turn } from './transcript-turns.ts'
import type { Cue } from './transcript.ts'

function cue(start: number, text: string, speaker: string | null = null): Cue {
  return { start, end: start + 4, speaker, text }
}

test('captions of one speaker become one turn', () => {
  const cues = [cue(0, 'Good\nevening,', 'Host'), cue(4, 'and welcome. ', 'Host'), cue(9, 'Thank you.', 'Guest')]
  expect(turnsOf(cues)).toEqual([
    { start: 0, end: 8, speaker: 'Host', text: 'Good evening, and welcome.' },
    { start: 9, end: 13, speaker: 'Guest', text: 'Thank you.' },
  ])
})

test('a long speech is cut at the end of a sentence', () => {
  const half = 'kind '.repeat(12).trim()
  const cues = [cue(0, half, 'West'), cue(10, half, 'West'), cue(20, `${half}.”`, 'West'), cue(30, 'Next.', 'West')]
  expect(turnsOf(cues).map(({ start, speaker }) => [start, speaker])).toEqual([
    [0, 'West'],
    [30, 'West'],
  ])
})

test('a speech without full stops is cut all the same', () => {
  const cues = Array.from({ length: 100 }, (_, index) => cue(index * 4, 'one two three four five six'))
  const turns = turnsOf(cues)
  expect(Math.max(...turns.map(({ text }) => text.split(' ').length))).toBeLessThanOrEqual(76)
  expect(turns.map(({ text }) => text).join(' ')).toBe(cues.map(({ text }) => text).join(' '))
})

test('scripts without spaces are cut too', () => {
  const cues = Array.from({ length: 40 }, (_, index) => cue(index * 4, '优しさは伝わります。'))
  expect(turnsOf(cues).length).toBeGreaterThan(3)
})

test('captions without words make no turn', () => {
  expect(turnsOf([cue(0, ' \n '), cue(4, 'Words')])).toHaveLength(1)
  expect(turnsOf([])).toEqual([])
})

test('the turn at a second is the last one that has begun', () => {
  const turns = [{ start: 2 }, { start: 5 }, { start: 5 }, { start: 9.5 }]
  expect([0, 2, 4.9, 5, 9.4, 9.5, 1000].map((second) => turnAt(turns, second))).toEqual([-1, 0, 0, 2, 2, 3, 3])
  expect(turnAt([], 5)).toBe(-1)
})

test('a whole second of an address means the turn that begins within it', () => {
  const turns = [{ start: 0.8 }, { start: 19.918 }, { start: 40 }]
  expect([0, 19, 20, 39, 40, 90].map((second) => momentIn(turns, second))).toEqual([0.8, 19.918, 20, 39, 40, 90])
  expect(momentIn([], 12)).toBe(12)
})

test('a caption of any length is joined in steps, and loses no word', () => {
  const join = (times: number) => {
    const text = 'nine words and an end stand here again. '.repeat(times)
    const turns: Turn[] = []
    const steps = [...joiningTurns([{ start: 0, end: 100, speaker: 'Host', text }], turns)].length
    expect(turns.map((turn) => turn.text).join(' ')).toBe(text.trim())
    expect(turns.at(-1)?.end).toBeCloseTo(100, 1)
    return steps
  }
  expect(join(1)).toBe(1)
  const [some, twice] = [join(2500), join(5000)]
  expect(some).toBeGreaterThan(9)
  expect(twice / some).toBeCloseTo(2, 0)
})
