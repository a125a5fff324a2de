import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { localFileStore } from '#app/files/local.server.ts'
import { sumOf } from '#app/files/sum.server.ts'
import { importPath } from '#app/ingest/import.server.ts'
import type { ReportItem } from '#app/ingest/report.ts'
import { applyMigrations, readMigrations } from '#app/platform/migrations.server.ts'
import { readManifest, type Manifest } from '#scripts/backup/manifest.ts'
import { restoreBackup } from '#scripts/backup/read-backup.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

// What the first version wrote must open in every later one. These folders are never written again.
const FIRST = 'tests/fixtures/first-version'
const MIGRATIONS = 'prisma/migrations'

let database: TestDatabase
let folder = ''

beforeAll(async () => {
  database = await createTestDatabase()
  folder = makeTemporaryFolder('files')
})

afterAll(async () => {
  await database.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

async function count(table: string): Promise<number> {
  const { rows } = await database.db.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`)
  return rows[0]?.count ?? 0
}

/** What the first version said of the evening whose files, people and themes are looked at one by one. */
const EVENING = {
  title: 'Kindness in the face of conflict',
  held_on: '2023-03-01',
  series: 'conversations-for-kindness',
  people: ['Miriam Fine Goulden', 'Marilyn McDougall', 'Shelley Riphagen'],
  files: ['summary-sheet.md'],
}

async function evening(): Promise<unknown> {
  const { rows } = await database.db.pool.query(
    `SELECT c.title, c.held_on::text, s.slug AS series,
       ARRAY(SELECT p.name FROM appearance a JOIN person p ON p.id = a.person_id
             WHERE a.conversation_id = c.id ORDER BY a.position) AS people,
       ARRAY(SELECT d.file_name FROM document d WHERE d.conversation_id = c.id AND d.file_key IS NOT NULL) AS files
     FROM conversation c JOIN series s ON s.id = c.series_id WHERE c.slug = 'kindness-in-the-face-of-conflict'`,
  )
  return rows[0]
}

test('a migration that was ever released stays as it was', () => {
  const now = new Map(readMigrations(MIGRATIONS).map(({ name, checksum }) => [name, checksum]))
  const then = readMigrations(`${FIRST}/migrations`)
  expect(then.map(({ name }) => name)).toEqual(readManifest(`${FIRST}/backup`).migrations.map(({ name }) => name))
  for (const { name, checksum } of then) expect(now.get(name), name).toBe(checksum)
})

test('a backup of the first version is restored whole', async () => {
  const files = localFileStore(folder)
  const manifest: Manifest = await restoreBackup(database.db, files, `${FIRST}/backup`, {
    migrations: MIGRATIONS,
    replace: false,
    onStep: () => undefined,
  })
  await applyMigrations(database.url, MIGRATIONS)
  for (const { name, rows } of manifest.tables) {
    if (name !== '_prisma_migrations') expect([name, await count(name)]).toEqual([name, rows])
  }
  expect(await count('_prisma_migrations')).toBe(readMigrations(MIGRATIONS).length)
  expect(manifest.files).toHaveLength(21)
  for (const { key } of manifest.files) expect(await sumOf(files, key)).toBe(key)
  expect(manifest.missing).toEqual([])
  expect(await evening()).toEqual(EVENING)
})

test('an export of the first version is imported whole, and changes nothing of what the backup brought', async () => {
  const other = await createTestDatabase()
  const place = makeTemporaryFolder('files')
  try {
    const items: ReportItem[] = []
    const files = localFileStore(place)
    const { totals } = await importPath(other.db, files, `${FIRST}/export`, { onItem: (item) => items.push(item) })
    expect(items.filter(({ action, problems }) => action !== 'added' || problems.length > 0)).toEqual([])
    expect(totals.added).toBe(73)
    for (const [file, key] of filesOf(`${FIRST}/export`)) expect(await sumOf(files, key), file).toBe(key)

    const again = await importPath(database.db, localFileStore(folder), `${FIRST}/export`)
    expect(again.totals).toMatchObject({ added: 0, changed: 0, unchanged: 73, refused: 0, ambiguous: 0 })
    expect(await evening()).toEqual(EVENING)
  } finally {
    await other.close()
    fs.rmSync(place, { recursive: true, force: true })
  }
})

/** The summary sheets of an archive folder and their sums. */
function filesOf(archive: string): [string, string][] {
  const names = fs.readdirSync(archive, { recursive: true, encoding: 'utf8' })
  const sheets = names.filter((name) => path.basename(name) === 'summary-sheet.md')
  expect(sheets.length).toBeGreaterThan(10)
  return sheets.map((name) => {
    const content = fs.readFileSync(path.join(archive, name))
    return [name, createHash('sha256').update(content).digest('hex')]
  })
}
