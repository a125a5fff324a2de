import { expect, test } from 'vitest'

import { Vocabulary } from '#app/search/words/vocabulary.ts'

import { WordFamilies, wordForms } from './forms.ts'

test('forms of one word stand in for each other, and a word alone has none', async () => {
  const families = new WordFamilies()
  for (const word of ['listening', 'listened', 'patient', 'patients', 'porter']) families.add(word)
  expect(await wordForms(families)).toEqual({
    listening: ['listened'],
    listened: ['listening'],
    patient: ['patients'],
    patients: ['patient'],
  })
})

test('a vocabulary knows the same families, in whatever order it has come to know the words', async () => {
  const words = ['nurses', 'kindnesses', 'nurse', 'c++', 'kindness', '会話', 'nursing', 'nurse', 'porter']
  const families = new WordFamilies()
  const vocabulary = new Vocabulary()
  for (const word of words) families.add(word)
  for (const word of words.toReversed()) vocabulary.add(word)
  expect(await wordForms(vocabulary.families())).toEqual(await wordForms(families))
})
