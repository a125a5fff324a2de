import fs from 'node:fs'

import pg from 'pg'
import { afterEach, expect, test } from 'vitest'

import { ADVISORY_LOCKS, type AdvisoryLock, tryLock } from '#app/platform/advisory-locks.server.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts'
import { startMeilisearchDouble } from '#tests/support/meilisearch-double.ts'
import { playMeilisearch } from '#tests/support/meilisearch-play.ts'
import { copyPrepared } from '#tests/support/prepared-data.ts'
import { runCommand, runStart, startSite, stopAllSites } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const folders: string[] = []
let postgres: EmbeddedPostgres | undefined

afterEach(async () => {
  await stopAllSites()
  await postgres?.stop()
  postgres = undefined
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

function makeFolder(): string {
  const folder = makeTemporaryFolder('two-sites')
  folders.push(folder)
  return folder
}

test('two sites with one database and one Meilisearch start, and an import and a build run beside them', async () => {
  const double = await startMeilisearchDouble()
  playMeilisearch(double)
  const env = { DATA_DIR: makeFolder(), MEILISEARCH_URL: double.url, SEARCH_ENGINE: 'meilisearch' }
  try {
    const [one, other] = await Promise.all([startSite({ env }), startSite({ env })])
    const [imported, built] = await Promise.all([
      runCommand('import', ['prisma/seed'], env),
      runCommand('reindex', [], env),
    ])
    expect([imported.code, built.code], imported.output + built.output).toEqual([0, 0])
    for (const { url } of [one, other]) expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(await Promise.all([one.stop('SIGTERM'), other.stop('SIGTERM')])).toEqual([0, 0])
  } finally {
    await double.close()
  }
})

test.each(['migration', 'seed', 'import'] satisfies AdvisoryLock[])(
  'a site that waits for another program (%s) says so, and stops when it is told to',
  async (lock) => {
    const dataDir = copyPrepared('empty', makeFolder())
    postgres = await startEmbeddedPostgres({ dataDir })
    const other = new pg.Client(postgres.url)
    await other.connect()
    try {
      expect(await tryLock(other, lock)).toBe(true)
      const env = { DATA_DIR: dataDir, DATABASE_URL: postgres.url, SEARCH_ENGINE: 'built-in' }
      const sentence = `Waiting for ${ADVISORY_LOCKS[lock].waitsFor} …`
      const { code, output } = await runStart({ env, stopWhenSaid: new RegExp(sentence) })
      expect(output).toContain(sentence)
      expect(code, output).toBe(0)
    } finally {
      await other.end()
    }
  },
)
