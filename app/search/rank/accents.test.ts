import { expect, test } from 'vitest'

import { Vocabulary } from '#app/search/words/vocabulary.ts'

import { AccentFit, accentedWords } from './accents.ts'

test('accented words keep their accents, in one form', () => {
  expect(accentedWords('Sofi\u0301a Müller, C++')).toEqual(['sofía', 'müller', 'c++'])
})

test('words count whose accents are exactly those typed', () => {
  const vocabulary = new Vocabulary()
  const page = Uint32Array.from(['sofia', 'muller'].map((word) => vocabulary.add(word)))
  const accented = new Set(['sofía', 'muller'])
  expect(new AccentFit(['sofía', 'muller'], vocabulary).share(accented, page, 0, 2)).toBe(1)
  expect(new AccentFit(['sofia', 'müller'], vocabulary).share(accented, page, 0, 2)).toBe(0)
  expect(new AccentFit(['sofia', 'müller'], vocabulary).share(null, page, 0, 2)).toBe(0.5)
  expect(new AccentFit(['sofia'], vocabulary).share(null, page, 1, 2)).toBe(0)
  expect(new AccentFit([], vocabulary).share(null, page, 0, 2)).toBe(0)
})
