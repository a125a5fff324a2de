import fs from 'node:fs'

import { beforeAll, describe, expect, test } from 'vitest'

import type { SearchDocument, SearchEngine } from '#app/search/engine.ts'

import { find, type MakeEngine } from './search-answers.ts'
import { documentOf, queryOf } from './search-documents.ts'

const FIXTURES = new URL('../fixtures/search-words/', import.meta.url)

type Line = { id: string; title: string; date: string; summary: string; speakers: { name: string }[] }

function readDocuments(): SearchDocument[] {
  const lines = fs.readFileSync(new URL('documents.jsonl', FIXTURES), 'utf8').trim().split('\n')
  return lines.map((line, number) => {
    const { id, title, date, summary, speakers } = JSON.parse(line) as Line
    const named = speakers.map(({ name }) => name)
    return documentOf({ key: `conversation-${number}`, id, title, heldOn: date, summary, speakers: named })
  })
}

/** A query, and a part of the title or of a speaker's name that it must lead to: what users elsewhere typed in vain. */
function readQueries(): [query: string, part: string][] {
  const lines = fs.readFileSync(new URL('queries.tsv', FIXTURES), 'utf8').trim().split('\n')
  return lines.map((line) => line.split('\t') as [string, string])
}

/** How words are written and how they are asked for differ in every script; every engine finds them all the same. */
export function describeSearchWords(name: string, make: MakeEngine): void {
  describe(`${name}: words as they are written`, () => {
    let engine: SearchEngine

    beforeAll(async () => {
      engine = await make(readDocuments())
    })

    test.each(readQueries())('%s finds “%s”', async (query, part) => {
      const { results } = await find(engine, query)
      const named = results.flatMap((result) => [result.title, ...result.speakers.map((speaker) => speaker.name)])
      expect(named.join('\n')).toContain(part)
    })

    test.each(['💛', '👩‍⚕️', '???', '%', '…', '+'])('%s is no word and finds nothing', async (query) => {
      const { total, results, facets } = await find(engine, query)
      expect({ total, results }).toEqual({ total: 0, results: [] })
      expect(Object.values(facets).flat()).toEqual([])
      expect(await engine.suggest(query)).toMatchObject({ suggestions: [] })
    })

    test('a part of a name is suggested under the name', async () => {
      expect(await engine.suggest('longhi')).toMatchObject({ suggestions: [{ title: 'DeLonghi coffee morning' }] })
    })
  })

  describe(`${name}: totals`, () => {
    let engine: SearchEngine

    beforeAll(async () => {
      engine = await make([
        documentOf({ title: 'Kindness at work', themes: ['Work'], has: ['recording'] }),
        documentOf({ title: 'Kindness at home', themes: ['Home'] }),
        documentOf({ title: 'Rest', themes: ['Work'] }),
      ])
    })

    test('are those of the searches, whatever the texts and filters', async () => {
      const queries = [
        queryOf(),
        queryOf('kindness'),
        queryOf({ q: 'kindness', theme: ['work'] }),
        queryOf({ q: 'kindness', theme: ['work', 'home'], has: ['recording'] }),
        queryOf({ q: 'rest', theme: ['home'] }),
        queryOf({ theme: ['work'] }),
        queryOf('???'),
        queryOf('nowhere'),
      ]
      const expected = await Promise.all(queries.map(async (query) => (await find(engine, query)).total))
      expect(await engine.totals(queries)).toMatchObject({ status: 'ok', totals: expected })
      expect(expected).toEqual([3, 2, 1, 1, 0, 2, 0, 0])
    })
  })
}
