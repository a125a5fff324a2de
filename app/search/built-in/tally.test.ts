import fc from 'fast-check'
import { expect, test } from 'vitest'

import { FIELDS_HEADER } from '#app/search/rank/fields.ts'
import type { Readings } from '#app/search/words/readings.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { IndexData } from './index-data.ts'
import { NOBODY, SATISFIED, Tally } from './tally.ts'

function entriesTally(index: IndexData): Tally {
  return new Tally(index.entries.postings, index.entries.words, FIELDS_HEADER)
}

function readingsOf(text: string, index: IndexData): Readings {
  return index.read(text)!.readings
}

/** For each entry in which a word of the text was found: the bits of the words, and the score. */
function tallied(index: IndexData, text: string): Map<string, { found: number; score: number }> {
  const tally = entriesTally(index)
  tally.run(readingsOf(text, index), index.entries.slots.end)
  return new Map(
    [...tally.touched].map((slot) => [
      index.entries.get(slot)!.key,
      { found: tally.found[slot]!, score: tally.scores[slot]! },
    ]),
  )
}

function indexOf(titles: Record<string, string>): IndexData {
  const index = new IndexData()
  for (const [key, title] of Object.entries(titles)) index.put(documentOf({ key, title }))
  return index
}

test('each word of the query is a bit, set where the word stands in some reading', () => {
  const index = indexOf({ both: 'hospital gratitude', typo: 'gratitde', none: 'mountain' })
  const found = tallied(index, 'gratitude hospital ')
  expect(found.get('both')?.found).toBe(0b11)
  expect(found.get('typo')?.found).toBe(0b01)
  expect(found.has('none')).toBe(false)
})

test('of several readings of a word in one document only the best counts', () => {
  const others = Array.from({ length: 40 }, (_, number) => [`other-${number}`, 'mountain'])
  const index = indexOf({ one: 'gratitude mountain', several: 'gratitude gratitde', ...Object.fromEntries(others) })
  const found = tallied(index, 'gratitude ')
  expect(found.get('several')?.score).toBe(found.get('one')?.score)
})

test('a split word counts where its halves stand side by side, in this order', () => {
  const index = indexOf({ beside: 'the back office', apart: 'back in office', turned: 'office back' })
  expect([...tallied(index, 'backoffice ').keys()]).toEqual(['beside'])
})

test('the ends of the fields, which are kept before the words, are never taken for words', () => {
  for (let words = 0; words < 16; words++) {
    const index = new IndexData()
    // So that the word that is left gets each number that an end of a field may be.
    for (let number = 0; number < words; number++) index.vocabulary.add(`filler${number}`)
    index.put(documentOf({ key: 'talk', title: 'office mountain', summary: 'back' }))
    expect([...tallied(index, 'backoffice ').keys()]).toEqual([])
  }
})

test('a tally leaves nothing behind for the next query', () => {
  const index = indexOf({ one: 'gratitude', other: 'hospital' })
  const tally = entriesTally(index)
  tally.run(readingsOf('gratitude ', index), index.entries.slots.end)
  tally.run(readingsOf('hospital ', index), index.entries.slots.end)
  expect([...tally.touched]).toEqual([index.entries.slots.of('other')])
  expect([...tally.found].filter((bits) => bits !== 0)).toEqual([1])
  expect([...tally.scores].filter((score) => score > 0)).toHaveLength(1)
})

test('what nobody owns is passed over in every reading', () => {
  const index = indexOf({ shown: 'gratitude in the back office', hidden: 'gratitude in the back office' })
  const owners = Uint32Array.from([0, NOBODY])
  const tally = entriesTally(index)
  for (const text of ['gratitude ', 'gratitde ', 'backoffice ']) {
    tally.run(readingsOf(text, index), 2, { owners, seen: new Int32Array(1), mayLack: 0 })
    expect([...tally.touched]).toEqual([index.entries.slots.of('shown')])
  }
})

test('with a gate no document is passed over whose owner may still match, and what is passed over costs nothing', () => {
  const words = ['gratitude', 'hospital', 'mountain', 'breakfast']
  const text = fc.subarray(words).map((some) => some.join(' '))
  const talk = fc.record({ title: text, passages: fc.array(text, { maxLength: 4 }) })
  fc.assert(
    fc.property(fc.array(talk, { maxLength: 8 }), fc.constantFrom<0 | 1>(0, 1), (talks, mayLack) => {
      const index = new IndexData()
      for (const { title, passages } of talks) {
        const told = passages.map((said, at) => ({ start: at, end: at + 1, speaker: null, text: said }))
        index.put(documentOf({ title, passages: told }))
      }
      const readings = readingsOf(words.join(' ') + ' ', index)
      const all = 2 ** words.length - 1
      const own = entriesTally(index)
      own.run(readings, index.entries.slots.end)
      const gated = new Tally(index.passages.postings, index.passages.words, 0)
      const seen = Int32Array.from(own.found, (found) => (found === all ? SATISFIED : found))
      gated.run(readings, index.passages.end, { owners: index.passages.entries, seen, mayLack })
      const open = new Tally(index.passages.postings, index.passages.words, 0)
      open.run(readings, index.passages.end)

      for (let passage = 0; passage < index.passages.end; passage++) {
        const owner = index.passages.entries[passage]!
        const ofOwner = [...index.passages.of(owner)].reduce((bits, one) => bits | open.found[one]!, own.found[owner]!)
        const lacking = words.length - ofOwner.toString(2).replaceAll('0', '').length
        if (own.found[owner] === all) expect(gated.found[passage]).toBe(0)
        else if (lacking <= mayLack) {
          expect(gated.found[passage]).toBe(open.found[passage])
          expect(gated.scores[passage]).toBe(open.scores[passage])
        }
      }
    }),
  )
})

test('halves that stand side by side are worth more than the weaker of them as such a reading', () => {
  const index = indexOf({ beside: 'back office', back: 'back', other: 'mountain' })
  const readings = readingsOf('backoffice ', index)
  const alone = (word: string) => tallied(index, `${word} `).get('beside')!.score
  const weaker = Math.min(alone('back'), alone('office'))
  const split = tallied(index, 'backoffice ').get('beside')!.score
  expect(split).toBeGreaterThan(weaker * readings.quality[1]!)
})

test('a rare misspelling in the archive counts for no more than the word that was asked, as good as it is', () => {
  const others = Array.from({ length: 200 }, (_, number) => [`other-${number}`, number < 5 ? 'gratitude' : 'mountain'])
  const index = indexOf({ ...Object.fromEntries(others), misspelt: 'gratitde' })
  const readings = readingsOf('gratitude ', index)
  const misspelt = readings.quality[readings.head(index.vocabulary.find('gratitde')!)]!
  const found = tallied(index, 'gratitude ')
  expect(found.get('misspelt')!.score).toBeCloseTo(found.get('other-0')!.score * misspelt)
})
