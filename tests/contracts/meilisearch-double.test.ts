import { afterEach, beforeEach, expect, test } from 'vitest'

import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import { adminClient, searchClient } from '#app/search/meilisearch/client.server.ts'
import { MeilisearchEngine } from '#app/search/meilisearch/engine.server.ts'
import { Feed } from '#app/search/meilisearch/feed.server.ts'
import {
  type Asked,
  ended,
  enqueued,
  type MeilisearchDouble,
  refusal,
  startMeilisearchDouble,
} from '#tests/support/meilisearch-double.ts'

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
  ['an answer that is no JSON', { status: 502, body: '<html>Bad gateway</html>' }],
])('a double: a server that refuses for %s is an outcome, not an exception', async (_, answer) => {
  const engine = await engineOf()
  double.answers(() => answer)
  expect(await engine.search(queryOf('gratitude'))).toMatchObject({ status: 'unavailable' })
  expect(await engine.facet(queryOf(), 'theme', '')).toMatchObject({ status: 'unavailable' })
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

test('a double: a task that the server failed at by itself is no fault of the documents', async () => {
  const fault = { message: 'No space left on device.', code: 'no_space_left_on_device', type: 'system' }
  const sent = acceptAll(() => fault)
  await expect(feed().update([{ put: [theme(1), theme(2)], removeKeys: [] }])).rejects.toThrow(/No space left/)
  expect(sent).toHaveLength(1)
})

test('a double: a task that the server knows nothing of any more counts as not done', async () => {
  double.answers(({ path }) =>
    path.startsWith('/tasks/') ? refusal(404, 'task_not_found', 'invalid_request') : enqueued(7),
  )
  await expect(feed().update([{ put: [theme(1)], removeKeys: [] }])).rejects.toThrow(/task_not_found/)
})
