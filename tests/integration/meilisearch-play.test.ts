import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import type { Search } from '#app/search/index.server.ts'
import { adminClient } from '#app/search/meilisearch/client.server.ts'
import { readIndexState } from '#app/search/meilisearch/position.server.ts'
import { Sync } from '#app/search/meilisearch/sync.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type MeilisearchDouble, startMeilisearchDouble } from '#tests/support/meilisearch-double.ts'
import { type MeilisearchPlay, playMeilisearch } from '#tests/support/meilisearch-play.ts'

import { answerOf, openWithMeilisearch, PATIENCE, untilMeilisearchAnswers } from './meilisearch-support.ts'
import { putConversation } from './search-fixture.ts'

// A double (see tests/support/meilisearch-play.ts): what is to happen when a server fails, wherever there is none.

const FAULT = { message: 'internal: index is broken.', code: 'internal', type: 'internal' }
const FULL_DISK = { message: 'No space left on device.', code: 'no_space_left_on_device', type: 'system' }

let database: TestDatabase
let db: Database
let double: MeilisearchDouble
let play: MeilisearchPlay
const searches: Search[] = []

beforeEach(async () => {
  // What happens is told in the log; here it is what the tests ask for.
  for (const level of ['log', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
  database = await createTestDatabase()
  db = database.db
  double = await startMeilisearchDouble()
  play = playMeilisearch(double)
})
afterEach(async () => {
  await Promise.all(searches.splice(0).map((search) => search.stop()))
  await double.close()
  await database.close()
})

async function open(): Promise<Search> {
  const search = await openWithMeilisearch(db, { url: double.url, apiKey: undefined })
  searches.push(search)
  return search
}
const stop = () => searches.pop()!.stop()
const positionOf = async () => (await readIndexState(db))?.position
const askedFor = (path: string) => double.asked.filter((asked) => asked.path === path)
const sentWith = (text: string) => play.sent.filter((documents) => documents.includes(text)).length
/** Long enough for what must not happen to happen. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 400))

test('a double: while it refuses, the built-in engine answers with a notice, and it is tried after growing pauses', async () => {
  const search = await open()
  await untilMeilisearchAnswers(search)
  play.isAway = true
  const before = askedFor('/multi-search').length
  expect(await answerOf(search, 'gratitude')).toMatchObject({
    engine: 'built-in',
    notice: expect.stringMatching(/reserve/),
  })
  // The search of the reader, and four tries.
  const tries = () => askedFor('/multi-search').slice(before + 1)
  await vi.waitFor(() => expect(tries().length).toBeGreaterThanOrEqual(4), PATIENCE)
  const [first, second, third, fourth] = tries().map(({ at }) => at) as [number, number, number, number]
  // A timer is never early: each pause is twice the one before, at least.
  expect(second - first).toBeGreaterThan(490)
  expect(third - second).toBeGreaterThan(990)
  expect(fourth - third).toBeGreaterThan(1990)
  expect(await answerOf(search, 'gratitude')).toMatchObject({ engine: 'built-in' })
  play.isAway = false
  await untilMeilisearchAnswers(search)
  expect(await answerOf(search, 'gratitude')).toMatchObject({ engine: 'meilisearch', notice: null })
})

test('a double: it is not gone back to before it has what was edited while it was away', async () => {
  const search = await open()
  await untilMeilisearchAnswers(search)
  play.isAway = true
  await answerOf(search, '')
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  play.outcomeOf = () => 'processing'
  play.isAway = false
  await vi.waitFor(() => expect(sentWith('gratitude')).toBe(1), PATIENCE)
  await aWhile()
  expect(await answerOf(search, '')).toMatchObject({ engine: 'built-in', notice: expect.any(String) })
  play.outcomeOf = () => null
  await untilMeilisearchAnswers(search)
})

test('a double: after a start it is not asked before it has what was written while the site was down', async () => {
  await untilMeilisearchAnswers(await open())
  await stop()
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  play.outcomeOf = () => 'processing'
  const search = await open()
  await vi.waitFor(() => expect(sentWith('gratitude')).toBe(1), PATIENCE)
  await aWhile()
  // Nothing is wrong, so no notice is given.
  expect(await answerOf(search, 'gratitude')).toMatchObject({ engine: 'built-in', total: 1, notice: null })
  play.outcomeOf = () => null
  await untilMeilisearchAnswers(search)
})

test('a double: the position moves when a task succeeded, not when it was accepted or has failed', async () => {
  const search = await open()
  await untilMeilisearchAnswers(search)
  const before = await positionOf()
  play.outcomeOf = () => 'processing'
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  await vi.waitFor(() => expect(sentWith('gratitude')).toBe(1), PATIENCE)
  await aWhile()
  expect(await positionOf()).toEqual(before)
  play.outcomeOf = () => FULL_DISK
  await vi.waitFor(() => expect(sentWith('gratitude')).toBeGreaterThanOrEqual(2), PATIENCE)
  expect(await positionOf()).toEqual(before)
  play.outcomeOf = () => null
  await search.meilisearch!.caughtUp()
  expect(await positionOf()).not.toEqual(before)
  expect((await readIndexState(db))!.setAside).toEqual([])
})

test('a double: a document that the server cannot take is set aside for all to see, and what comes later arrives', async () => {
  const search = await open()
  await untilMeilisearchAnswers(search)
  play.outcomeOf = (documents) => (documents.includes('gratitude') ? FAULT : null)
  const id = await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  await search.meilisearch!.caughtUp()
  const key = `conversation-${id}`
  expect((await readIndexState(db))!.setAside).toEqual([{ key, reason: FAULT.message }])
  expect(search.meilisearch!.setAside).toEqual([{ key, reason: FAULT.message }])
  await putConversation(db, { slug: 'other', title: 'Courage' })
  await search.meilisearch!.caughtUp()
  expect(sentWith('courage')).toBe(1)
  play.outcomeOf = () => null
  await db.prisma.conversation.update({ where: { id }, data: { title: 'Gratitude again' } })
  await search.meilisearch!.caughtUp()
  expect(search.meilisearch!.setAside).toEqual([])
})

test('a double: a process that only reads has caught up when the one that writes has', async () => {
  await untilMeilisearchAnswers(await open())
  const reader = await open()
  await untilMeilisearchAnswers(reader)
  play.outcomeOf = () => 'processing'
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  let hasCaughtUp = false
  const caughtUp = reader.meilisearch!.caughtUp().then(() => (hasCaughtUp = true))
  await vi.waitFor(() => expect(sentWith('gratitude')).toBe(1), PATIENCE)
  await aWhile()
  expect(hasCaughtUp).toBe(false)
  play.outcomeOf = () => null
  await caughtUp
})

test('a double: when the archive has another index, that one is searched', async () => {
  const search = await open()
  await untilMeilisearchAnswers(search)
  const uid = 'third-thursday-another'
  await db.pool.query('UPDATE search_index SET uid = $1', [uid])
  await vi.waitFor(async () => {
    await answerOf(search, '')
    expect(askedFor('/multi-search').at(-1)!.body).toContain(`"indexUid":"${uid}"`)
  }, PATIENCE)
  // On a busy machine one answer may come too late, and be the other engine's.
  await untilMeilisearchAnswers(search)
  expect(askedFor('/multi-search').at(-1)!.body).toContain(`"indexUid":"${uid}"`)
})

test('a double: while the built-in engine is being filled nothing is taken for the words of the archive', async () => {
  await putConversation(db, { slug: 'talk', title: 'Listening and listened' })
  await untilMeilisearchAnswers(await open())
  await stop()
  const { uid } = (await readIndexState(db))!
  const forms = { listening: ['listened'], listened: ['listening'] }
  play.forms.set(uid, forms)
  await putConversation(db, { slug: 'other', title: 'Courage' })
  const builtIn = new BuiltInEngine()
  let fill: () => void = () => undefined
  const filled = new Promise<void>((resolve) => (fill = resolve))
  const sync = new Sync(db, adminClient({ url: double.url, apiKey: undefined }), builtIn, filled, () => undefined)
  await aWhile()
  expect(sentWith('courage')).toBe(0)
  expect(play.forms.get(uid)).toEqual(forms)
  fill()
  await sync.caughtUp()
  expect(sentWith('courage')).toBe(1)
  await sync.stop()
})

test('a double: forms of words that came a short time after others are sent when a minute is over', async () => {
  const search = await open()
  await untilMeilisearchAnswers(search)
  const { uid } = (await readIndexState(db))!
  await putConversation(db, { slug: 'talk', title: 'Listening and listened' })
  await search.meilisearch!.caughtUp()
  await search.caughtUp()
  expect(play.forms.get(uid)).toBeUndefined()
  const now = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 61_000)
  await vi.waitFor(() => expect(play.forms.get(uid)).toMatchObject({ listening: ['listened'] }), PATIENCE)
})
