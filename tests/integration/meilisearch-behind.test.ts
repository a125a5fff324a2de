import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import { type Search, startSearch } from '#app/search/index.server.ts'
import { MeilisearchConnection } from '#app/search/meilisearch/connection.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type MeilisearchDouble, startMeilisearchDouble } from '#tests/support/meilisearch-double.ts'
import { type MeilisearchPlay, playMeilisearch } from '#tests/support/meilisearch-play.ts'

import { answerOf, openWithMeilisearch, PATIENCE, untilMeilisearchAnswers } from './meilisearch-support.ts'
import { putConversation } from './search-fixture.ts'

// A double (see tests/support/meilisearch-play.ts): one that answers searches but takes nothing more.

const FULL_DISK = { message: 'No space left on device.', code: 'no_space_left_on_device', type: 'system' }

let database: TestDatabase
let db: Database
let double: MeilisearchDouble
let play: MeilisearchPlay
const stops: (() => Promise<void>)[] = []

beforeEach(async () => {
  // What happens is told in the log; here it is what the tests ask for.
  for (const level of ['log', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
  database = await createTestDatabase()
  db = database.db
  double = await startMeilisearchDouble()
  play = playMeilisearch(double)
})
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  await double.close()
  await database.close()
})

async function open(): Promise<Search> {
  const search = await openWithMeilisearch(db, { url: double.url, apiKey: undefined })
  stops.push(search.stop)
  await untilMeilisearchAnswers(search)
  return search
}

async function untilStoodInFor(search: Search): Promise<void> {
  await vi.waitFor(async () => {
    // What was written is found, and the reader is told that something is amiss.
    expect(await answerOf(search, 'gratitude')).toMatchObject({
      engine: 'built-in',
      total: 1,
      notice: expect.stringMatching(/reserve/),
    })
  }, PATIENCE)
}

type Fault = { what: string; begin: () => void; end: () => void }

const FAULTS: Fault[] = [
  {
    what: 'a disk that is full',
    begin: () => {
      play.outcomeOf = () => FULL_DISK
    },
    end: () => {
      play.outcomeOf = () => null
    },
  },
  {
    what: 'a key that has expired',
    begin: () => {
      play.refusesWrites = true
    },
    end: () => {
      play.refusesWrites = false
    },
  },
]

test.each(FAULTS)('a double: $what is an outage until what was written is there', async ({ begin, end }) => {
  const search = await open()
  begin()
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  await untilStoodInFor(search)
  end()
  await untilMeilisearchAnswers(search)
  expect(await answerOf(search, '')).toMatchObject({ engine: 'meilisearch', notice: null })
})

test('a double: a site that starts on one that takes nothing says so, and does not ask it', async () => {
  const first = await open()
  await first.stop()
  play.refusesWrites = true
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  const search = await openWithMeilisearch(db, { url: double.url, apiKey: undefined })
  stops.push(search.stop)
  await untilStoodInFor(search)
  play.refusesWrites = false
  await untilMeilisearchAnswers(search)
})

test('a double: a task that never ends is an outage too, for the process that writes and for the others', async () => {
  const builtIn = await startSearch(db, { engine: 'built-in' })
  stops.push(builtIn.stop)
  const connect = () => {
    const address = { url: double.url, apiKey: undefined }
    const connection = new MeilisearchConnection(db, address, builtIn.engine, Promise.resolve(), {
      lagLimitMs: 300,
      lookEveryMs: 50,
    })
    stops.push(() => connection.stop())
    return connection
  }
  const connections = [connect(), connect()]
  const areOpen = () => connections.map(({ engine }) => engine !== undefined)
  await vi.waitFor(() => expect(areOpen()).toEqual([true, true]), PATIENCE)
  expect(connections.map(({ away }) => away)).toEqual([false, false])
  play.outcomeOf = () => 'processing'
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  await vi.waitFor(() => expect(areOpen()).toEqual([false, false]), PATIENCE)
  expect(connections.map(({ away }) => away)).toEqual([true, true])
  play.outcomeOf = () => null
  await vi.waitFor(() => expect(areOpen()).toEqual([true, true]), PATIENCE)
})

test('a double: forms of words that are too many for one request go in part, and the index is built', async () => {
  const titles = ['walk walked walking walks', 'listen listened listening listens', 'share shared sharing shares']
  for (const [number, title] of titles.entries()) await putConversation(db, { slug: `talk-${number}`, title })
  play.mostFormsBytes = 300
  const search = await openWithMeilisearch(db, { url: double.url, apiKey: undefined })
  stops.push(search.stop)
  await untilMeilisearchAnswers(search)
  const [forms] = [...play.forms.values()]
  expect(Object.keys(forms ?? {}).length).toBeGreaterThan(0)
  expect(JSON.stringify(forms).length).toBeLessThanOrEqual(300)
})
