import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'

import type { PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'

import type { Database } from '#app/archive/database.server.ts'
import { fileInWords, findNamedFiles } from '#app/archive/named-files.server.ts'
import type { FileStore } from '#app/files/store.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { withSnapshot } from '#app/search/changes.server.ts'

import { quoted, readFileKeys, readSequences, readTables, type Table } from './catalogue.ts'
import {
  FORMAT,
  storedFile,
  tableFile,
  writeManifest,
  type Manifest,
  type MissingFile,
  type TableFacts,
} from './manifest.ts'

/** Told after each table and file; waited for. */
export type OnStep = (what: string) => void | Promise<void>

/**
 * Writes a copy of the archive into a new folder, while the site runs: all tables as one moment saw them, then the files
 * that they name. Written beside its place and renamed when all of it is there. A file that the archive names and that is
 * missing, or is not what its key says, is left out and listed: the copy is partial then. Throws an OperatorError when the
 * folder is there already.
 */
export async function writeBackup(db: Database, files: FileStore, folder: string, onStep: OnStep): Promise<Manifest> {
  if (fs.existsSync(folder)) throw new OperatorError(`${folder} is there already: name a new folder.`)
  const draft = `${folder}.part-${process.pid}`
  try {
    // It holds everything, drafts too: for its owner's eyes.
    fs.mkdirSync(path.join(draft, 'tables'), { recursive: true, mode: 0o700 })
    const { keys, ...database } = await withSnapshot(db, (client) => writeDatabase(client, draft, onStep))
    const copied: Manifest['files'] = []
    const missing: MissingFile[] = []
    for (const [index, key] of keys.entries()) {
      const result = await writeFile(files, key, storedFile(draft, key))
      if (typeof result === 'number') copied.push({ key, bytes: result })
      else missing.push({ key, what: await whatIs(db, key), why: result })
      await onStep(`${index + 1} of ${keys.length} files`)
    }
    const manifest = { format: FORMAT, madeAt: new Date().toISOString(), ...database, files: copied, missing } as const
    writeManifest(draft, manifest)
    fs.renameSync(draft, folder)
    return manifest
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
  }
}

async function writeDatabase(client: PoolClient, folder: string, onStep: OnStep) {
  await client.query(`SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1`)
  const tables = await readTables(client)
  const facts: TableFacts[] = []
  for (const table of tables) {
    facts.push(await writeTable(client, table, tableFile(folder, table.name)))
    await onStep(`${facts.length} of ${tables.length} tables`)
  }
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  return { migrations, tables: facts, sequences: await readSequences(client), keys: await readFileKeys(client, tables) }
}

/** The rows of a table in the text format of COPY: https://www.postgresql.org/docs/current/sql-copy.html */
async function writeTable(client: PoolClient, { name, columns }: Table, file: string): Promise<TableFacts> {
  const hash = createHash('sha256')
  async function* hashed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  const copy = client.query(copyTo(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) TO STDOUT`))
  await pipeline(copy, hashed, zlib.createGzip(), fs.createWriteStream(file, { flush: true, mode: 0o600 }))
  return { name, columns, rows: copy.rowCount, sha256: hash.digest('hex') }
}

/** Gives the bytes of what was copied, or why it was not; nothing stays of a damaged one. */
async function writeFile(files: FileStore, key: string, place: string): Promise<number | MissingFile['why']> {
  const opened = await files.open(key)
  if (opened === null) return 'missing'
  fs.mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  async function* hashed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(opened.stream, hashed, fs.createWriteStream(place, { flush: true, mode: 0o600 }))
  if (hash.digest('hex') === key) return opened.bytes
  fs.rmSync(place)
  return 'damaged'
}

/** Of what a file is, now; a row that has gone since the copy began tells no more. */
async function whatIs(db: Database, key: string): Promise<string> {
  const [named] = await findNamedFiles(db.pool, [key])
  return named === undefined ? `the file ${key}` : fileInWords(named)
}
