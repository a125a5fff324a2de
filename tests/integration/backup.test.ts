import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { localFileStore } from '#app/files/local.server.ts'
import { s3FileStore } from '#app/files/s3.server.ts'
import { StoreAwayError, type FileStore } from '#app/files/store.ts'
import { importPath } from '#app/ingest/import.server.ts'
import { currentPosition, readChanges } from '#app/search/changes.server.ts'
import { readManifest, storedFile, tableFile } from '#scripts/backup/manifest.ts'
import { restoreBackup } from '#scripts/backup/read-backup.ts'
import { writeBackup } from '#scripts/backup/write-backup.ts'
import { allRows } from '#tests/support/all-rows.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { startS3, type S3Server } from '#tests/support/s3-server.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const MIGRATIONS = 'prisma/migrations'
const QUIET = () => undefined

let source: TestDatabase
let target: TestDatabase
let folder = ''
let files: FileStore
let sourceFiles = ''
const buckets: S3Server[] = []

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
  for (const bucket of buckets.splice(0)) await bucket.close()
  fs.rmSync(path.dirname(folder), { recursive: true })
})

afterAll(async () => {
  await source.close()
  fs.rmSync(sourceFiles, { recursive: true })
})

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

async function startBucket(): Promise<S3Server> {
  const bucket = await startS3()
  buckets.push(bucket)
  return bucket
}

async function hashOf(store: FileStore, key: string): Promise<string> {
  const opened = await store.open(key)
  if (opened === null) return 'missing'
  const hash = createHash('sha256')
  await pipeline(opened.stream, hash)
  return hash.digest('hex')
}

/** The file in which a store keeps what a key names: the key itself, and what the S3 server puts behind it. */
function contentOf(top: string, key: string): string {
  const names = fs.readdirSync(path.join(top, key.slice(0, 2))).filter((name) => name.startsWith(key))
  const name = names.find((one) => !/_(?:metadata\.json|object\.md5)$/.test(one)) ?? ''
  return path.join(top, key.slice(0, 2), name)
}

test('a backup brings back every table, every rule and every file as it was', async () => {
  const manifest = await writeBackup(source.db, files, folder, QUIET)
  expect(manifest.tables.find(({ name }) => name === 'conversation')?.rows).toBeGreaterThan(18)
  expect(manifest.files.length).toBeGreaterThan(0)

  const otherFolder = makeTemporaryFolder('files')
  const otherFiles = localFileStore(otherFolder)
  await restoreBackup(target.db, otherFiles, folder, { migrations: MIGRATIONS, replace: false, onStep: QUIET })
  expect(await allRows(target.db.pool)).toEqual(await allRows(source.db.pool))
  expect(await shape(target)).toEqual(await shape(source))
  for (const { key } of manifest.files) {
    const place = (root: string) => fs.readFileSync(path.join(root, key.slice(0, 2), key))
    expect(place(otherFolder).equals(place(sourceFiles)), key).toBe(true)
  }
  fs.rmSync(otherFolder, { recursive: true })

  // The sequences go on behind what is there.
  await target.db.pool.query(`INSERT INTO theme (slug, name) VALUES ('a-new-theme', 'A new theme')`)
})

test('files of a bucket come back into another bucket', async () => {
  const [from, to] = await Promise.all([startBucket(), startBucket()])
  const [fromStore, toStore] = [s3FileStore(from.settings), s3FileStore(to.settings)]
  const { files: stored } = await writeBackup(source.db, files, folder, QUIET)
  for (const { key } of stored) await fromStore.put(storedFile(folder, key))

  const copy = `${folder}-of-bucket`
  await writeBackup(source.db, fromStore, copy, QUIET)
  await restoreBackup(target.db, toStore, copy, { migrations: MIGRATIONS, replace: false, onStep: QUIET })
  expect(await allRows(target.db.pool)).toEqual(await allRows(source.db.pool))
  expect(stored.length).toBeGreaterThan(0)
  for (const { key } of stored) expect(await hashOf(toStore, key)).toBe(key)
})

