import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Search } from '#app/search/index.server.ts'
import { readIndexState } from '#app/search/meilisearch/position.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import {
  MEILISEARCH,
  startTestMeilisearch,
  type TestMeilisearch,
  WITHOUT_MEILISEARCH,
} from '#tests/support/meilisearch.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

import { answerOf, openWithMeilisearch, untilMeilisearchAnswers } from './meilisearch-support.ts'
import { putConversation } from './search-fixture.ts'

/** It starts npm and two programs, which takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000 })

let database: TestDatabase
let dataDir: string

beforeEach(async () => {
  database = await createTestDatabase()
  dataDir = makeTemporaryFolder('reindex')
})
afterEach(async () => {
  await database.close()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

async function reindex(variables: Record<string, string>): Promise<{ code: number | null; out: string; err: string }> {
  const { VITEST: _vitest, ...rest } = process.env
  const env = { ...rest, NODE_ENV: 'production' as const, DATABASE_URL: database.url, DATA_DIR: dataDir, ...variables }
  const child = spawn('npm', ['run', '--silent', 'reindex'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  await once(child, 'close')
  return { code: child.exitCode, out, err }
}

test('npm run reindex says that the built-in engine needs none', async () => {
  const { code, err } = await reindex({ SEARCH_ENGINE: 'built-in' })
  expect(code).toBe(1)
  expect(err).toMatch(/built anew at each start, there is nothing to do/)
})

if (!MEILISEARCH) test.skip(`npm run reindex, with a real server: ${WITHOUT_MEILISEARCH}`)

describe.runIf(MEILISEARCH)('With a real server', () => {
  let server: TestMeilisearch
  let search: Search

  beforeEach(async () => {
    server = await startTestMeilisearch()
  })
  afterEach(async () => {
    await search.stop()
    await server.close()
  })

  test('npm run reindex builds the index anew, tells how far it is, and a running site goes on with the new one', async () => {
    for (const slug of ['one', 'two', 'three']) await putConversation(database.db, { slug, title: 'Gratitude' })
    search = await openWithMeilisearch(database.db, server)
    await untilMeilisearchAnswers(search)
    const { uid, generation } = (await readIndexState(database.db))!
    const { code, out, err } = await reindex({ MEILISEARCH_URL: server.url, MEILISEARCH_API_KEY: server.apiKey })
    expect({ code, out }).toEqual({ code: 0, out: '3 entries were sent, 0 of them refused.\n' })
    expect(err).toMatch(/Building the index in Meilisearch/)
    expect(await readIndexState(database.db)).toMatchObject({ uid, generation: generation + 1 })
    await putConversation(database.db, { slug: 'four', title: 'Gratitude' })
    await untilMeilisearchAnswers(search)
    expect(await answerOf(search, 'gratitude')).toMatchObject({ engine: 'meilisearch', total: 4 })
  })
})
