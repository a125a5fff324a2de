import type { PoolClient } from 'pg'

import type { Database } from '#app/archive/database.server.ts'
import type { EntryKind } from '#app/domain/search.ts'
import { inTransaction } from '#app/platform/transaction.server.ts'

import { conversations } from './documents/conversations.server.ts'
import { news, offerings, people, themes } from './documents/others.server.ts'
import { Names, type Queryable, type Read, type Reader } from './documents/reading.server.ts'
import type { SearchDocument } from './engine.ts'

/** Raised when a document gets other fields or other texts from the same rows: an index that is kept is then rebuilt. */
export const DOCUMENTS_VERSION = 2

/** What may have changed, as the table of changes names it. `appearances` is where a person appears, not their name. */
export type ChangedKind = EntryKind | 'appearances' | 'series' | 'organisation'
export type Changed = ReadonlyMap<ChangedKind, ReadonlySet<number>>

/** What an index is to be told: documents as they are now, and the keys of those that are no longer there. */
export type Refresh = { put: SearchDocument[]; removeKeys: string[] }

const READERS: Record<EntryKind, Reader> = {
  conversation: conversations,
  person: people,
  theme: themes,
  offering: offerings,
  news,
}

/** What is read at once: so few rows, with so short texts, that nobody is held up. A longer one is read by itself. */
const SLICE = { rows: 200, bytes: 256 * 1024 }
/** How long the texts are is asked for many rows ahead. */
const SIZES_AT_ONCE = 2000

/** How many documents the archive has, about: what progress is measured by. */
export async function countDocuments(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(`
    SELECT ((SELECT count(*) FROM conversation WHERE status = 'published') + (SELECT count(*) FROM person)
      + (SELECT count(*) FROM theme) + (SELECT count(*) FROM offering WHERE status = 'published')
      + (SELECT count(*) FROM news_item WHERE status = 'published'))::int AS count`)
  return rows[0]?.count ?? 0
}

/**
 * Everything that is published, in batches, as one connection sees it (within one snapshot, if it holds one). The next
 * batch is read while the last is worked with.
 */
export async function* readAllDocuments(client: PoolClient): AsyncGenerator<SearchDocument[]> {
  const names = new Names()
  for (const reader of Object.values(READERS)) {
    const { rows } = await client.query<{ id: number }>(reader.ids)
    const ids = rows.map(({ id }) => id)
    const long: ReadLong = (id) => reader.readLong?.(client, id, names) ?? reader.read(client, [id], names)
    for await (const { read } of oneAhead(readInSlices(client, reader, ids, names, long))) {
      if (read.length > 0) yield read.map(({ document }) => document)
    }
  }
}

type ReadLong = (id: number) => Promise<Read[]>
type Sizes = ReadonlyMap<number, number>
type Slice = { wanted: number[]; read: Read[] }

/** The documents of some rows, a slice at a time; `wanted` says which it is of, those included that are not there. */
async function* readInSlices(
  sql: Queryable,
  reader: Reader,
  ids: readonly number[],
  names: Names,
  readLong: ReadLong,
): AsyncGenerator<Slice, void> {
  for (let at = 0; at < ids.length; at += SIZES_AT_ONCE) {
    const some = ids.slice(at, at + SIZES_AT_ONCE)
    for (const wanted of slicesOf(some, await readSizes(sql, reader, some))) {
      const isLong = wanted.bytes > SLICE.bytes
      yield {
        wanted: wanted.ids,
        read: await (isLong ? readLong(wanted.ids[0]!) : reader.read(sql, wanted.ids, names)),
      }
    }
  }
}

async function readSizes(sql: Queryable, { sizes }: Reader, ids: readonly number[]): Promise<Sizes> {
  const { rows } = await sql.query<{ id: number; bytes: number }>(sizes, [ids])
  return new Map(rows.map(({ id, bytes }) => [id, bytes]))
}

function* slicesOf(ids: readonly number[], sizes: Sizes): Generator<{ ids: number[]; bytes: number }> {
  let slice: { ids: number[]; bytes: number } = { ids: [], bytes: 0 }
  for (const id of ids) {
    const bytes = sizes.get(id) ?? 0
    if (slice.ids.length === SLICE.rows || (slice.ids.length > 0 && slice.bytes + bytes > SLICE.bytes)) {
      yield slice
      slice = { ids: [], bytes: 0 }
    }
    slice.ids.push(id)
    slice.bytes += bytes
  }
  if (slice.ids.length > 0) yield slice
}

