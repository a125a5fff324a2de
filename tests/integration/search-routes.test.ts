import { afterAll, beforeAll, expect, test } from 'vitest'

import type { SearchAnswer } from '#app/domain/search.ts'
import { forgetSingleton, singleton } from '#app/platform/singleton.ts'
import { loader as facetLoader } from '#app/routes/facet-json.ts'
import { loader as searchLoader } from '#app/routes/search-json.ts'
import { loader as suggestLoader } from '#app/routes/suggest-json.ts'
import { getSearch, startSearch } from '#app/search/index.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type RouteServer, serveRoutes } from '#tests/support/route-server.ts'

import { putConversation } from './search-fixture.ts'

let database: TestDatabase
let server: RouteServer

beforeAll(async () => {
  database = await createTestDatabase()
  singleton('database', () => database.db)
  await putConversation(database.db, {
    slug: 'clean-language',
    title: 'Using Clean Language',
    speakers: ['Judy Rees'],
    themes: ['Listening'],
    recording: 'here',
    cues: [{ start: 61, end: 65, speaker: 'Judy Rees', text: 'What would you like to have happen?' }],
  })
  server = await serveRoutes({
    'search.json': { loader: searchLoader },
    'suggest.json': { loader: suggestLoader },
    'facet.json': { loader: facetLoader },
  })
})
afterAll(async () => {
  await getSearch().stop()
  await server.close()
  forgetSingleton('database')
  await database.close()
})

async function ask(path: string): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await fetch(server.url + path)
  return { status: response.status, body: await response.json(), headers: response.headers }
}

test('/search.json gives exactly the fields that programs were promised', async () => {
  const { status, body, headers } = await ask('/search.json?q=clean+languge&theme=listening&page=1')
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(body).toEqual({
    query: {
      q: 'clean languge',
      speaker: [],
      theme: ['listening'],
      from: null,
      to: null,
      kind: [],
      has: [],
      sort: 'relevance',
      page: 1,
    },
    total: 1,
    page: 1,
    pages: 1,
    results: [
      {
        id: 'clean-language',
        kind: 'conversation',
        slug: 'clean-language',
        url: '/conversations/clean-language',
        title: 'Using Clean Language',
        heldOn: '2023-12',
        speakers: [{ slug: 'judy-rees', name: 'Judy Rees' }],
        themes: [{ slug: 'listening', name: 'Listening' }],
        summary: '',
        has: ['recording', 'transcript'],
        highlights: [
          {
            field: 'title',
            text: 'Using Clean Language',
            ranges: [
              [6, 11],
              [12, 20],
            ],
          },
        ],
        passages: [],
      },
    ],
    facets: {
      speaker: [{ value: 'judy-rees', label: 'Judy Rees', count: 1, selected: false }],
      theme: [{ value: 'listening', label: 'Listening', count: 1, selected: true }],
      year: [{ value: '2023', label: '2023', count: 1, selected: false }],
      month: [{ value: '2023-12', label: 'December 2023', count: 1, selected: false }],
      kind: [{ value: 'conversation', label: 'Conversations', count: 1, selected: false }],
      has: [
        { value: 'recording', label: 'Recording', count: 1, selected: false },
        { value: 'transcript', label: 'Transcript', count: 1, selected: false },
      ],
    },
    engine: 'built-in',
    notice: null,
  } satisfies SearchAnswer)
})

test('/search.json shows where in a transcript the words are', async () => {
  const { body } = await ask('/search.json?q=happen')
  expect(body).toMatchObject({
    results: [
      {
        passages: [
          { start: 61, end: 65, speaker: 'Judy Rees', text: 'What would you like to have happen?', ranges: [[28, 34]] },
        ],
      },
    ],
  })
})

test('a question that cannot be asked is answered with what is wrong, field by field', async () => {
  const { status, body } = await ask('/search.json?from=2023-13&kind=sermon&page=0')
  expect(status).toBe(400)
  const { errors } = body as { errors: { field: string; message: string }[] }
  expect(errors.map(({ field }) => field).sort()).toEqual(['from', 'kind', 'page'])
  expect((await ask('/suggest.json?q=%00&sort=best')).status).toBe(400)
})

test('a page beyond the last is empty, not an error', async () => {
  const { status, body } = await ask('/search.json?q=clean&page=7')
  expect(status).toBe(200)
  expect(body).toMatchObject({ total: 1, page: 7, pages: 1, results: [] })
})

test('/suggest.json gives things to go to', async () => {
  expect((await ask('/suggest.json?q=jud')).body).toEqual({
    suggestions: [
      {
        kind: 'person',
        title: 'Judy Rees',
        slug: 'judy-rees',
        url: '/people/judy-rees',
        heldOn: null,
        ranges: [[0, 4]],
        conversations: 1,
      },
      {
        kind: 'conversation',
        title: 'Using Clean Language',
        slug: 'clean-language',
        url: '/conversations/clean-language',
        heldOn: '2023-12',
        ranges: [],
        conversations: null,
      },
    ],
    engine: 'built-in',
    notice: null,
  })
  expect((await ask('/suggest.json')).body).toMatchObject({ suggestions: [] })
})

test('/facet.json gives the values of one facet that hold a part of a name', async () => {
  expect((await ask('/facet.json?facet=speaker&match=ree&q=clean')).body).toEqual({
    facet: 'speaker',
    match: 'ree',
    values: [{ value: 'judy-rees', label: 'Judy Rees', count: 1, selected: false }],
    engine: 'built-in',
    notice: null,
  })
  expect(await ask('/facet.json?facet=colour')).toMatchObject({ status: 400, body: { errors: [{ field: 'facet' }] } })
  expect(await ask(`/facet.json?facet=theme&match=${'x'.repeat(401)}`)).toMatchObject({ status: 400 })
})

test('whatever is asked gets an answer, never a 500', async () => {
  const questions = [
    '%22',
    '%22%22',
    '%E2%80%9C%22',
    '%F0%9F%99%82',
    '%CC%81',
    '%E6%80%9D',
    'a',
    '+',
    '%2B%2B',
    '(*)',
    "'; DROP TABLE--",
    'x'.repeat(400),
  ]
  for (const q of questions) {
    for (const address of [
      `/search.json?q=${q}`,
      `/suggest.json?q=${q}`,
      `/facet.json?facet=theme&q=${q}&match=${q}`,
    ]) {
      expect((await ask(address)).status).toBe(200)
    }
  }
})

test('an engine that is not there is said so at the start', async () => {
  await getSearch().stop()
  await expect(startSearch(database.db, { engine: 'meilisearch' })).rejects.toThrow(/MEILISEARCH_URL is not set/)
})
