import fc from 'fast-check'
import { expect, test } from 'vitest'

import { PlainWords } from './plain-words.ts'

test('a word is found where it stands in a text, in small letters or large', () => {
  const words = new PlainWords()
  words.add('kindness', 7)
  words.add('4kids', 9)
  expect(words.find('On Kindness, 4KIDS', 3, 11)).toBe(7)
  expect(words.find('On Kindness, 4KIDS', 13, 18)).toBe(9)
  expect(words.find('On Kindness', 3, 10)).toBe(0)
  expect(words.find('On Kindness', 0, 2)).toBe(0)
})

test('a word that has another letter is left out, so that none is taken for it', () => {
  const words = new PlainWords()
  for (const [index, word] of ['café', 'c++', '', 'İ', '思い'].entries()) words.add(word, index + 1)
  expect(words.find('cafe', 0, 4)).toBe(0)
  expect(words.find('c', 0, 1)).toBe(0)
})

test('of any number of words each is found under its own number', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9]{1,5}$/)
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { maxLength: 3000, selector: (text) => text.toLowerCase() }),
      word,
      (all, other) => {
        const words = new PlainWords()
        const numbers = new Map(all.map((text, index) => [text.toLowerCase(), index + 1]))
        for (const [text, id] of numbers) words.add(text, id)
        for (const text of [...all, other]) {
          expect(words.find(`.${text} x`, 1, text.length + 1)).toBe(numbers.get(text.toLowerCase()) ?? 0)
        }
      },
    ),
    { numRuns: 20 },
  )
})
