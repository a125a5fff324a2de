import fs from 'node:fs'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { localFileStore } from '#app/files/local.server.ts'
import type { FileStore } from '#app/files/store.ts'
import { importPath } from '#app/ingest/import.server.ts'
import { currentPosition, readChanges } from '#app/search/changes.server.ts'
import { readManifest, storedFile, tableFile } from '#scripts/backup/manifest.ts'
import { restoreBackup } from '#scripts/backup/read-backup.ts'
import { writeBackup } from '#scripts/backup/write-backup.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const MIGRATIONS = 'prisma/migrations'
const QUIET = () => undefined

let source: TestDatabase
let target: TestDatabase
let folder = ''
let files: FileStore
let sourceFiles = ''

beforeAll(async () => {
  source = await createTestDatabase()
  sourceFiles = makeTemporaryFolder('files')
  files = localFileStore(sourceFiles)
  await importPath(source.db, files, 'prisma/seed', {})
  await source.db.pool.query(
    `INSERT INTO daily_count VALUES (now(), 'view', E'tab\\there, line\\nthere, \\\\N and “quotes”', 3);
     INSERT INTO audit_entry (actor, action, details) VALUES ('a', 'b', '{"deep": ["é", null, 1.5]}');
     UPDATE person SET aliases = ARRAY['one, two', NULL, '"three"', ''] WHERE id = (SELECT min(id) FROM person)`,
  )
})

beforeEach(async () => {
  target = await createTestDatabase()
  folder = path.join(makeTemporaryFolder('backup'), 'copy')
})

afterEach(async () => {
  await target.close()
  fs.rmSync(path.dirname(folder), { recursive: true })
})

afterAll(async () => {
  await source.close()
  fs.rmSync(sourceFiles, { recursive: true })
})

/** Every row of every table as text, but for the table of changes and the state of Meilisearch. */
async function allRows({ db }: TestDatabase): Promise<Record<string, string[]>> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('change', 'search_index') ORDER BY 1`,
  )
  const all: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await db.pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" AS t ORDER BY 1`)
    all[name] = rows.map(({ row }) => row)
  }
  return all
}

