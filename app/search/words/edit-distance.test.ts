import fc from 'fast-check'
import { expect, test } from 'vitest'

import { EditDistance } from './edit-distance.ts'

/** The whole matrix of the optimal string alignment, by its definition. */
function matrixOf(word: string, other: string): number[][] {
  const matrix = Array.from({ length: other.length + 1 }, (_, row) => [row, ...new Array<number>(word.length).fill(0)])
  for (let column = 0; column <= word.length; column++) matrix[0]![column] = column
  for (let row = 1; row <= other.length; row++) {
    for (let column = 1; column <= word.length; column++) {
      const same = word[column - 1] === other[row - 1]
      const costs = [
        matrix[row - 1]![column]! + 1,
        matrix[row]![column - 1]! + 1,
        matrix[row - 1]![column - 1]! + (same ? 0 : 1),
      ]
      const isSwap = row > 1 && column > 1 && word[column - 1] === other[row - 2] && word[column - 2] === other[row - 1]
      if (isSwap) costs.push(matrix[row - 2]![column - 2]! + 1)
      matrix[row]![column] = Math.min(...costs)
    }
  }
  return matrix
}

function compare(word: string, other: string, limit: number): EditDistance {
  const distance = new EditDistance()
  distance.aim(word, limit)
  const padding = '??'
  distance.compare(
    Uint16Array.from(padding + other, (letter) => letter.charCodeAt(0)),
    padding.length,
    other.length,
  )
  return distance
}

test('a letter too many, too few, wrong or swapped is one typo each', () => {
  for (const other of ['kindnesss', 'kindnes', 'kimdness', 'kidnness', 'indness']) {
    expect(compare('kindness', other, 2).whole).toBe(1)
  }
})

const word = fc.stringMatching(/^[abcd]{1,9}$/)

test('the distance is that of the whole matrix wherever it is within the limit, and over the limit elsewhere', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 2 }), (one, other, limit) => {
      const exact = matrixOf(one, other)[other.length]![one.length]!
      const { whole } = compare(one, other, limit)
      if (exact <= limit) expect(whole).toBe(exact)
      else expect(whole).toBeGreaterThan(limit)
    }),
    { numRuns: 3000 },
  )
})

test('the distance of a beginning is the least of all beginnings', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 2 }), (one, other, limit) => {
      const rows = matrixOf(one, other).slice(1)
      const exact = Math.min(...rows.map((row) => row[one.length]!))
      const { prefix } = compare(one, other, limit)
      if (exact <= limit) expect(prefix).toBe(exact)
      else expect(prefix).toBeGreaterThan(limit)
    }),
    { numRuns: 3000 },
  )
})

test('one comparer serves many candidates without remembering any', () => {
  const distance = new EditDistance()
  distance.aim('nurse', 2)
  const units = Uint16Array.from('pursexxxxxnurse', (letter) => letter.charCodeAt(0))
  distance.compare(units, 0, 5)
  expect(distance.whole).toBe(1)
  distance.compare(units, 5, 5)
  expect(distance.whole).toBeGreaterThan(2)
  distance.compare(units, 10, 5)
  expect(distance.whole).toBe(0)
})