/** Each of what is read, while the one after it is under way already. */
async function* oneAhead<T>(source: AsyncGenerator<T, void>): AsyncGenerator<T> {
  let coming = begun(source)
  try {
    for (;;) {
      const { done, value } = await coming
      if (done) return
      coming = begun(source)
      yield value
    }
  } finally {
    // Whoever stops early gives the connection back when nothing is asked on it any more.
    await coming.catch(() => undefined)
  }
}

function begun<T>(source: AsyncGenerator<T, void>): Promise<IteratorResult<T, void>> {
  const coming = source.next()
  // It is awaited later, and may fail before.
  coming.catch(() => undefined)
  return coming
}

/** The documents that a change touches, in batches: those named, and those that show a name or a title of them. */
export async function* readChangedDocuments(db: Database, changed: Changed): AsyncGenerator<Refresh> {
  const touched = await expand(db.pool, changed)
  const names = new Names()
  for (const [kind, all] of touched) {
    const reader = READERS[kind]
    const { read: readShort, readLong } = reader
    const ids = [...all].sort((a, b) => a - b)
    // The parts of a long one are of one moment.
    const long: ReadLong = (id) =>
      readLong
        ? inTransaction(db.pool, (client) => readLong(client, id, names), 'snapshot')
        : readShort(db.pool, [id], names)
    for await (const { wanted, read } of oneAhead(readInSlices(db.pool, reader, ids, names, long))) {
      const found = new Set(read.map(({ id }) => id))
      yield {
        put: read.map(({ document }) => document),
        removeKeys: wanted.filter((id) => !found.has(id)).map((id) => `${kind}-${id}`),
      }
    }
  }
}

/**
 * Which documents show what else. A conversation that is published or withdrawn lets its people and themes appear or
 * vanish; a name that is changed stands in every conversation.
 */
const SHOWN_IN: { changed: ChangedKind; kind: EntryKind; sql: string }[] = [
  {
    changed: 'conversation',
    kind: 'person',
    sql: 'SELECT DISTINCT person_id AS id FROM appearance WHERE conversation_id = ANY($1)',
  },
  {
    changed: 'conversation',
    kind: 'theme',
    sql: 'SELECT DISTINCT theme_id AS id FROM conversation_theme WHERE conversation_id = ANY($1)',
  },
  {
    changed: 'person',
    kind: 'conversation',
    sql: 'SELECT DISTINCT conversation_id AS id FROM appearance WHERE person_id = ANY($1)',
  },
  {
    changed: 'person',
    kind: 'offering',
    sql: 'SELECT DISTINCT offering_id AS id FROM facilitator WHERE person_id = ANY($1)',
  },
  {
    changed: 'theme',
    kind: 'conversation',
    sql: 'SELECT DISTINCT conversation_id AS id FROM conversation_theme WHERE theme_id = ANY($1)',
  },
  {
    changed: 'theme',
    kind: 'offering',
    sql: 'SELECT DISTINCT offering_id AS id FROM offering_theme WHERE theme_id = ANY($1)',
  },
  { changed: 'organisation', kind: 'offering', sql: 'SELECT id FROM offering WHERE organisation_id = ANY($1)' },
  { changed: 'organisation', kind: 'news', sql: 'SELECT id FROM news_item WHERE organisation_id = ANY($1)' },
]

async function expand(sql: Queryable, changed: Changed): Promise<Map<EntryKind, Set<number>>> {
  const touched = new Map<EntryKind, Set<number>>()
  const touch = (kind: EntryKind, ids: Iterable<number>) => {
    const known = touched.get(kind) ?? new Set()
    for (const id of ids) known.add(id)
    touched.set(kind, known)
  }
  for (const [kind, ids] of changed) if (isEntryKind(kind)) touch(kind, ids)
  touch('person', changed.get('appearances') ?? [])
  await Promise.all(
    SHOWN_IN.map(async ({ changed: from, kind, sql: statement }) => {
      const ids = changed.get(from)
      if (!ids || ids.size === 0) return
      const { rows } = await sql.query<{ id: number }>(statement, [[...ids]])
      touch(
        kind,
        rows.map(({ id }) => id),
      )
    }),
  )
  return touched
}

function isEntryKind(kind: ChangedKind): kind is EntryKind {
  return kind in READERS
}
