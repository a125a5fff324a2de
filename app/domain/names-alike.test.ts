import { expect, test } from 'vitest'

import { likenessOf, nameWords } from './names-alike.ts'

function likeness(one: string, other: string): string | null {
  return likenessOf(nameWords(one), nameWords(other))
}

test.each([
  ['José García', 'Jose Garcia', 'they differ in accents, case or punctuation'],
  ['Jean-Luc Picard', 'Jean Luc Picard', 'they differ in accents, case or punctuation'],
  ['J. Smith', 'Jane Smith', 'they differ in an initial'],
  ['Jane A. Smith', 'Jane Smith', 'they differ in an initial'],
  ['J. A. Smith', 'Jane Anne Smith', 'they differ in an initial'],
  ['Maureen Bisognano', 'Maureen Bisognono', 'they differ in one letter'],
  ['Suzie Bailey', 'Suzi Bailey', 'they differ in one letter'],
  ['Gabby Matthews', 'Gabrielle Matthews', 'one first name may be short for the other'],
])('%s and %s may be one: %s', (one, other, reason) => {
  expect(likeness(one, other)).toBe(reason)
  expect(likeness(other, one)).toBe(reason)
})

test.each([
  ['Tim Smith', 'Tom Smith'],
  ['Jane Smith', 'John Smith'],
  ['Jane Smith', 'Jane Smythe-Jones'],
  ['J. Smith', 'K. Smith'],
  ['Glyph', 'Glyphs'],
  ['Michael West', 'Michael Anthony West'],
  ['Kate Pryde', 'Kate Palmer'],
])('%s and %s are two', (one, other) => {
  expect(likeness(one, other)).toBeNull()
})
