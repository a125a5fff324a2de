import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import { localFileStore } from '#app/files/local.server.ts'
import type { FileStore } from '#app/files/store.ts'
import { importPath, type ImportOptions } from '#app/ingest/import.server.ts'
import type { ReportItem, ReportRemark, Totals } from '#app/ingest/report.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

/** Archives, folders and reports for the tests of import and export; everything is gone after each test. */

const opened: TestDatabase[] = []
const folders: string[] = []

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

export type TestArchive = { db: Database; url: string; files: FileStore; filesFolder: string }

export async function emptyArchive(): Promise<TestArchive> {
  const database = await createTestDatabase()
  opened.push(database)
  const filesFolder = emptyFolder()
  return { db: database.db, url: database.url, files: localFileStore(filesFolder), filesFolder }
}

export function emptyFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'third-thursday-import-'))
  folders.push(folder)
  return folder
}

/** Files by their path in a new folder. */
export function folderOf(files: Record<string, string | Buffer>): string {
  const folder = emptyFolder()
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), content)
  }
  return folder
}

/** A file of its own folder, for sources that are one file. */
export function fileOf(name: string, content: string | Buffer): string {
  return path.join(folderOf({ [name]: content }), name)
}

export type Imported = { items: ReportItem[]; remarks: ReportRemark[]; totals: Totals }

export async function importInto(
  { db, files }: TestArchive,
  source: string,
  options: ImportOptions = {},
): Promise<Imported> {
  const items: ReportItem[] = []
  const remarks: ReportRemark[] = []
  const { totals } = await importPath(db, files, source, {
    ...options,
    onItem: (item) => items.push(item),
    onRemark: (remark) => remarks.push(remark),
  })
  return { items, remarks, totals }
}

/** What a source consists of, item by item, as short as a test wants to read it. */
export function outcomes({ items }: Imported): string[] {
  return items.map(({ action, kind, slug, fields }) =>
    [action, kind, slug, ...fields].filter((part) => part !== null).join(' '),
  )
}

const LEFT_OUT = ['_prisma_migrations', 'change', 'revision', 'audit_entry', 'daily_count', 'enquiry']
const NEVER_THE_SAME = ['id', 'created_at', 'updated_at']

type Row = Record<string, unknown>

/**
 * Every table of an archive as rows that two databases can be compared by: ids are replaced by what they stand for,
 * timestamps are left out. Made from the schema, so that a table that is added is compared too.
 */
export async function dumpArchive(db: Database): Promise<Record<string, Row[]>> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name`,
  )
  const content = new Map<string, Row[]>()
  for (const { name } of tables) {
    if (!LEFT_OUT.includes(name))
      content.set(
        name,
        (await db.pool.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${name} AS t`)).rows.map(({ row }) => row),
      )
  }
  const { rows: keys } = await db.pool.query<{ table: string; column: string; target: string }>(
    `SELECT from_table.relname AS table, attname AS column, to_table.relname AS target
     FROM pg_constraint JOIN pg_class AS from_table ON from_table.oid = conrelid JOIN pg_class AS to_table ON to_table.oid = confrelid
     JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'f'`,
  )
  const byId = new Map([...content].map(([table, rows]) => [table, new Map(rows.map((row) => [row['id'], row]))]))
  function nameOf(table: string, id: unknown): string | null {
    if (id === null || id === undefined) return null
    const row = byId.get(table)?.get(id) ?? {}
    return typeof row['slug'] === 'string' ? row['slug'] : JSON.stringify(comparable(table, row, ['position']))
  }
  function comparable(table: string, row: Row, only?: string[]): Row {
    const references = keys.filter((key) => key.table === table)
    const entries = Object.entries(row).filter(([column]) => !NEVER_THE_SAME.includes(column))
    return Object.fromEntries(
      entries.flatMap(([column, value]) => {
        const reference = references.find((key) => key.column === column)
        if (reference !== undefined) return [[column, nameOf(reference.target, value)]]
        return only === undefined || only.includes(column) ? [[column, value]] : []
      }),
    )
  }
  return Object.fromEntries(
    [...content].map(([table, rows]) => {
      const named = rows.map((row) => comparable(table, row))
      return [table, named.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))]
    }),
  )
}

/** How many rows the table of changes has: an import that does nothing adds none. */
export async function countChanges(db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ count: string }>('SELECT count(*) AS count FROM change')
  return Number(rows[0]?.count)
}
