import fc from 'fast-check'
import { expect, test } from 'vitest'

import { placeFrom, Postings } from './postings.ts'

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

test('the place of a document is the first that is not before it, wherever the search begins before that', () => {
  const documents = fc.uniqueArray(fc.nat(60), { maxLength: 60 }).map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(documents, fc.nat(60), fc.nat(60), (all, document, begin) => {
      const postings = Uint32Array.from(all, (one) => one * 256 + 200)
      const place = all.filter((one) => one < document).length
      expect(placeFrom(postings, Math.min(begin, place), document)).toBe(place)
    }),
  )
})
