import { expect, test } from 'vitest'

import { encodeFields } from '#app/search/rank/fields.ts'
import { Vocabulary } from '#app/search/words/vocabulary.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { Weighing } from './weighing.ts'

function weightsOf(told: Parameters<typeof documentOf>[0]): (word: string) => number {
  const vocabulary = new Vocabulary()
  const weighing = new Weighing()
  weighing.entry(encodeFields(documentOf(told), vocabulary))
  return (word) => {
    const id = vocabulary.find(word)
    return id !== undefined && weighing.holds(id) ? weighing.weightOf(id) : 0
  }
}

test('a word weighs most in the title, then as a speaker, as a theme, in the summary, in a document', () => {
  const weight = weightsOf({
    title: 'alpha',
    speakers: ['bravo'],
    themes: ['charlie'],
    summary: 'delta',
    documents: [{ title: 'echo', text: 'foxtrot' }],
  })
  const weights = ['alpha', 'bravo', 'charlie', 'delta', 'foxtrot'].map(weight)
  expect(weights).toEqual([...weights].sort((a, b) => b - a))
  expect(new Set(weights).size).toBe(5)
  expect(weight('golf')).toBe(0)
})

test('a word weighs less in a long field, and more when it stands there often', () => {
  const filler = 'word '.repeat(400)
  expect(weightsOf({ summary: 'alpha' })('alpha')).toBeGreaterThan(weightsOf({ summary: `alpha ${filler}` })('alpha'))
  expect(weightsOf({ summary: 'alpha alpha alpha' })('alpha')).toBeGreaterThan(weightsOf({ summary: 'alpha' })('alpha'))
})

test('a document that is weighed leaves nothing behind for the next', () => {
  const vocabulary = new Vocabulary()
  const weighing = new Weighing()
  weighing.entry(encodeFields(documentOf({ title: 'alpha' }), vocabulary))
  weighing.entry(encodeFields(documentOf({ title: 'bravo' }), vocabulary))
  expect(weighing.words.map((word) => vocabulary.text(word))).toEqual(['bravo'])
  expect(weighing.holds(vocabulary.find('alpha')!)).toBe(false)
})
