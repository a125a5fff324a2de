import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { SearchDocument } from '#app/search/engine.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { IndexData } from './index-data.ts'
import { FEW, Matcher, MOST_LACKING } from './matcher.ts'

/** None is near another, the beginning of another, or another form of it; no two make a third. */
const WORDS = ['gratitude', 'hospital', 'mountain', 'breakfast']

const run = (maxLength: number) => fc.array(fc.constantFrom(...WORDS), { maxLength })
const phrase = fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 2 })

/** What is told of an entry: the words of its title and summary, and of each of its passages. */
type Told = { title: string[]; summary: string[]; passages: string[][] }
const told = fc.record({ title: run(2), summary: run(2), passages: fc.array(run(3), { maxLength: 3 }) })

function document({ title, summary, passages }: Told): SearchDocument {
  return documentOf({
    title: title.join(' '),
    summary: summary.join(' '),
    passages: passages.map((words, at) => ({ start: at, end: at + 1, speaker: null, text: words.join(' ') })),
  })
}

function indexOf(all: readonly Told[]): IndexData {
  const index = new IndexData()
  for (const one of all) index.put(document(one))
  return index
}

/** The slots of the entries that match, in the order of the documents, and the passage with which each does. */
function match(index: IndexData, q: string): { slot: number; passage: number }[] {
  const { readings, phrases } = index.read(q)!
  const matcher = new Matcher(index)
  const { entries, passages } = matcher.match(readings, phrases)
  return [...entries].sort((a, b) => a - b).map((slot) => ({ slot, passage: passages[slot]! }))
}

/** How many of the words asked an entry holds together with a passage (none: -1); null when it lacks a phrase then. */
function held(one: Told, passage: number, asked: readonly string[], phrases: readonly string[][]): number | null {
  const fields = [one.title, one.summary, one.passages[passage] ?? []]
  const hasPhrase = (wanted: string[]) =>
    fields.some((words) => `-${words.join('-')}-`.includes(`-${wanted.join('-')}-`))
  return phrases.every(hasPhrase) ? asked.filter((word) => fields.flat().includes(word)).length : null
}

/** The same with the passage that serves best, or without any; -1 when the entry always lacks a phrase. */
function mostHeld(one: Told, asked: readonly string[], phrases: readonly string[][]): number {
  return Math.max(...[-1, ...one.passages.keys()].map((passage) => held(one, passage, asked, phrases) ?? -1))
}

/** By definition (DESIGN.md section 5), one entry after another. */
function matchByDefinition(all: readonly Told[], asked: readonly string[], phrases: readonly string[][]): number[] {
  const most = all.map((one) => mostHeld(one, asked, phrases))
  const holding = (count: number) => [...most.keys()].filter((slot) => most[slot] === count)
  const complete = holding(asked.length)
  if (complete.length >= FEW || asked.length === 1) return complete
  return [...complete, ...holding(asked.length - 1)].sort((a, b) => a - b)
}

const query = fc
  .record({ words: run(3), phrases: fc.array(phrase, { maxLength: 2 }) })
  .map(({ words, phrases }) => ({
    q: [...words, ...phrases.map((one) => `"${one.join(' ')}"`)].join(' ') + ' ',
    asked: [...words, ...phrases.flat()],
    phrases,
  }))
  .filter(({ asked }) => asked.length > 0)

test('what matches is what looking at each entry with each of its passages gives, in 600 random queries', () => {
  const archive = fc.oneof(fc.array(told, { maxLength: 8 }), fc.array(told, { minLength: 20, maxLength: 40 }))
  const queries = fc.array(query, { minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(archive, queries, (all, asking) => {
      const index = indexOf(all)
      for (const { q, asked, phrases } of asking) {
        const found = match(index, q)
        expect(found.map(({ slot }) => slot)).toEqual(matchByDefinition(all, asked, phrases))
        for (const { slot, passage } of found) {
          const at = [...index.passages.of(slot)].indexOf(passage)
          expect(held(all[slot]!, at, asked, phrases)).toBe(mostHeld(all[slot]!, asked, phrases))
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('an entry that lacks a phrase takes it from a passage, though another passage holds more of the other words', () => {
  const index = indexOf([
    {
      title: [],
      summary: ['breakfast', 'hospital'],
      passages: [
        ['mountain', 'listening', 'xylophone'],
        ['hospital', 'hospital', 'listening'],
      ],
    },
  ])
  const second = index.passages.of(0)[1]
  expect(match(index, '"hospital listening" mountain breakfast ')).toEqual([{ slot: 0, passage: second }])
})

test('with ten that hold every word no other joins; with nine at most a hundred do, the best of them', () => {
  const complete = (count: number) =>
    Array.from({ length: count }, () => ({ title: ['gratitude', 'hospital'], summary: [], passages: [] }))
  const lacking: Told[] = [
    { title: [], summary: ['gratitude'], passages: [] },
    ...Array.from({ length: MOST_LACKING }, () => ({ title: ['gratitude'], summary: [], passages: [] })),
  ]
  const slots = (all: Told[]) => match(indexOf(all), 'gratitude hospital ').map(({ slot }) => slot)
  expect(slots([...lacking, ...complete(FEW)])).toHaveLength(FEW)
  const joined = slots([...lacking, ...complete(FEW - 1)])
  expect(joined).toHaveLength(FEW - 1 + MOST_LACKING)
  // A word in the title is worth more than in the summary.
  expect(joined).not.toContain(0)
})

test('the passages shown have the most words found, together with their entry, and the phrase; the best comes first', () => {
  const passages = [['mountain'], ['gratitude'], ['gratitude', 'hospital'], ['hospital', 'gratitude', 'gratitude']]
  const index = indexOf([{ title: ['mountain'], summary: [], passages }])
  const shown = (q: string, count = 3) => {
    const { readings, phrases } = index.read(q)!
    const matcher = new Matcher(index)
    matcher.match(readings, phrases)
    return matcher.passagesToShow(0, readings, count).map((passage) => [...index.passages.of(0)].indexOf(passage))
  }
  expect(shown('mountain gratitude hospital ')).toEqual([2, 3])
  expect(shown('mountain gratitude hospital ', 1)).toEqual([2])
  expect(shown('"hospital gratitude" ')).toEqual([3])
  expect(shown('mountain ')).toEqual([0])
})
