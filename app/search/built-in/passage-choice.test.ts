import { expect, test } from 'vitest'

import { encodePassage } from '#app/search/rank/fields.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { IndexData } from './index-data.ts'
import { fitOfPassage } from './passage-choice.ts'

const index = new IndexData()
const RARE = 'gratitude'
index.put(documentOf({ title: `${RARE} back office` }))
for (let number = 0; number < 20; number++) index.put(documentOf({ title: 'hospital teams' }))

function fit(q: string, passage: string) {
  return fitOfPassage(Uint32Array.from(encodePassage(passage, index.vocabulary)), index.read(q)!.readings)
}

test('tells which words of the query a passage holds, each as a bit', () => {
  expect(fit('gratitude hospital ', 'a hospital of gratitude').words).toBe(0b11)
  expect(fit('gratitude hospital ', 'the hospital').words).toBe(0b10)
  expect(fit('gratitude hospital ', 'neither')).toEqual({ words: 0, score: 0 })
})

test('a split word is held where its halves stand side by side', () => {
  expect(fit('backoffice ', 'the back office').words).toBe(1)
  expect(fit('backoffice ', 'office back').words).toBe(0)
  expect(fit('backoffice ', 'and back').words).toBe(0)
})

test('a rare word and the word itself are worth more than a common one and another form of it', () => {
  const score = (q: string, passage: string) => fit(q, passage).score
  expect(score('gratitude hospital ', 'gratitude')).toBeGreaterThan(score('gratitude hospital ', 'hospital'))
  expect(score('teams ', 'teams')).toBeGreaterThan(score('teams ', 'team'))
})

test('a word that stands there often counts once', () => {
  expect(fit('hospital ', 'hospital hospital hospital')).toEqual(fit('hospital ', 'hospital'))
})
