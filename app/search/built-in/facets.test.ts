import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ENTRY_KINDS, HOLDINGS, type SearchQuery } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { documentOf, queryOf } from '#tests/contracts/search-documents.ts'

import { IndexData } from './index-data.ts'
import { Searcher } from './searcher.ts'

const NAMES = ['Ada', 'Bea', 'Cleo', 'Dora', 'Eve']
const THEMES = ['Belonging', 'Courage', 'Dignity']
/** No typo leads from one to another. */
const WORDS = ['gratitude', 'hospital', 'listening']
const MONTHS = ['2021-11', '2022-02', '2022-12', '2023-01-19', '2023-12', '2024-06-20']

const document = fc
  .record({
    kind: fc.constantFrom(...ENTRY_KINDS),
    title: fc.constantFrom(...WORDS),
    summary: fc.constantFrom('', ...WORDS),
    speakers: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
    themes: fc.uniqueArray(fc.constantFrom(...THEMES), { maxLength: 2 }),
    heldOn: fc.option(fc.constantFrom(...MONTHS)),
    has: fc.subarray([...HOLDINGS]),
  })
  .map(documentOf)

const query = fc
  .record({
    q: fc.constantFrom('', ...WORDS),
    speaker: fc.subarray(
      NAMES.map((name) => name.toLowerCase()),
      { maxLength: 2 },
    ),
    theme: fc.subarray(
      THEMES.map((name) => name.toLowerCase()),
      { maxLength: 2 },
    ),
    from: fc.option(fc.constantFrom('2021-12', '2022-12', '2023-01')),
    to: fc.option(fc.constantFrom('2022-12', '2023-06', '2023-12')),
    kind: fc.subarray([...ENTRY_KINDS], { maxLength: 2 }),
    has: fc.subarray([...HOLDINGS], { maxLength: 2 }),
  })
  .map((fields) => queryOf(fields))

type Condition = 'speaker' | 'theme' | 'date' | 'kind' | 'has'

/** By definition, one document at a time. */
function passes(one: SearchDocument, asked: SearchQuery, ignored: Condition | null): boolean {
  const holdsAny = (chosen: readonly string[], own: readonly string[]) =>
    chosen.length === 0 || chosen.some((value) => own.includes(value))
  const month = one.heldOn?.slice(0, 7) ?? null
  const inRange =
    (asked.from === null && asked.to === null) ||
    (month !== null && month >= (asked.from ?? '') && month <= (asked.to ?? '9999'))
  const conditions: Record<Condition, boolean> = {
    speaker: holdsAny(
      asked.speaker,
      one.speakers.map(({ slug }) => slug),
    ),
    theme: holdsAny(
      asked.theme,
      one.themes.map(({ slug }) => slug),
    ),
    date: inRange,
    kind: holdsAny(asked.kind, [one.kind]),
    has: holdsAny(asked.has, one.has),
  }
  const matches = asked.q === '' || one.title === asked.q || one.summary === asked.q
  return matches && Object.entries(conditions).every(([name, holds]) => holds || name === ignored)
}

function count(
  documents: SearchDocument[],
  asked: SearchQuery,
  ignored: Condition,
  values: (one: SearchDocument) => string[],
) {
  const counts: Record<string, number> = {}
  for (const one of documents.filter((candidate) => passes(candidate, asked, ignored))) {
    for (const value of values(one)) counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

test('facets and totals are what counting one document after another gives, in 200 random filtered queries', () => {
  fc.assert(
    fc.property(fc.array(document, { maxLength: 40 }), query, (documents, asked) => {
      const index = new IndexData()
      for (const one of documents) index.put(one)
      const { total, facets } = new Searcher(index).search(asked)
      const listed = (values: { value: string; count: number }[]) =>
        Object.fromEntries(values.filter((one) => one.count > 0).map((one) => [one.value, one.count]))
      expect(total).toBe(documents.filter((one) => passes(one, asked, null)).length)
      expect(listed(facets.speaker)).toEqual(
        count(documents, asked, 'speaker', (one) => one.speakers.map(({ slug }) => slug)),
      )
      expect(listed(facets.theme)).toEqual(
        count(documents, asked, 'theme', (one) => one.themes.map(({ slug }) => slug)),
      )
      expect(listed(facets.kind)).toEqual(count(documents, asked, 'kind', (one) => [one.kind]))
      expect(listed(facets.has)).toEqual(count(documents, asked, 'has', (one) => one.has))
      const dated = (length: number) => (one: SearchDocument) => (one.heldOn ? [one.heldOn.slice(0, length)] : [])
      expect(listed(facets.month)).toEqual(count(documents, asked, 'date', dated(7)))
      expect(listed(facets.year)).toEqual(count(documents, asked, 'date', dated(4)))
    }),
    { numRuns: 200 },
  )
})

test('an index that was edited counts as one that was built from what is left', () => {
  fc.assert(
    fc.property(
      fc.array(document, { maxLength: 20 }),
      fc.array(fc.tuple(fc.nat(19), fc.option(document)), { maxLength: 20 }),
      query,
      (documents, edits, asked) => {
        const edited = new IndexData()
        const left = new Map(documents.map((one) => [one.key, one]))
        for (const one of documents) edited.put(one)
        for (const [at, changed] of edits) {
          const key = documents[at]?.key
          if (key === undefined) continue
          if (changed) {
            edited.put({ ...changed, key })
            left.set(key, { ...changed, key })
          } else {
            edited.remove(key)
            left.delete(key)
          }
        }
        const built = new IndexData()
        for (const one of left.values()) built.put(one)
        const [one, other] = [edited, built].map((index) => {
          const { total, facets, entries } = new Searcher(index).search(asked)
          // A chosen value is still listed by its name when no entry has it.
          const counted = Object.values(facets).map((values) => values.filter((value) => value.count > 0))
          return { total, counted, keys: entries.map(({ slot }) => index.entries.get(slot)?.key) }
        })
        expect(one).toEqual(other)
      },
    ),
    { numRuns: 200 },
  )
})
