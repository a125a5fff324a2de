import fc from 'fast-check'
import { expect, test } from 'vitest'

import { LONGEST_KEPT, Trie } from './trie.ts'

/** The whole matrix of the optimal string alignment, by its definition: a row for each letter of `other`. */
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

/** What a comparison with every word says is near. */
function nearByDefinition(all: readonly string[], word: string, typos: number, orPrefix: boolean): string[] {
  return all.flatMap((other) => {
    const rows = matrixOf(word, other).map((row) => row[word.length]!)
    const whole = rows.at(-1)!
    const prefix = Math.min(...rows)
    if (whole <= typos && (!orPrefix || whole === prefix)) return [`${other} ${whole}`]
    return orPrefix && prefix <= typos ? [`${other} ${prefix} prefix`] : []
  })
}

async function trieOf(words: readonly string[], packedAfter = 0): Promise<Trie> {
  const trie = new Trie()
  for (const [index, word] of words.entries()) {
    if (index === packedAfter) await trie.pack(() => undefined)
    trie.add(word, index + 1)
  }
  return trie
}

function near(trie: Trie, words: readonly string[], word: string, typos: number, orPrefix = false): string[] {
  const found: string[] = []
  trie.near(word, typos, orPrefix, (id, distance, isPrefix) => {
    found.push(`${words[id - 1]} ${distance}${isPrefix ? ' prefix' : ''}`)
  })
  return found.sort()
}

test('a letter too many, too few, wrong or swapped is one typo each, the first letter included', async () => {
  const words = ['kindnesss', 'kindnes', 'kimdness', 'kidnness', 'indness', 'ikndness', 'windness']
  expect(near(await trieOf(words), words, 'kindness', 1)).toEqual(words.map((word) => `${word} 1`).sort())
})

test('one trie answers again and again without remembering what was asked before', async () => {
  const words = ['nurse', 'purse', 'nurses', 'xxxxx']
  const trie = await trieOf(words)
  for (let round = 0; round < 2; round++) {
    expect(near(trie, words, 'nurse', 1)).toEqual(['nurse 0', 'nurses 1', 'purse 1'])
    expect(near(trie, words, 'xxxxxx', 2)).toEqual(['xxxxx 1'])
  }
})

const words = fc.uniqueArray(fc.stringMatching(/^[abcdàé1]{1,9}$/), { minLength: 1, maxLength: 60 })
const word = fc.stringMatching(/^[abcdà1]{3,10}$/)

test('near words are those that a comparison with every word finds, as it says how near', async () => {
  await fc.assert(
    fc.asyncProperty(
      words,
      word,
      fc.integer({ min: 1, max: 2 }),
      fc.boolean(),
      fc.nat(60),
      async (all, wanted, typos, orPrefix, packedAfter) => {
        const trie = await trieOf(all, packedAfter)
        expect(near(trie, all, wanted, typos, orPrefix)).toEqual(nearByDefinition(all, wanted, typos, orPrefix).sort())
      },
    ),
    { numRuns: 2000 },
  )
})

test('letters that differ by 32 in their code are told apart', async () => {
  const words = ['aaaa', 'áááá', 'ŁŁŁŁ', '1111']
  expect(near(await trieOf(words), words, 'aaaa', 2)).toEqual(['aaaa 0'])
})

test('completions are all longer words with that beginning', async () => {
  await fc.assert(
    fc.asyncProperty(words, fc.stringMatching(/^[abcdà1]{1,4}$/), fc.nat(60), async (all, start, packedAfter) => {
      const trie = await trieOf(all, packedAfter)
      const found: string[] = []
      trie.completions(start, (id) => found.push(all[id - 1]!))
      expect(found.sort()).toEqual(all.filter((other) => other !== start && other.startsWith(start)).sort())
    }),
  )
})

test('the longest words are found, longer ones are left out, and longer queries find nothing', async () => {
  const longest = 'a'.repeat(LONGEST_KEPT)
  const words = [longest, `${longest}a`]
  const trie = await trieOf(words)
  expect(near(trie, words, `${longest}aa`, 2)).toEqual([`${longest} 2`])
  expect(near(trie, words, longest.slice(1), 2, true)).toEqual([`${longest} 0 prefix`])
  expect(near(trie, words, `${longest}aaa`, 2)).toEqual([])
})
