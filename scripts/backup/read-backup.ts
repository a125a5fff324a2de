import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'

import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import type { Database } from '#app/archive/database.server.ts'
import type { FileStore } from '#app/files/store.ts'
import { isWhole } from '#app/files/sum.server.ts'
import { waitForLock } from '#app/platform/advisory-locks.server.ts'
import { CREATE_MIGRATIONS_TABLE, readMigrations } from '#app/platform/migrations.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { inTransaction } from '#app/platform/transaction.server.ts'

import { quoted, readTables } from './catalogue.ts'
import { readManifest, storedFile, tableFile, type Manifest, type TableFacts } from './manifest.ts'
import type { OnStep } from './write-backup.ts'

const MIGRATIONS_TABLE = '_prisma_migrations'
/** The kinds of the table of changes, and the tables whose ids they speak of. */
const KINDS = {
  conversation: 'conversation',
  person: 'person',
  theme: 'theme',
  organisation: 'organisation',
  series: 'series',
  offering: 'offering',
  news: 'news_item',
}

export type RestoreOptions = {
  /** The folder of Prisma migrations. */
  migrations: string
  /** Replaces an archive that holds something. */
  replace: boolean
  onStep: OnStep
}

/**
 * Puts a backup in the place of what a database holds. Files come first, so that no row names a missing one; the database
 * changes in one transaction, to the shape that it had when the copy was made (later migrations are for the caller). A
 * damaged backup changes nothing; of a partial one the files that it lacks are listed in what is given back. Whoever follows the table of changes hears of all that was there and all that is there
 * now. Throws an OperatorError when the backup is damaged or of a later version, or the archive is not empty.
 */
export async function restoreBackup(
  db: Database,
  files: FileStore,
  folder: string,
  { migrations, replace, onStep }: RestoreOptions,
): Promise<Manifest> {
  const manifest = readManifest(folder)
  const shape = shapeOf(manifest, migrations)
  // Before the work that takes long, and again when nobody can come between.
  if (!replace) await inTransaction(db.pool, expectEmpty)
  for (const [index, table] of manifest.tables.entries()) {
    await verify(folder, table)
    await onStep(`checked ${index + 1} of ${manifest.tables.length} tables`)
  }
  for (const [index, { key }] of manifest.files.entries()) {
    await restoreFile(files, key, storedFile(folder, key))
    await onStep(`${index + 1} of ${manifest.files.length} files`)
  }
  await inTransaction(db.pool, async (client) => {
    await waitForLock(client, 'migration', { scope: 'transaction' })
    if (!replace) await expectEmpty(client)
    const before = await readIds(client)
    await client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${CREATE_MIGRATIONS_TABLE}`)
    for (const sql of shape) await client.query(sql)
    for (const [index, table] of manifest.tables.entries()) {
      await fill(client, table, tableFile(folder, table.name))
      await onStep(`${index + 1} of ${manifest.tables.length} tables`)
    }
    for (const { name, value } of manifest.sequences) {
      await client.query('SELECT setval($1::regclass, $2::bigint, false)', [quoted(name), value])
    }
    await recordAll(client, before, await readIds(client))
  })
  return manifest
}

/** The SQL of the migrations that made the tables of a backup. */
function shapeOf(manifest: Manifest, folder: string): string[] {
  const known = new Map(readMigrations(folder).map((migration) => [migration.name, migration]))
  return manifest.migrations.map(({ name, checksum }) => {
    const migration = known.get(name)
    if (migration?.checksum === checksum) return migration.sql
    throw new OperatorError(
      `The backup was made by another version of this site (its migration ${name} is not this one's): restore it with that version, then upgrade.`,
    )
  })
}

async function expectEmpty(client: PoolClient): Promise<void> {
  for (const { name } of await readTables(client)) {
    if (name === MIGRATIONS_TABLE) continue
    const { rows } = await client.query<{ filled: boolean }>(`SELECT EXISTS (SELECT FROM ${quoted(name)}) AS filled`)
    if (!rows[0]?.filled) continue
    throw new OperatorError(
      `The archive is not empty (its table ${name} is not): name an empty one, or add --replace to put the backup in its place.`,
    )
  }
}

async function verify(folder: string, { name, sha256 }: TableFacts): Promise<void> {
  const hash = createHash('sha256')
  try {
    await pipeline(fs.createReadStream(tableFile(folder, name)), zlib.createGunzip(), hash)
  } catch (error) {
    throw new OperatorError(`The backup is damaged: the table ${name} cannot be read.`, { cause: error })
  }
  if (hash.digest('hex') !== sha256) throw new OperatorError(`The backup is damaged: the table ${name} was changed.`)
}

async function restoreFile(files: FileStore, key: string, place: string): Promise<void> {
  if (await isWhole(files, key)) return
  if (!fs.existsSync(place)) throw new OperatorError(`The backup is damaged: the file ${key} is missing.`)
  const stored = await files.put(place)
  if (stored.key !== key) throw new OperatorError(`The backup is damaged: the file ${key} was changed.`)
}

/** Triggers rest meanwhile: they would write a change for each row, before its neighbours are there. */
async function fill(client: PoolClient, { name, columns }: TableFacts, file: string): Promise<void> {
  await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`)
  const copy = client.query(copyFrom(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`))
  await pipeline(fs.createReadStream(file), zlib.createGunzip(), copy)
  await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`)
}

type Ids = Map<string, number[]>

async function readIds(client: PoolClient): Promise<Ids> {
  const ids: Ids = new Map()
  for (const [kind, table] of Object.entries(KINDS)) {
    const { rows } = await client.query<{ ids: number[] | null }>(`SELECT array_agg(id) AS ids FROM ${quoted(table)}`)
    ids.set(kind, rows[0]?.ids ?? [])
  }
  return ids
}

async function recordAll(client: PoolClient, before: Ids, after: Ids): Promise<void> {
  for (const kind of Object.keys(KINDS)) {
    const ids = [...new Set([...(before.get(kind) ?? []), ...(after.get(kind) ?? [])])]
    await client.query('INSERT INTO change (entity_kind, entity_id) SELECT $1, unnest($2::int[])', [kind, ids])
  }
  await client.query(`SELECT pg_notify('archive_changes', '')`)
}
