import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import { importPath } from '#app/ingest/import.server.ts'
import { fileStoreOf } from '#app/files/index.server.ts'
import type { Search } from '#app/search/index.server.ts'
import { adminClient } from '#app/search/meilisearch/client.server.ts'
import { buildIndex } from '#app/search/meilisearch/sync.server.ts'
import { loadSeed } from '#scripts/load-seed.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { MEILISEARCH, startTestMeilisearch } from '#tests/support/meilisearch.ts'
import { startMeilisearchDouble } from '#tests/support/meilisearch-double.ts'
import { playMeilisearch } from '#tests/support/meilisearch-play.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

import { openWithMeilisearch, untilMeilisearchAnswers } from './meilisearch-support.ts'
import { putConversation } from './search-fixture.ts'

let database: TestDatabase
let db: Database
const searches: Search[] = []

beforeEach(async () => {
  for (const level of ['log', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
  database = await createTestDatabase()
  db = database.db
})
afterEach(async () => {
  await Promise.all(searches.splice(0).map((search) => search.stop()))
  await database.close()
})

const SEED = 'prisma/seed'
const files = () => fileStoreOf({ dataDir: makeTemporaryFolder('seed-files'), filesS3: undefined })

async function countConversations(): Promise<number> {
  return db.prisma.conversation.count()
}

test('of two programs that start at once one loads the seed, the other waits for it and loads nothing', async () => {
  const store = files()
  const load = vi.fn(async (signal: AbortSignal) => {
    await importPath(db, store, SEED, { signal })
  })
  const loaded = await Promise.all([loadSeed(db, load), loadSeed(db, load)])
  expect(loaded.sort()).toEqual([false, true])
  expect(load).toHaveBeenCalledTimes(1)
  expect(await countConversations()).toBeGreaterThan(18)
})

test('who waits for another’s seed can be stopped', async () => {
  let goOn: () => void = () => undefined
  const slow = new Promise<void>((resolve) => (goOn = resolve))
  let begin: () => void = () => undefined
  const isBegun = new Promise<void>((resolve) => (begin = resolve))
  const first = loadSeed(db, async () => {
    begin()
    await slow
  })
  await isBegun
  const end = new AbortController()
  const second = loadSeed(db, async () => undefined, { signal: end.signal })
  end.abort(new Error('The site is being stopped.'))
  await expect(second).rejects.toThrow('The site is being stopped.')
  goOn()
  expect(await first).toBe(true)
})

const SERVERS = [
  {
    kind: 'a double',
    start: async () => {
      const double = await startMeilisearchDouble()
      playMeilisearch(double)
      return { url: double.url, apiKey: undefined, close: double.close }
    },
  },
  ...(MEILISEARCH ? [{ kind: 'a real one', start: startTestMeilisearch }] : []),
]

// What each process does with the locks of one database; that real processes do it too: tests/faults/two-sites.test.ts.
test.each(SERVERS)('two sites with one Meilisearch start, import and build ($kind)', async ({ start }) => {
  const server = await start()
  const open = async () => {
    await loadSeed(db, (signal) => importPath(db, files(), SEED, { signal }).then(() => undefined))
    const search = await openWithMeilisearch(db, server)
    searches.push(search)
    return search
  }
  try {
    const first = await open()
    await untilMeilisearchAnswers(first)
    // While the first one writes the index for as long as it lives.
    const second = await open()
    await untilMeilisearchAnswers(second)
    const admin = adminClient(server)
    const [imported, built] = await Promise.all([
      importPath(db, files(), SEED),
      buildIndex(db, admin, () => undefined),
      buildIndex(db, admin, () => undefined),
    ])
    expect(imported.totals.refused).toBe(0)
    expect(built.setAside).toEqual([])
    await putConversation(db, { slug: 'afterwards', title: 'Afterwards' })
    await Promise.all([first, second].map(untilMeilisearchAnswers))
  } finally {
    await Promise.all(searches.splice(0).map((search) => search.stop()))
    await server.close()
  }
})
