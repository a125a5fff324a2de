import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Cue } from '#app/domain/transcript.ts'

import { cutPassages, cuttingPassages } from './passages.ts'

function cue(start: number, speaker: string | null, text: string): Cue {
  return { start, end: start + 5, speaker, text }
}

function words(count: number, word = 'word'): string {
  return new Array<string>(count).fill(word).join(' ')
}

test('a passage ends where the speaker changes, once it is long enough', () => {
  const passages = cutPassages([
    cue(0, 'Ada', words(40)),
    cue(5, 'Ada', words(30)),
    cue(10, 'Bea', words(50)),
    cue(15, 'Ada', words(20)),
  ])
  expect(passages.map(({ start, end, speaker }) => [start, end, speaker])).toEqual([
    [0, 10, 'Ada'],
    [10, 20, null],
  ])
})

test('a short word in between does not hide who speaks', () => {
  const [passage] = cutPassages([cue(0, 'Ada', words(40)), cue(5, 'Bea', 'Yes.'), cue(10, 'Ada', words(30))])
  expect(passage).toMatchObject({ start: 0, end: 15, speaker: 'Ada' })
})

test('a long turn is cut at the end of a sentence', () => {
  const sentences = Array.from({ length: 20 }, (_, number) => cue(number * 5, 'Ada', `${words(9)} end.`))
  const lengths = cutPassages(sentences).map(({ text }) => text.split(' ').length)
  expect(lengths).toEqual([90, 90, 20])
})

test('a cue that is longer than a passage is cut, its time shared out', () => {
  const passages = cutPassages([{ start: 0, end: 100, speaker: 'Ada', text: `${words(100)}. ${words(100)}.` }])
  expect(passages).toHaveLength(2)
  expect(passages[0]?.end).toBeCloseTo(50, 0)
  expect(passages[1]).toMatchObject({ end: 100, speaker: 'Ada' })
  expect(passages[1]?.start).toBeCloseTo(50, 0)
})

test('scripts without spaces are cut by their characters', () => {
  const passages = cutPassages([cue(0, null, '思いやり'.repeat(150))])
  expect(passages.length).toBeGreaterThan(1)
  expect(passages.map(({ text }) => text).join('')).toBe('思いやり'.repeat(150))
})

test('an empty transcript has no passages', () => {
  expect(cutPassages([])).toEqual([])
  expect(cutPassages([cue(0, null, ' \n ')])).toEqual([])
})

test('every word stands in one passage, in order, none longer than 120 words, times never backwards', () => {
  const anyCue = fc.record({
    speaker: fc.option(fc.constantFrom('Ada', 'Bea')),
    text: fc.array(fc.constantFrom('kind', 'words.', 'are', 'heard?'), { maxLength: 150 }).map((all) => all.join(' ')),
  })
  fc.assert(
    fc.property(fc.array(anyCue, { maxLength: 12 }), (told) => {
      const cues = told.map(({ speaker, text }, number) => cue(number * 5, speaker, text))
      const passages = cutPassages(cues)
      const all = (parts: { text: string }[]) =>
        parts.flatMap(({ text }) => text.split(' ')).filter((word) => word !== '')
      expect(all(passages)).toEqual(all(cues))
      for (const [index, { text, start, end }] of passages.entries()) {
        expect(text.split(' ').length).toBeLessThanOrEqual(120)
        expect(start).toBeLessThanOrEqual(end)
        expect(start).toBeGreaterThanOrEqual(passages[index - 1]?.start ?? 0)
      }
    }),
  )
})

test('a text of any length in one caption is cut in pieces, each a step, and loses no word', () => {
  const cut = (times: number) => {
    const text = `${words(9)} end. `.repeat(times)
    const steps = cuttingPassages([{ start: 0, end: 100, speaker: 'Ada', text }])
    for (let count = 0; ; count++) {
      const { done, value } = steps.next()
      if (!done) continue
      expect(value.flatMap((passage) => passage.text.split(' '))).toEqual(text.trim().split(' '))
      expect(Math.max(...value.map((passage) => passage.text.split(' ').length))).toBeLessThanOrEqual(120)
      expect(value.at(-1)?.end).toBeCloseTo(100, 0)
      return count
    }
  }
  const [some, twice, four] = [cut(1000), cut(2000), cut(4000)]
  expect(some).toBeGreaterThan(900)
  expect(twice / some).toBeCloseTo(2, 1)
  expect(four / twice).toBeCloseTo(2, 1)
})

test('a caption of letters without any space is cut within no character', () => {
  const text = '𠮷'.repeat(30_000)
  const passages = cutPassages([cue(0, null, text)])
  expect(passages.map((passage) => passage.text).join('')).toBe(text)
  expect(passages.every((passage) => passage.text.isWellFormed())).toBe(true)
})
