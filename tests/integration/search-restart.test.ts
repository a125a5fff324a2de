import fs from 'node:fs'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { type OpenArchive, openArchive } from '#app/archive/open-archive.server.ts'
import { connectPostgres } from '#app/platform/postgres-client.server.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

import { openSearch, putConversation, slugsFor } from './search-fixture.ts'

let dataDir: string
let archive: OpenArchive

beforeAll(async () => {
  dataDir = makeTemporaryFolder('search-restart')
  archive = await openArchive({ databaseUrl: undefined, dataDir }, () => undefined)
})
afterAll(async () => {
  await archive.close()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

async function postmaster(): Promise<number> {
  const file = fs
    .readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .find((name) => name.endsWith('postmaster.pid'))
  return Number(fs.readFileSync(`${dataDir}/${file}`, 'utf8').split('\n')[0])
}

/** Waits until the embedded Postgres answers again. */
async function untilItAnswers(): Promise<void> {
  await vi.waitFor(
    async () => {
      const client = await connectPostgres(archive.url)
      await client.end()
    },
    { timeout: 60_000, interval: 100 },
  )
}

test('search goes on while Postgres restarts, and then finds what was written meanwhile', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  await putConversation(archive.db, { slug: 'before', title: 'Gratitude before' })
  const search = await openSearch(archive.db)
  const before = await postmaster()
  process.kill(before, 'SIGKILL')
  const outcome = await search.search({
    q: 'gratitude',
    speaker: [],
    theme: [],
    from: null,
    to: null,
    kind: [],
    has: [],
    sort: 'relevance',
    page: 1,
  })
  expect(outcome).toMatchObject({ status: 'ok', total: 1 })
  await vi.waitFor(async () => expect(await postmaster()).not.toBe(before), { timeout: 60_000, interval: 100 })
  await untilItAnswers()
  await vi.waitFor(() => putConversation(archive.db, { slug: 'after', title: 'Gratitude after' }), {
    timeout: 60_000,
    interval: 200,
  })
  expect((await slugsFor(search, 'gratitude')).sort()).toEqual(['after', 'before'])
  await search.stop()
  expect(complaints.mock.calls.flat().join(' ')).not.toContain('nobody expected')
})
