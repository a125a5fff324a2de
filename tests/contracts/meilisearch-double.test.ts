import { Meilisearch } from 'meilisearch'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import { adminClient, searchClient } from '#app/search/meilisearch/client.server.ts'
import { MeilisearchEngine } from '#app/search/meilisearch/engine.server.ts'
import { Feed } from '#app/search/meilisearch/feed.server.ts'
import { Vocabulary } from '#app/search/words/vocabulary.ts'
import {
  type Answer,
  type Asked,
  ended,
  enqueued,
  type MeilisearchDouble,
  nothingFound,
  refusal,
  startMeilisearchDouble,
} from '#tests/support/meilisearch-double.ts'
import { playMeilisearch } from '#tests/support/meilisearch-play.ts'

import { documentOf, queryOf } from './search-documents.ts'

let double: MeilisearchDouble

beforeEach(async () => {
  double = await startMeilisearchDouble()
})
afterEach(() => double.close())

async function engineOf(apiKey?: string): Promise<MeilisearchEngine> {
  const client = await searchClient({ url: double.url, apiKey }, 'archive')
  return new MeilisearchEngine({ client, uid: 'archive' }, new BuiltInEngine())
}

const feed = () => new Feed(adminClient({ url: double.url, apiKey: undefined }), 'archive')
const SAID = { start: 0, end: 9, speaker: null, text: 'Gratitude.' }
const theme = (number: number) => documentOf({ key: `theme-${number}`, kind: 'theme', title: `Theme ${number}` })

test('a double: a server that hangs is given up after a second, and the outcome says so', async () => {
  const engine = await engineOf()
  double.answers(() => 'hangs')
  expect(await engine.search(queryOf('gratitude'))).toEqual({
    status: 'unavailable',
    reason: expect.stringMatching(/timed out|timeout/i),
  })
})

test('a double: a server that is not there is an outcome, not an exception', async () => {
  const engine = await engineOf()
  await double.close()
  expect(await engine.suggest('gratitude')).toMatchObject({ status: 'unavailable' })
  double = await startMeilisearchDouble()
})

test.each([
  ['a key that it does not know', refusal(403, 'invalid_api_key', 'auth')],
  ['an index that it does not have', refusal(404, 'index_not_found', 'invalid_request')],
  ['a full queue', refusal(503, 'too_many_search_requests', 'internal')],
  ['an answer without results', { status: 200, body: {} }],
  ['an answer with fewer results than queries', { status: 200, body: { results: [] } }],
  ['an answer with results that are none', { status: 200, body: { results: Array(20).fill(null) } }],
  ['an answer without counts', { status: 200, body: { results: Array(20).fill({ hits: [] }) } }],
  ['an empty answer', { status: 200, body: '' }],
  ['an answer that is no JSON', { status: 502, body: '<html>Bad gateway</html>' }],
])('a double: a server that refuses for %s is an outcome, not an exception', async (_, answer) => {
  const engine = await engineOf()
  double.answers(() => answer)
  expect(await engine.search(queryOf('gratitude'))).toMatchObject({ status: 'unavailable' })
  expect(await engine.facet(queryOf(), 'theme', '')).toMatchObject({ status: 'unavailable' })
})

test('a double: a search whose requests take more than a second together is given up', async () => {
  const builtIn = new BuiltInEngine()
  await builtIn.update([documentOf({ title: 'Gratitude' }), documentOf({ title: 'Patience' })], [])
  const client = await searchClient({ url: double.url, apiKey: undefined }, 'archive')
  const engine = new MeilisearchEngine({ client, uid: 'archive' }, builtIn)
  const search = () => engine.search(queryOf('gratitude patience'))
  double.answers((asked) => ({ ...nothingFound(asked), afterMs: 1 }))
  expect(await search()).toMatchObject({ status: 'ok', total: 0 })
  expect(double.asked).toHaveLength(2)
  double.answers((asked) => ({ ...nothingFound(asked), afterMs: 700 }))
  expect(await search()).toMatchObject({ status: 'unavailable' })
})

