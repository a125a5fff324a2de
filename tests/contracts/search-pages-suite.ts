import { beforeAll, describe, expect, test } from 'vitest'

import { PAGE_SIZE, type SearchQuery } from '#app/domain/search.ts'
import type { SearchEngine } from '#app/search/engine.ts'
import { RANKED } from '#app/search/rank/rank.ts'

import { find, type MakeEngine } from './search-answers.ts'
import { documentOf, queryOf } from './search-documents.ts'

/** What every engine promises of results on many pages: a part of `describeSearchEngine`. */
export function describeManyResults(name: string, make: MakeEngine): void {
  describe(`${name}: many results`, () => {
    let engine: SearchEngine
    const names = Array.from({ length: 45 }, (_, number) => `Person ${String(number).padStart(2, '0')}`)

    beforeAll(async () => {
      const talks = names.map((speaker, number) =>
        documentOf({
          key: `conversation-${number}`,
          title: number < 5 ? 'Gentle questions' : 'Gentle answers',
          heldOn: `${2000 + (number % 20)}-${String((number % 12) + 1).padStart(2, '0')}`,
          speakers: number < 3 ? [speaker, 'Ada Often'] : [speaker],
        }),
      )
      const lacking = Array.from({ length: 120 }, (_, number) =>
        documentOf({ key: `conversation-${100 + number}`, title: 'Gentle silence', heldOn: null }),
      )
      engine = await make([...talks, ...lacking])
    })

    test('stand on pages that hold each of them once, under one total', async () => {
      const pages = await Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((page) => find(engine, queryOf({ q: 'gentle', page }))),
      )
      expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([165]))
      const ids = pages.flatMap(({ results }) => results.map(({ id }) => id))
      expect(ids).toHaveLength(165)
      expect(new Set(ids).size).toBe(165)
      expect(pages.map(({ results }) => results.length)).toEqual([20, 20, 20, 20, 20, 20, 20, 20, 5, 0])
    })

    test('have one total on every page and in every order, also when they are few', async () => {
      for (const q of ['gentle', 'questions', 'gentle questions']) {
        const { total } = await find(engine, q)
        for (const sort of ['relevance', 'newest', 'oldest'] as const) {
          for (const page of [2, 11]) expect((await find(engine, queryOf({ q, sort, page }))).total).toBe(total)
        }
      }
    })

    test('come in the order asked for, what has no date last', async () => {
      const dates = async (sort: SearchQuery['sort'], page = 1) =>
        (await find(engine, queryOf({ q: 'gentle', sort, page }))).results.map(({ heldOn }) => heldOn)
      const newest = [...(await dates('newest')), ...(await dates('newest', 2)), ...(await dates('newest', 3))]
      expect(newest.slice(0, 45)).toEqual([...newest.slice(0, 45)].sort().reverse())
      expect(newest.slice(45)).toEqual(new Array(15).fill(null))
      const oldest = await dates('oldest')
      expect(oldest).toEqual([...oldest].sort())
      expect(oldest[0]).toBe('2000-01')
    })

    test('give the twenty most frequent values of a facet, the rest by their names', async () => {
      const { facets } = await find(engine, 'gentle')
      expect(facets.speaker).toHaveLength(20)
      expect(facets.speaker[0]).toMatchObject({ value: 'ada-often', label: 'Ada Often', count: 3 })
      expect(facets.year).toHaveLength(20)
      const chosen = await find(engine, queryOf({ q: 'gentle', speaker: ['person-44'] }))
      expect(chosen.facets.speaker.map(({ value }) => value)).toContain('person-44')
      expect(await engine.facet(queryOf('gentle'), 'speaker', 'son 44')).toMatchObject({
        values: [{ value: 'person-44', count: 1 }],
      })
    })

    test('take in those that lack a word only when fewer than ten hold all, and then at most a hundred', async () => {
      expect((await find(engine, 'gentle answers')).total).toBe(40)
      expect((await find(engine, 'gentle questions')).total).toBe(5 + 100)
      expect((await find(engine, 'gentle questions')).results.slice(0, 5).map(({ title }) => title)).toEqual(
        new Array(5).fill('Gentle questions'),
      )
    })

    test('have facets that count exactly what is listed', async () => {
      const { total, facets } = await find(engine, 'gentle questions')
      expect(facets.kind).toEqual([{ value: 'conversation', label: 'Conversations', count: total, selected: false }])
    })
  })

  describe(`${name}: more results than are ranked`, () => {
    const COUNT = RANKED + 55
    const PAGES = Math.ceil(COUNT / PAGE_SIZE)
    let engine: SearchEngine

    beforeAll(async () => {
      // Some fit better than others, many as well as each other; the best are not the first that were put in.
      engine = await make(
        Array.from({ length: COUNT }, (_, number) =>
          documentOf({
            key: `conversation-${number}`,
            title: number % 3 === 0 ? 'Gentle questions' : `Evening ${number}`,
            summary: `${'More of this and that. '.repeat(number % 5)}Gentle ways. ${'A gentle word. '.repeat(number % 4)}`,
            heldOn: `${2000 + (number % 23)}-${String((number % 12) + 1).padStart(2, '0')}`,
            speakers: [`Speaker ${number % 7}`],
            themes: [`Theme ${number % 5}`],
          }),
        ),
      )
    })

    test.each(['relevance', 'newest', 'oldest'] as const)(
      'stand each once on their pages by %s, with the same counts on every page',
      async (sort) => {
        const pages = await Promise.all(
          Array.from({ length: PAGES + 1 }, (_, at) => find(engine, queryOf({ q: 'gentle', sort, page: at + 1 }))),
        )
        const last = COUNT - (PAGES - 1) * PAGE_SIZE
        expect(pages.map(({ results }) => results.length)).toEqual([
          ...new Array<number>(PAGES - 1).fill(PAGE_SIZE),
          last,
          0,
        ])
        expect(new Set(pages.flatMap(({ results }) => results.map(({ id }) => id))).size).toBe(COUNT)
        const [first] = pages
        expect(first?.total).toBe(COUNT)
        expect(first?.facets.theme.map(({ count }) => count)).toEqual(new Array(5).fill(COUNT / 5))
        for (const { total, facets } of pages)
          expect({ total, facets }).toEqual({ total: COUNT, facets: first?.facets })
      },
    )
  })
}
