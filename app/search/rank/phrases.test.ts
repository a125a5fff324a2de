import { expect, test } from 'vitest'

import { holdsPhrase } from './phrases.ts'

const WORDS = Uint32Array.from([1, 2, 3, 0, 2, 3, 4])

test('a phrase is found where its words stand side by side, between the two places', () => {
  expect(holdsPhrase(WORDS, 0, 7, [2, 3, 4])).toBe(true)
  expect(holdsPhrase(WORDS, 0, 6, [2, 3, 4])).toBe(false)
  expect(holdsPhrase(WORDS, 1, 7, [1, 2])).toBe(false)
  expect(holdsPhrase(WORDS, 0, 7, [3, 2])).toBe(false)
  expect(holdsPhrase(WORDS, 0, 7, [4])).toBe(true)
})