/** What Meilisearch answers that finds each of these entries by every query, and a passage of each where those are asked for. */
function findsAll(keys: readonly string[]) {
  return ({ body }: Asked): Answer => {
    const { queries } = JSON.parse(body) as { queries: { distinct?: string }[] }
    const results = queries.map(({ distinct }) => ({
      hits: keys.map((entry) => (distinct === 'key' ? { key: `${entry}-p0`, entry, ...SAID } : { entry })),
      totalHits: keys.length,
      facetDistribution: {},
    }))
    return { status: 200, body: { results } }
  }
}

test.each([
  ['that is found often, with filters', queryOf({ q: 'gratitude', theme: ['kindness'], kind: ['conversation'] }), 1],
  ['without words', queryOf(), 1],
  ['that is found nowhere', queryOf('gratitude patience'), 2],
  ['for a page far behind', queryOf({ q: 'gratitude', page: 40 }), 1],
  ['whose conversations have transcripts', queryOf('gratitude'), 2],
])('a double: a search %s makes one or two requests', async (name, query, expected) => {
  const passages = name.includes('transcripts') ? [SAID] : []
  const documents = Array.from({ length: 30 }, () => documentOf({ title: 'Gratitude', passages }))
  const builtIn = new BuiltInEngine()
  await builtIn.update(documents, [])
  const client = await searchClient({ url: double.url, apiKey: undefined }, 'archive')
  const engine = new MeilisearchEngine({ client, uid: 'archive' }, builtIn)
  double.answers(name.includes('nowhere') ? nothingFound : findsAll(documents.map(({ key }) => key)))
  expect(await engine.search(query)).toMatchObject({ status: 'ok' })
  expect(double.asked.map(({ path }) => path)).toEqual(Array(expected).fill('/multi-search'))
})

test('a double: where keys cannot be made the given one searches', async () => {
  double.answers(({ path }) =>
    path.startsWith('/keys') ? refusal(403, 'invalid_api_key', 'auth') : { status: 200, body: { results: [] } },
  )
  const client = await searchClient({ url: double.url, apiKey: 'given' }, 'archive')
  expect(client.config.apiKey).toBe('given')
})

/** Accepts whatever is sent, each as a task of its own, and lets tasks end as `outcomeOf` says of their documents. */
function acceptAll(outcomeOf: (sent: string) => Parameters<typeof ended>[1]): string[] {
  const sent: string[] = []
  double.answers(({ method, path, body }: Asked) => {
    if (path.startsWith('/tasks/')) {
      const uid = Number(path.slice('/tasks/'.length))
      return ended(uid, outcomeOf(sent[uid]!))
    }
    if (method === 'POST' && path.startsWith('/indexes/archive/documents')) return enqueued(sent.push(body) - 1)
    return refusal(404, 'not_recorded', 'invalid_request')
  })
  return sent
}

test('a double: a parcel that is refused is halved down to the one bad document', async () => {
  const reason = { message: 'Document identifier is invalid.', code: 'invalid_document_id', type: 'invalid_request' }
  const sent = acceptAll((documents) => (documents.includes('"theme-5"') ? reason : null))
  const put = Array.from({ length: 8 }, (_, number) => theme(number))
  const { setAside } = await feed().update([{ put, removeKeys: [] }])
  expect(setAside).toEqual([{ key: 'theme-5', reason: reason.message }])
  expect(sent.map((documents) => documents.split('\n').length)).toEqual([8, 4, 4, 2, 1, 1, 2])
})

const FAULT = { message: 'internal: index is broken.', code: 'internal', type: 'internal' }
const linesOf = (sent: readonly string[]) => sent.map((documents) => documents.split('\n').length)

