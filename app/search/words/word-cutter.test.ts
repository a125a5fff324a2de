import { expect, test } from 'vitest'

import { cutWords } from './word-cutter.ts'

function cut(run: string): string[] {
  const words: string[] = []
  cutWords(run, (start, end) => words.push(run.slice(start, end)))
  return words
}

const SENTENCE = 'การสนทนาเรื่องความเมตตาในโรงพยาบาล'

test('a long run has the words of its sentences: none is torn where a piece ends', () => {
  const once = cut(SENTENCE)
  expect(once).toContain('เมตตา')
  expect(cut(SENTENCE.repeat(50))).toEqual(Array.from({ length: 50 }, () => once).flat())
})

test('every letter is in one word, in order, whatever the letters', () => {
  for (const run of ['ก'.repeat(5000), 'เ'.repeat(500)]) expect(cut(run).join('')).toBe(run)
})

test('the dictionary is asked for as many pieces as the run is long', () => {
  const asked = (times: number) => {
    let letters = 0
    const segment = Intl.Segmenter.prototype.segment
    Intl.Segmenter.prototype.segment = function (text) {
      letters += text.length
      return segment.call(this, text)
    }
    try {
      cut(SENTENCE.repeat(times))
    } finally {
      Intl.Segmenter.prototype.segment = segment
    }
    return letters
  }
  const [one, two, four] = [asked(100), asked(200), asked(400)]
  expect(two / one).toBeLessThan(2.1)
  expect(four / two).toBeLessThan(2.1)
})
