import fc from 'fast-check'
import { expect, test } from 'vitest'

import { beginningOf, excerptOf } from './excerpt.ts'
import type { Mark } from './highlight.ts'

function marksOf(text: string, ...words: string[]): Mark[] {
  return words.flatMap((word, asked) =>
    [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({
      asked,
      doubt: 0,
      start: index,
      end: index + word.length,
    })),
  )
}

test('a short text is shown whole', () => {
  const text = 'Gentle teams.'
  expect(excerptOf(text, marksOf(text, 'teams'))).toEqual({ text, ranges: [[7, 12]] })
  expect(beginningOf(text)).toBe(text)
})

test('of a long text the part is shown that holds the most different words', () => {
  const filler = 'Filler words that say nothing at all. '.repeat(20)
  const text = `gentle gentle gentle. ${filler}Here gentle teams meet. ${filler}`
  const { text: shown, ranges } = excerptOf(text, marksOf(text, 'gentle', 'teams'))
  expect(shown).toMatch(/^….*Here gentle teams meet\..*…$/s)
  expect(ranges.map(([start, end]) => shown.slice(start, end))).toEqual(['gentle', 'teams'])
})

test('a beginning ends with a sentence where it can, else with a word', () => {
  expect(beginningOf(`${'A sentence of words. '.repeat(5)}${'and on '.repeat(40)}`, 120)).toBe(
    'A sentence of words. '.repeat(5).trim(),
  )
  expect(beginningOf('word '.repeat(100), 22)).toBe('word word word word…')
  expect(beginningOf('思いやり。'.repeat(100), 22)).toBe('思いやり。'.repeat(4))
})

test('an excerpt is never much longer than asked, and its ranges mark what the marks did', () => {
  const words = fc.array(fc.constantFrom('gentle', 'teams', 'a', 'night.', 'hospital', '思いやりの会話'), {
    maxLength: 120,
  })
  fc.assert(
    fc.property(words, fc.integer({ min: 80, max: 300 }), (all, longest) => {
      const text = all.join(' ')
      const { text: shown, ranges } = excerptOf(text, marksOf(text, 'gentle', 'teams'), longest)
      expect(shown.length).toBeLessThanOrEqual(longest + 2)
      expect(text).toContain(shown.replace(/^…|…$/g, ''))
      for (const [start, end] of ranges) expect(['gentle', 'teams']).toContain(shown.slice(start, end))
      if (marksOf(text, 'gentle', 'teams').length > 0) expect(ranges.length).toBeGreaterThan(0)
    }),
  )
})