test('a backup shows one moment, whatever rows and files are written while it is made', async () => {
  const before = await allRows(source.db.pool)
  let late = ''
  const manifest = await writeBackup(source.db, files, folder, async (step) => {
    if (late !== '' || !step.startsWith('1 of')) return
    const { key, bytes } = await files.put(Readable.from([Buffer.from('Late words')]), { name: 'late.txt' })
    late = key
    await source.db.pool.query(
      `INSERT INTO organisation (slug, name) VALUES ('late', 'Late');
       INSERT INTO news_item (slug, title, dated_on) VALUES ('late', 'Late', now());
       INSERT INTO document (conversation_id, position, kind, title, file_key, file_name, media_type, bytes, sha256)
         SELECT min(id), 99, 'handout', 'Late', '${key}', 'late.txt', 'text/plain', ${bytes}, '${key}' FROM conversation`,
    )
  })
  expect((await allRows(source.db.pool))['document']).toHaveLength((before['document']?.length ?? 0) + 1)
  await source.db.pool.query(
    `DELETE FROM organisation WHERE slug = 'late'; DELETE FROM news_item WHERE slug = 'late';
     DELETE FROM document WHERE title = 'Late'`,
  )
  expect(manifest.files.map(({ key }) => key)).not.toContain(late)
  await restoreBackup(target.db, files, folder, { migrations: MIGRATIONS, replace: false, onStep: QUIET })
  expect(await allRows(target.db.pool)).toEqual(before)
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

test.each([
  `INSERT INTO organisation (slug, name) VALUES ('mine', 'Mine')`,
  `INSERT INTO theme (slug, name) VALUES ('mine', 'Mine')`,
  `INSERT INTO news_item (slug, title, dated_on) VALUES ('mine', 'Mine', now())`,
  `INSERT INTO daily_count VALUES (now(), 'view', 'mine', 1)`,
])('an archive that holds something is replaced only when that is asked for: %s', async (mine) => {
  await writeBackup(source.db, files, folder, QUIET)
  await target.db.pool.query(mine)
  const held = await allRows(target.db.pool)
  const restore = (replace: boolean) =>
    restoreBackup(target.db, files, folder, { migrations: MIGRATIONS, replace, onStep: QUIET })
  await expect(restore(false)).rejects.toThrow('--replace')
  expect(await allRows(target.db.pool)).toEqual(held)
  await restore(true)
  expect(await allRows(target.db.pool)).toEqual(await allRows(source.db.pool))
})

test('what is written into an empty archive while its files are put back is not replaced either', async () => {
  await writeBackup(source.db, files, folder, QUIET)
  let written = 0
  const restoring = restoreBackup(target.db, files, folder, {
    migrations: MIGRATIONS,
    replace: false,
    onStep: async (step) => {
      if (written > 0 || !step.endsWith('files')) return
      written += 1
      await target.db.pool.query(`INSERT INTO theme (slug, name) VALUES ('mine', 'Mine')`)
    },
  })
  await expect(restoring).rejects.toThrow('its table theme is not')
  expect((await allRows(target.db.pool))['theme']).toHaveLength(1)
})

describe.each(['a folder', 'a bucket'])('in %s', (place) => {
  test('a stored file that is cut off or damaged is whole again after a restore', async () => {
    const { files: stored } = await writeBackup(source.db, files, folder, QUIET)
    const s3 = place === 'a bucket' ? await startBucket() : undefined
    const top = s3?.folder ?? makeTemporaryFolder('files')
    const store = s3 ? s3FileStore(s3.settings) : localFileStore(top)
    const [cut, changed] = stored.map(({ key }) => key)
    if (cut === undefined || changed === undefined) throw new Error('The seed has two files.')
    for (const key of [cut, changed]) await store.put(storedFile(folder, key))
    fs.truncateSync(contentOf(top, cut), 5)
    fs.writeFileSync(contentOf(top, changed), fs.readFileSync(contentOf(top, changed)).fill('?', 0, 3))
    expect(await hashOf(store, changed)).not.toBe(changed)

    await restoreBackup(target.db, store, folder, { migrations: MIGRATIONS, replace: false, onStep: QUIET })
    for (const { key } of stored) expect(await hashOf(store, key)).toBe(key)
    fs.rmSync(top, { recursive: true, force: true })
  })
})

test('a damaged backup changes nothing', async () => {
  await writeBackup(source.db, files, folder, QUIET)
  const before = await allRows(target.db.pool)
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
  expect(await allRows(target.db.pool)).toEqual(before)
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
  const away = { ...files, open: () => Promise.reject(new StoreAwayError('The store is away.')) }
  await expect(writeBackup(source.db, away, folder, QUIET)).rejects.toThrow('The store is away.')
  expect(fs.readdirSync(path.dirname(folder))).toEqual([])
  fs.mkdirSync(folder)
  await expect(writeBackup(source.db, files, folder, QUIET)).rejects.toThrow('is there already')
})

test('a backup with a missing and a damaged file holds all else, names both, and can be restored', async () => {
  const other = makeTemporaryFolder('files')
  fs.cpSync(sourceFiles, other, { recursive: true })
  const store = localFileStore(other)
  const whole = await writeBackup(source.db, store, `${folder}-whole`, QUIET)
  const [gone, changed] = whole.files.map(({ key }) => key)
  if (gone === undefined || changed === undefined) throw new Error('The seed has two files.')
  fs.rmSync(contentOf(other, gone))
  fs.writeFileSync(contentOf(other, changed), fs.readFileSync(contentOf(other, changed)).fill('?', 0, 3))

  const manifest = await writeBackup(source.db, store, folder, QUIET)
  expect(manifest.missing.map(({ key, why }) => [key, why])).toEqual([
    [gone, 'missing'],
    [changed, 'damaged'],
  ])
  // By what an operator knows it: the file and the conversation.
  for (const { what } of manifest.missing) expect(what).toMatch(/^“.+” of the conversation .+\(\w+ \d{4}, [\w-]+\)$/)
  expect(manifest.files).toHaveLength(whole.files.length - 2)
  expect(fs.existsSync(storedFile(folder, changed))).toBe(false)
  expect(readManifest(folder).missing).toEqual(manifest.missing)

  const place = makeTemporaryFolder('files')
  const restored = localFileStore(place)
  const options = { migrations: MIGRATIONS, replace: false, onStep: QUIET }
  expect((await restoreBackup(target.db, restored, folder, options)).missing).toEqual(manifest.missing)
  expect(await allRows(target.db.pool)).toEqual(await allRows(source.db.pool))
  expect(await restored.has(gone)).toBe(false)
  for (const top of [other, place]) fs.rmSync(top, { recursive: true })
})
