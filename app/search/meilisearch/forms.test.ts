import { expect, test } from 'vitest'

import { Vocabulary } from '#app/search/words/vocabulary.ts'

import { wordForms } from './forms.ts'

test('forms of one word stand in for each other, and a word alone has none', async () => {
  const vocabulary = new Vocabulary()
  for (const word of ['listening', 'listened', 'patient', 'patients', 'porter']) vocabulary.add(word)
  expect(await wordForms(vocabulary)).toEqual({
    listening: ['listened'],
    listened: ['listening'],
    patient: ['patients'],
    patients: ['patient'],
  })
})