test('a double: a task that failed for no fault of the documents is tried again', async () => {
  let failures = 2
  const sent = acceptAll(() => (failures-- > 0 ? FAULT : null))
  const { setAside } = await feed().update([{ put: [theme(1), theme(2)], removeKeys: [] }])
  expect(setAside).toEqual([])
  expect(linesOf(sent)).toEqual([2, 2, 2])
})

test('a double: one that fails again and again is halved down to the document that it fails at', async () => {
  const sent = acceptAll((documents) => (documents.includes('"theme-2"') ? FAULT : null))
  const put = [0, 1, 2, 3].map(theme)
  const { setAside } = await feed().update([{ put, removeKeys: [] }])
  expect(setAside).toEqual([{ key: 'theme-2', reason: FAULT.message }])
  expect(linesOf(sent)).toEqual([4, 4, 4, 2, 2, 1, 1])
})

test('a double: a server that fails at everything loses no document', async () => {
  const sent = acceptAll(() => FAULT)
  const put = Array.from({ length: 1000 }, (_, number) => theme(number))
  await expect(feed().update([{ put, removeKeys: [] }])).rejects.toThrow(/index is broken/)
  expect(sent.length).toBeLessThan(40)
  await expect(feed().update([{ put: put.slice(0, 2), removeKeys: [] }])).rejects.toThrow(/index is broken/)
})

test('a double: what fails for the machine that the server runs on is no fault of the documents', async () => {
  const fault = { message: 'No space left on device.', code: 'no_space_left_on_device', type: 'system' }
  const sent = acceptAll(() => fault)
  await expect(feed().update([{ put: [theme(1), theme(2)], removeKeys: [] }])).rejects.toThrow(/No space left/)
  expect(sent).toHaveLength(1)
})

test.each([
  ['too large for the server', refusal(413, 'payload_too_large', 'invalid_request')],
  ['too large for a proxy', { status: 413, body: '{}' }],
  ['not to be read', refusal(400, 'malformed_payload', 'invalid_request')],
])('a double: a parcel that is %s is halved at once, and what fits arrives', async (_, answer) => {
  const parcels: number[] = []
  double.answers(({ path, body }) => {
    if (path.startsWith('/tasks/')) return ended(1, null)
    parcels.push(body.split('\n').length)
    return body.includes('"theme-3"') ? answer : enqueued(1)
  })
  const { setAside } = await feed().update([{ put: [0, 1, 2, 3].map(theme), removeKeys: [] }])
  expect(setAside).toMatchObject([{ key: 'theme-3' }])
  expect(parcels).toEqual([4, 2, 2, 1, 1])
})

test('a double: what a proxy refuses in words that are no JSON is halved while it is long, and then is an outage', async () => {
  const html = { status: 413, body: '<html>413 Request Entity Too Large</html>' }
  const long = (number: number) =>
    documentOf({ kind: 'theme', title: `Talk ${number}`, summary: 'gratitude '.repeat(20_000) })
  const parcels: number[] = []
  double.answers(({ path, body }) => {
    if (path.startsWith('/tasks/')) return ended(1, null)
    parcels.push(body.length)
    return body.length > 1_000_000 ? html : enqueued(1)
  })
  const put = Array.from({ length: 8 }, (_, number) => long(number))
  expect(await feed().update([{ put, removeKeys: [] }])).toMatchObject({ setAside: [] })
  expect(parcels.filter((bytes) => bytes <= 1_000_000)).toHaveLength(2)
  double.answers(() => html)
  await expect(feed().update([{ put: [theme(1), theme(2)], removeKeys: [] }])).rejects.toThrow(SyntaxError)
})

test('a double: to send documents may take longer than other requests, since a line may be slow', async () => {
  const hurried = new Meilisearch({ host: double.url, timeout: 100 })
  double.answers(({ path }) => (path.startsWith('/tasks/') ? ended(1, null) : { ...enqueued(1), afterMs: 400 }))
  await expect(new Feed(hurried, 'archive').update([{ put: [theme(1)], removeKeys: [] }])).resolves.toBeDefined()
})

