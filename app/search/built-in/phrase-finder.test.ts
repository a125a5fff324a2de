import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Lists } from './lists.ts'
import { documentsWithPhrase } from './phrase-finder.ts'
import { Postings } from './postings.ts'

test('the documents with a phrase are those in which its words stand side by side', () => {
  const words = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 })
  const phrases = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(words, { maxLength: 8 }), phrases, fc.nat(2), (documents, phrase, header) => {
      const lists = new Lists()
      const postings = new Postings()
      documents.forEach((document, number) => {
        lists.set(number, [...new Array<number>(header).fill(9), ...document])
        for (const word of document) postings.put(word, number, 1)
      })
      const spelt = (list: readonly number[]) => `-${list.join('-')}-`
      const expected = documents.flatMap((document, number) =>
        spelt(document).includes(spelt(phrase)) ? [number] : [],
      )
      expect([...documentsWithPhrase(phrase, postings, lists, header)].sort()).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('a word that the archive does not know is in no phrase', () => {
  expect(documentsWithPhrase([-1], new Postings(), new Lists(), 0).size).toBe(0)
})
