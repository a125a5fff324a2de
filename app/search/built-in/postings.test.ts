import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Postings } from './postings.ts'

test('postings say in which documents a word stands and how much it weighs there', () => {
  const postings = new Postings()
  postings.put(7, 16_000_000, 255)
  postings.put(7, 3, 10)
  postings.put(7, 3, 20)
  expect(postings.frequency(7)).toBe(2)
  expect([...postings.of(7)].map((posting) => [posting >>> 8, posting & 255])).toEqual([
    [3, 20],
    [16_000_000, 255],
  ])
  expect(postings.weight(7, 3)).toBe(20)
  expect(postings.weight(7, 4)).toBe(0)
  expect(postings.has(8, 3)).toBe(false)
})

test('postings are what a map would be, in the order of documents', () => {
  const change = fc.tuple(fc.nat(2), fc.nat(20), fc.integer({ min: 0, max: 255 }))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 100 }), (changes) => {
      const postings = new Postings()
      const maps = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()]
      for (const [word, document, weight] of changes) {
        if (weight === 0) {
          postings.remove(word, document)
          maps[word]!.delete(document)
        } else {
          postings.put(word, document, weight)
          maps[word]!.set(document, weight)
        }
      }
      maps.forEach((map, word) => {
        const expected = [...map].sort(([a], [b]) => a - b)
        expect([...postings.of(word)].map((posting) => [posting >>> 8, posting & 255])).toEqual(expected)
      })
    }),
  )
})
