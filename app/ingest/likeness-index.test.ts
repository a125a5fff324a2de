import fc from 'fast-check'
import { expect, test } from 'vitest'

import { likenessOf, nameWords } from '#app/domain/names-alike.ts'

import { LikenessIndex } from './likeness-index.ts'

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 8 }),
  fc.constantFrom('jane', 'jan', 'j', 'janet', 'smith', 'smyth', 'gabby', 'gabrielle', 'gabriela', 'x'.repeat(70)),
)
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))

test('whoever is like a name by definition is found, and nobody else', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 120 }), name, (names, wanted) => {
      const index = new LikenessIndex()
      names.forEach((known, number) => index.add(String(number), known))
      const alike = names.flatMap((known, number) => {
        const reason = likenessOf(nameWords(wanted), nameWords(known))
        return reason === null ? [] : [{ slug: String(number), reason }]
      })
      expect(index.alike(wanted)).toEqual(alike)
    }),
    { numRuns: 300 },
  )
})

test.each([65, 66, 67, 100])('a word of %i letters is found by all but one of its letters', (length) => {
  const long = [...Array(length).keys()].map((at) => String.fromCharCode(97 + (at % 26))).join('')
  const index = new LikenessIndex()
  for (let number = 0; number < 40; number += 1) index.add(`other-${number}`, `Jane ${'zy'.repeat(number + 4)}`)
  index.add('long', `Jane ${long}`)
  expect([0, 30, length - 1].map((at) => index.alike(`Jane ${long.slice(0, at)}${long.slice(at + 1)}`).length)).toEqual(
    [1, 1, 1],
  )
})

/**
 * Names that all have a word in common and are near each other; each is asked for before it is added, as an import does. Gives
 * the comparisons a name that found nobody: what is found has to be compared.
 */
function inVain(count: number, nameOf: (number: number) => string): number {
  const index = new LikenessIndex()
  let found = 0
  for (let number = 0; number < count; number += 1) {
    found += index.alike(nameOf(number)).length
    index.add(String(number), nameOf(number))
  }
  return (index.compared - found) / count
}

/** So many words lie one letter away from a word, alike by definition or too short for it. */
const [LETTERS, PLACES] = [26, 8]

test.each([
  ['the same last name', (number: number) => `${number.toString(26).padStart(6, 'q')}ab Smith`],
  ['the same first name', (number: number) => `Maria ${number.toString(20).padStart(7, 'n')}`],
  ['the same beginning', (number: number) => `Jan${number.toString(26).padStart(5, 'q')} Smith`],
  ['short first names', (number: number) => `${number.toString(26).padStart(4, 'q')} Smith`],
  ['initials', (number: number) => `J ${number.toString(26).padStart(4, 'q')} Smith`],
])('with %s a name is compared with few that are not like it, however many there are', (_kind, nameOf) => {
  for (const count of [1000, 2000, 4000]) expect(inVain(count, nameOf)).toBeLessThan(LETTERS * PLACES)
})
