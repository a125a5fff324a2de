import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readAsked } from '#app/search/words/asked.ts'
import { fold } from '#app/search/words/fold.ts'
import { Readings } from '#app/search/words/readings.ts'
import { wordsOf } from '#app/search/words/tokens.ts'
import { Vocabulary } from '#app/search/words/vocabulary.ts'

import { Highlighter, type Mark, rangesOf } from './highlight.ts'

/** The marked parts of texts that are the whole archive. */
function marked(query: string, ...texts: string[]): string[][] {
  const vocabulary = new Vocabulary()
  for (const word of texts.flatMap(wordsOf)) vocabulary.add(word)
  const readings = new Readings(
    readAsked(query, () => true),
    vocabulary,
    { total: 10, of: () => 1 },
  )
  const marks = new Highlighter(readings, vocabulary).mark(texts)
  return texts.map((text, index) => rangesOf(marks[index]!).map(([start, end]) => text.slice(start, end)))
}

test.each([
  ['kindness', 'Kindness, and KINDNESS again', ['Kindness', 'KINDNESS']],
  ['muller', 'Frau Müller', ['Müller']],
  ['mueller', 'Frau Müller', ['Müller']],
  ['lead', 'Leadership', ['Leadership']],
  ['timelines', 'our time lines', ['time lines']],
  ['time lines', 'our timelines', ['timelines']],
  ['思いやり', '今日は思いやりの会話', ['思いやり']],
  ['ﾊﾟｲｿﾝ', 'パイソン入門', ['パイソン']],
  ['"is it anyhow"', 'Whose story is it, anyhow?', ['is it, anyhow']],
  ['½', 'Half is ½ of it', ['½']],
  ['nurse', 'No such word', []],
])('"%s" is marked in "%s"', (query, text, parts) => {
  expect(marked(query, text)).toEqual([parts])
})

test('a word that could be a typo is marked only where the word itself stands nowhere', () => {
  expect(marked('nurse ', 'The purse')).toEqual([['purse']])
  expect(marked('nurse ', 'The purse', 'The nurse')).toEqual([[], ['nurse']])
})

test('ranges lie in the text, in order and apart, and hold a word that was asked', () => {
  const text = fc.array(
    fc.constantFrom('Gentle', 'téams', ' ', '-', '𠮷野', '思いやり', '½', '🙂', 'x\u0301', 'often'),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('gentle', 'teams often', '思いやり', '𠮷野', '"gentle teams"', '2', 'x'),
      (parts, query) => {
        const whole = parts.join('')
        const vocabulary = new Vocabulary()
        for (const word of wordsOf(whole)) vocabulary.add(word)
        const readings = new Readings(
          readAsked(query, () => true),
          vocabulary,
          { total: 10, of: () => 1 },
        )
        const ranges = rangesOf(new Highlighter(readings, vocabulary).mark([whole])[0]!)
        ranges.forEach(([start, end], index) => {
          expect(start).toBeGreaterThan(ranges[index - 1]?.[1] ?? -1)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(whole.length)
          expect(fold(whole.slice(start, end))).not.toBe('')
          // Never in the middle of a character.
          expect(whole.slice(start, end).isWellFormed()).toBe(true)
        })
      },
    ),
  )
})

test('ranges are the union of the marks', () => {
  const mark = fc.record({
    asked: fc.nat(3),
    doubt: fc.constant(0),
    start: fc.nat(30),
    length: fc.integer({ min: 1, max: 6 }),
  })
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 12 }), (told) => {
      const marks: Mark[] = told.map(({ length, ...one }) => ({ ...one, end: one.start + length }))
      const inside = (at: number, ranges: readonly (readonly [number, number])[]) =>
        ranges.some(([start, end]) => start <= at && at < end)
      const ranges = rangesOf(marks)
      for (let at = 0; at < 40; at++) {
        expect(inside(at, ranges)).toBe(
          inside(
            at,
            marks.map(({ start, end }) => [start, end]),
          ),
        )
      }
    }),
  )
})

test('long texts are marked in steps, as many as there are letters, and as they are at once', () => {
  const mark = (times: number) => {
    const texts = ['Kindness matters', 'gentle words of kindness '.repeat(times)]
    const vocabulary = new Vocabulary()
    for (const word of texts.flatMap(wordsOf)) vocabulary.add(word)
    const readings = new Readings(
      readAsked('kindness "gentle words"', () => true),
      vocabulary,
      { total: 10, of: () => 1 },
    )
    const highlighter = new Highlighter(readings, vocabulary)
    const steps = highlighter.marking(texts)
    for (let count = 0; ; count++) {
      const { done, value } = steps.next()
      if (!done) continue
      expect(value).toEqual(highlighter.mark(texts))
      expect(value[1]).toHaveLength(4 * times)
      return count
    }
  }
  const [one, some, twice] = [mark(1), mark(1000), mark(2000)]
  expect(one).toBe(0)
  expect(some).toBeGreaterThan(10)
  expect(twice / some).toBeCloseTo(2, 0)
})
