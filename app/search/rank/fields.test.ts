import { expect, test } from 'vitest'

import { BOUNDARY, Vocabulary } from '#app/search/words/vocabulary.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { encodeFields, encodePassage, encodingFields, FIELDS_HEADER } from './fields.ts'

test('the words of an entry stand field by field behind the ends of the fields', () => {
  const vocabulary = new Vocabulary()
  const words = encodeFields(
    documentOf({
      title: 'Kindness matters',
      aliases: ['Gentleness'],
      speakers: ['Ada Often', 'Bea'],
      alsoNamed: ['Cleo'],
      themes: ['Teams'],
      summary: 'In short.',
      documents: [{ title: 'Insights', text: 'Read on' }],
    }),
    vocabulary,
  )
  const [titleEnd, speakersEnd, themesEnd, summaryEnd] = words.slice(0, FIELDS_HEADER)
  const spelt = (from?: number, to?: number) =>
    words
      .slice(from, to)
      .map((id) => (id === BOUNDARY ? '|' : vocabulary.text(id)))
      .join(' ')
  expect(spelt(FIELDS_HEADER, titleEnd)).toBe('kindness matters | gentleness')
  expect(spelt(titleEnd, speakersEnd)).toBe('| ada often | bea | cleo')
  expect(spelt(speakersEnd, themesEnd)).toBe('| teams')
  expect(spelt(themesEnd, summaryEnd)).toBe('| in short')
  expect(spelt(summaryEnd)).toBe('| insights | read on')
})

test('no two words stand side by side that do not in the entry, also where fields between them are empty', () => {
  const vocabulary = new Vocabulary()
  const words = encodeFields(documentOf({ title: 'gratitude', summary: 'breakfast' }), vocabulary)
  const place = (word: string) => words.indexOf(vocabulary.find(word)!)
  expect(words.slice(place('gratitude') + 1, place('breakfast'))).toContain(BOUNDARY)
})

test('a passage is its words', () => {
  const vocabulary = new Vocabulary()
  expect(encodePassage('One, two, one', vocabulary)).toEqual([1, 2, 1])
})

test('the words of long texts, and of many short ones, come in steps: as many as there are letters', () => {
  const encode = (documents: { title: string; text: string }[]) => {
    const steps = encodingFields(documentOf({ title: 'Kindness', documents }), new Vocabulary())
    for (let count = 0; ; count++) {
      const { done, value } = steps.next()
      if (done) return { count, words: value.length }
    }
  }
  const text = 'Some words that are read. '
  const [one, some, twice] = [1, 2000, 4000].map((times) => encode([{ title: '', text: text.repeat(times) }]))
  const many = encode(Array.from({ length: 2000 }, () => ({ title: '', text })))
  expect([one!.count, twice!.count > 20, twice!.words > 20_000]).toEqual([0, true, true])
  expect(twice!.count / some!.count).toBeCloseTo(2, 0)
  expect(many.count).toBeGreaterThan(some!.count / 2)
})

test('a word that is known gives the same number and the same parts as when it was new', () => {
  const vocabulary = new Vocabulary()
  const first = encodePassage('the github page, PYTHON and 100 more', vocabulary)
  const again = encodePassage('The GitHub page, Python and 100% more', vocabulary)
  expect(again).toEqual(first)
  const wholes = (word: string) => vocabulary.wholesOf(vocabulary.find(word)!).map((id) => vocabulary.text(id))
  expect(wholes('hub')).toEqual(['github'])
  expect(wholes('100percent')).toEqual(['100'])
})
