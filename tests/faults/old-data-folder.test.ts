import fs from 'node:fs'
import path from 'node:path'

import { afterEach, expect, test } from 'vitest'

import { openDatabase } from '#app/archive/database.server.ts'
import { localFileStore } from '#app/files/local.server.ts'
import { sumOf } from '#app/files/sum.server.ts'
import { startEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts'
import { applyMigrations, readMigrations } from '#app/platform/migrations.server.ts'
import { restoreBackup } from '#scripts/backup/read-backup.ts'
import { runSql } from '#tests/support/embedded-database.ts'
import { startSite, stopAllSites } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const FIRST = 'tests/fixtures/first-version'

let dataDir = ''

afterEach(async () => {
  await stopAllSites()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

/**
 * A data folder as the first version left it: its tables by its own migrations, its rows, and its files, which anybody could
 * read. (The folder itself would be 39 MB, nearly all of it Postgres's own catalogue.)
 */
async function makeOldDataFolder(): Promise<{ keys: string[] }> {
  dataDir = makeTemporaryFolder('old-data')
  const postgres = await startEmbeddedPostgres({ dataDir })
  await applyMigrations(postgres.url, `${FIRST}/migrations`)
  const db = openDatabase(postgres.url)
  const options = { migrations: `${FIRST}/migrations`, replace: false, onStep: () => undefined }
  const files = path.join(dataDir, 'files')
  const { files: stored } = await restoreBackup(db, localFileStore(files), `${FIRST}/backup`, options)
  await db.close()
  await postgres.stop()
  for (const place of placesIn(files)) fs.chmodSync(place, fs.statSync(place).isDirectory() ? 0o755 : 0o644)
  return { keys: stored.map(({ key }) => key) }
}

function placesIn(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return [folder, ...names.map((name) => path.join(folder, name))]
}

test('a data folder of the first version opens: migrated, searched, its files whole and its owner’s alone', async () => {
  const { keys } = await makeOldDataFolder()
  const site = await startSite({ env: { DATA_DIR: dataDir, SEARCH_ENGINE: 'built-in' } })
  const page = await fetch(`${site.url}/conversations/kindness-in-the-face-of-conflict`)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Marilyn McDougall')])
  const found = (await (await fetch(`${site.url}/search.json?q=psychological+safety`)).json()) as { total: number }
  expect(found.total).toBeGreaterThan(0)

  const { rows } = await runSql(dataDir, 'SELECT count(*)::int AS count FROM _prisma_migrations')
  expect(rows).toEqual([{ count: readMigrations('prisma/migrations').length }])
  const files = localFileStore(path.join(dataDir, 'files'))
  for (const key of keys) expect(await sumOf(files, key)).toBe(key)

  // The rights of files are mended behind the first requests; a site that stops has finished or left it.
  await expect.poll(() => site.output(), { timeout: 60_000 }).toContain('could be read by others')
  if (process.platform === 'win32') return
  for (const place of placesIn(path.join(dataDir, 'files'))) {
    expect((fs.statSync(place).mode & 0o077).toString(8), place).toBe('0')
  }
})