/** Rules, triggers and indexes, which no row tells of. */
async function shape({ db }: TestDatabase): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT 'constraint' AS what, conrelid::regclass::text || conname AS name, pg_get_constraintdef(oid) AS says
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT 'trigger', tgname || tgenabled::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
     ORDER BY 1, 2, 3`,
  )
  return rows
}

test('a backup brings back every table, every rule and every file as it was', async () => {
  const manifest = await writeBackup(source.db, files, folder, QUIET)
  expect(manifest.tables.find(({ name }) => name === 'conversation')?.rows).toBeGreaterThan(18)
  expect(manifest.files.length).toBeGreaterThan(0)

  const otherFolder = makeTemporaryFolder('files')
  const otherFiles = localFileStore(otherFolder)
  await restoreBackup(target.db, otherFiles, folder, { migrations: MIGRATIONS, replace: false, onStep: QUIET })
  expect(await allRows(target)).toEqual(await allRows(source))
  expect(await shape(target)).toEqual(await shape(source))
  for (const { key } of manifest.files) {
    const place = (root: string) => fs.readFileSync(path.join(root, key.slice(0, 2), key))
    expect(place(otherFolder).equals(place(sourceFiles)), key).toBe(true)
  }
  fs.rmSync(otherFolder, { recursive: true })

  // The sequences go on behind what is there.
  await target.db.pool.query(`INSERT INTO theme (slug, name) VALUES ('a-new-theme', 'A new theme')`)
})

test('a backup shows one moment, whatever is written while it is made', async () => {
  let rowsWritten = 0
  const manifest = await writeBackup(source.db, files, folder, (step) => {
    if (!step.includes('1 of') || rowsWritten > 0) return
    rowsWritten += 1
    void source.db.pool.query(
      `INSERT INTO organisation (slug, name) VALUES ('late', 'Late'); INSERT INTO news_item (slug, title, dated_on) VALUES ('late', 'Late', now())`,
    )
  })
  const rowsOf = (name: string) => manifest.tables.find((table) => table.name === name)?.rows
  const { rows } = await source.db.pool.query<{ organisations: number; news: number }>(
    `SELECT (SELECT count(*)::int FROM organisation WHERE slug <> 'late') AS organisations,
            (SELECT count(*)::int FROM news_item WHERE slug <> 'late') AS news`,
  )
  expect({ organisations: rowsOf('organisation'), news: rowsOf('news_item') }).toEqual(rows[0])
  await source.db.pool.query(`DELETE FROM organisation WHERE slug = 'late'; DELETE FROM news_item WHERE slug = 'late'`)
})

test('a restore tells whoever follows the archive of all that was there and all that is there now', async () => {
  await writeBackup(source.db, files, folder, QUIET)
  const { rows } = await target.db.pool.query<{ id: number }>(
    `INSERT INTO theme (id, slug, name) VALUES (987654, 'goes', 'It goes') RETURNING id`,
  )
  const position = await currentPosition(target.db.pool)
  await restoreBackup(target.db, files, folder, { migrations: MIGRATIONS, replace: true, onStep: QUIET })

  const read = await readChanges(target.db.pool, position)
  if (read.status !== 'ok') throw new Error(read.status)
  const conversations = await target.db.pool.query<{ id: number }>('SELECT id FROM conversation')
  expect(read.changed.get('conversation')).toEqual(new Set(conversations.rows.map(({ id }) => id)))
  expect(read.changed.get('theme')).toContain(rows[0]?.id)
})

test('an archive that holds something is replaced only when that is asked for', async () => {
  await writeBackup(source.db, files, folder, QUIET)
  await target.db.pool.query(`INSERT INTO organisation (slug, name) VALUES ('mine', 'Mine')`)
  const restore = (replace: boolean) =>
    restoreBackup(target.db, files, folder, { migrations: MIGRATIONS, replace, onStep: QUIET })
  await expect(restore(false)).rejects.toThrow('--replace')
  expect((await allRows(target))['organisation']).toHaveLength(1)
  await restore(true)
  expect(await allRows(target)).toEqual(await allRows(source))
})

test('a damaged backup changes nothing', async () => {
  await writeBackup(source.db, files, folder, QUIET)
  const before = await allRows(target)
  const restore = () =>
    restoreBackup(target.db, localFileStore(makeTemporaryFolder('files')), folder, {
      migrations: MIGRATIONS,
      replace: false,
      onStep: QUIET,
    })
  const [file] = readManifest(folder).files
  const place = storedFile(folder, file?.key ?? '')
  const content = fs.readFileSync(place)
  fs.writeFileSync(place, 'something else')
  await expect(restore()).rejects.toThrow('was changed')
  fs.writeFileSync(place, content)

  fs.truncateSync(tableFile(folder, 'person'), 40)
  await expect(restore()).rejects.toThrow('the table person')
  fs.rmSync(path.join(folder, 'backup.json'))
  await expect(restore()).rejects.toThrow('is no backup')
  expect(await allRows(target)).toEqual(before)
})

test('a backup of a later version is refused by name', async () => {
  await writeBackup(source.db, files, folder, QUIET)
  const manifest = readManifest(folder)
  manifest.migrations.push({ name: '20990101000000_later', checksum: 'x' })
  fs.writeFileSync(path.join(folder, 'backup.json'), JSON.stringify(manifest))
  await expect(
    restoreBackup(target.db, files, folder, { migrations: MIGRATIONS, replace: false, onStep: QUIET }),
  ).rejects.toThrow('20990101000000_later')
})

test('nothing is left of a backup that fails, and nothing is written over', async () => {
  const empty = makeTemporaryFolder('files')
  await expect(writeBackup(source.db, localFileStore(empty), folder, QUIET)).rejects.toThrow('which is missing')
  expect(fs.readdirSync(path.dirname(folder))).toEqual([])
  fs.mkdirSync(folder)
  await expect(writeBackup(source.db, files, folder, QUIET)).rejects.toThrow('is there already')
  fs.rmSync(empty, { recursive: true })
})
