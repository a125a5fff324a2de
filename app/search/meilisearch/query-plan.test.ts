import { expect, test } from 'vitest'

import { IndexData } from '#app/search/built-in/index-data.ts'
import { wordsOf } from '#app/search/words/tokens.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { lookUp } from './looked.ts'
import { indexedWord } from './tokens.ts'

const index = new IndexData()
const TITLES = [
  'Compassionate leadership in hard times',
  'Research for hackers',
  'Manufacturing with care',
  'Python and people',
  'Python for patients',
  'Photo stories',
  'Bayes in practice',
]
TITLES.forEach((title, number) => index.put(documentOf({ key: `conversation-${number}`, title })))
index.put(documentOf({ key: 'conversation-90', title: '思いやりの会話', speakers: ['Søren Müller'] }))

const sent = (text: string) => lookUp(text, index)?.plan.q
const wider = (text: string) => lookUp(text, index)?.plan.wider

test('words that the archive knows go as they are, without stop words, the last one open', () => {
  expect(sent('leadership in hard times')).toBe('leadership hard times')
  expect(sent('leadership times ')).toBe('leadership times ')
  expect(sent('what is')).toBe('what is')
})

test.each([
  ['a slip', 'compasionate times', 'compassionate times'],
  ['a slip at the first letter', 'tompassionate times', 'compassionate times'],
  ['another form', 'manufactured times', 'manufacturing times'],
  ['ue for ü', 'mueller soren ', 'muller soren '],
])('a word that it does not know is put right: %s', (_, text, expected) => {
  expect(sent(text)).toBe(expected)
})

test('what may be the beginning of a word stays one, put right where it has a slip', () => {
  expect(sent('manufac')).toBe('manufac')
  expect(sent('manufcat')).toBe('manufact')
})

test('of words that begin nearly as typed the common one is meant', () => {
  expect(sent('people ptho')).toBe('people pyth')
})

test('a part of a split word goes as it was typed, since the server joins it; then also by itself', () => {
  expect(sent('rese arch hackers')).toBe('rese arch hackers')
  expect(sent('baye sian')).toBe('bayes sian')
})

test('a quoted run goes before the other words, and is never left out', () => {
  expect(sent('"hard times" leadership')).toBe('"hard times" leadership')
  expect(wider('"hard times" leadership people')).toEqual(['"hard times" people', '"hard times" leadership '])
})

test('a quoted run of two kinds of script is one run of each, since they are indexed apart', () => {
  const talk = wordsOf('会話').map(indexedWord).join(' ')
  expect(sent('"hard times 会話 people"')).toBe(`"hard times" "${talk}" "people" `)
})

test('when that finds too little, each word is left out in turn', () => {
  expect(wider('leadership hard photo')).toEqual(['hard photo', 'leadership photo', 'leadership hard '])
})

test('of a single word its other readings are tried', () => {
  expect(wider('hardtimes')).toEqual(['"hard times" '])
  expect(wider('leadership')).toEqual([])
})

test('pairs of characters go as the codes that they are indexed under', () => {
  expect(sent('会話')).toBe(`${indexedWord('会話')} `)
})

test('of more words than the server looks at, the rarest go, in their order', () => {
  const many = 'leadership python hard python times research hackers care python people patients stories practice'
  expect(sent(many)!.trim().split(' ')).toHaveLength(10)
  expect(sent(many)).not.toContain('python python')
})

test('a text without words asks for nothing', () => {
  expect(lookUp(' … ', index)).toBeNull()
})
