import { expect, test } from 'vitest'

import { transliterations } from './transliteration.ts'

test('ue, oe and ae are read as the letters with two dots', () => {
  expect(transliterations('schuetz')).toEqual(['schutz'])
  expect(transliterations('soeren')).toEqual(['soren'])
})

test('a letter with two dots is read as the letter with an e', () => {
  expect(transliterations('müller')).toEqual(['mueller'])
})

test('a word without either has no other spelling', () => {
  expect(transliterations('kindness')).toEqual([])
})