test('a double: passages of a task that was accepted and never heard of are looked for when it is done', async () => {
  let isIndexed = false
  const asked: string[] = []
  double.answers(({ path, body }) => {
    asked.push(body)
    if (path.startsWith('/tasks/')) {
      isIndexed = true
      return ended(1, null)
    }
    const results = isIndexed ? [{ key: 'conversation-1-p0' }, { key: 'conversation-1-p3' }] : []
    return path.endsWith('/fetch') ? { status: 200, body: { results } } : enqueued(1)
  })
  const passages = [SAID]
  await feed().update([{ put: [documentOf({ key: 'conversation-1', passages })], removeKeys: [] }])
  expect(asked.filter((body) => body.includes('key IN'))).toEqual([
    JSON.stringify({ filter: 'key IN ["conversation-1-p3"]' }),
  ])
})

test('a double: what an index has is read in pages, and what goes is named a thousand at a time', async () => {
  const keys = Array.from({ length: 20_500 }, (_, number) => `conversation-1-p${number}`)
  const pages: { offset: number; limit: number }[] = []
  const named: number[] = []
  double.answers(({ path, body }) => {
    if (path.startsWith('/tasks/')) return ended(1, null)
    if (path.endsWith('/fetch')) {
      const { offset, limit } = JSON.parse(body) as { offset: number; limit: number }
      pages.push({ offset, limit })
      return { status: 200, body: { results: keys.slice(offset, offset + limit).map((key) => ({ key })) } }
    }
    if (path.endsWith('/documents/delete')) named.push(body.match(/conversation-/g)?.length ?? 0)
    return enqueued(1)
  })
  const removeKeys = Array.from({ length: 1200 }, (_, number) => `conversation-gone-${number}`)
  await feed().update([{ put: [documentOf({ key: 'conversation-1', passages: [SAID] })], removeKeys }])
  expect(pages).toEqual([
    { offset: 0, limit: 20_000 },
    { offset: 20_000, limit: 20_000 },
  ])
  // The first passage was sent again and stays.
  expect(named).toEqual([1000, 200, ...Array(20).fill(1000), 499])
})

test('a double: a new index that holds another number of documents than were sent is not put in the place of the old', async () => {
  const play = playMeilisearch(double)
  play.miscountsBy = -1
  const batches = async function* () {
    yield [theme(1), theme(2)]
  }
  const swaps = () => double.asked.filter(({ path }) => path === '/swap-indexes').length
  await expect(feed().rebuild(batches())).rejects.toThrow('holds 1 documents, not the 2 sent')
  expect(swaps()).toBe(0)
  play.miscountsBy = 0
  await feed().rebuild(batches())
  expect(swaps()).toBe(1)
})

test('a double: forms of words that the index has already are not sent again', async () => {
  const play = playMeilisearch(double)
  await feed().rebuild(
    (async function* () {
      yield [theme(1)]
    })(),
  )
  const vocabulary = new Vocabulary()
  for (const word of ['listening', 'listened']) vocabulary.add(word)
  const sends = () => double.asked.filter(({ method }) => method === 'PUT').length
  const before = sends()
  await feed().putForms(vocabulary)
  await feed().putForms(vocabulary)
  expect(sends()).toBe(before + 1)
  expect(play.forms.get('archive')).toEqual({ listening: ['listened'], listened: ['listening'] })
})

test('a double: a task that the server knows nothing of any more counts as not done', async () => {
  double.answers(({ path }) =>
    path.startsWith('/tasks/') ? refusal(404, 'task_not_found', 'invalid_request') : enqueued(7),
  )
  await expect(feed().update([{ put: [theme(1)], removeKeys: [] }])).rejects.toThrow(/task_not_found/)
})
