import type { ArchiveRecords, RecordKind, RedirectRecord } from '#app/domain/archive-record.ts'

import type { Database } from '#app/archive/database.server.ts'

import { selectSql } from './table.ts'
import { TABLES } from './tables.ts'

/**
 * Whole records by their slugs; a slug that nothing has is left out. `cues` asks for the words of transcripts too: without,
 * every caption track comes with none (compare nothing with that, and never write it back).
 */
export async function readRecords<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  slugs: readonly string[],
  { cues = true }: { cues?: boolean } = {},
): Promise<Map<string, ArchiveRecords[Kind]>> {
  if (slugs.length === 0) return new Map()
  const values = kind === 'conversation' ? [slugs, cues] : [slugs]
  const { rows } = await db.pool.query<ArchiveRecords[Kind]>(selectSql(TABLES[kind]), values)
  return new Map(rows.map((row) => [row.slug, row]))
}

/** The slugs of everything of a kind, in order. */
export async function readSlugs(db: Database, kind: RecordKind): Promise<string[]> {
  const { rows } = await db.pool.query<{ slug: string }>(`SELECT slug FROM ${TABLES[kind].name} ORDER BY slug`)
  return rows.map(({ slug }) => slug)
}

export async function readRedirects(db: Database): Promise<RedirectRecord[]> {
  const sql = 'SELECT from_path AS "from", to_path AS "to" FROM redirect ORDER BY from_path'
  return (await db.pool.query<RedirectRecord>(sql)).rows
}
