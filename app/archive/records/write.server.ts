import type pg from 'pg'

import type {
  ArchiveRecords,
  ConversationRecord,
  OfferingRecord,
  RecordKind,
  RedirectRecord,
} from '#app/domain/archive-record.ts'

import type { Database } from '#app/archive/database.server.ts'
import { inTransaction } from '#app/platform/transaction.server.ts'

import { writeRecordings } from './write-recordings.server.ts'
import { insertSql, rowsOf, updateSql, type Table } from './table.ts'
import {
  APPEARANCE,
  type Child,
  CONVERSATION_DOCUMENT,
  CONVERSATION_THEME,
  FACILITATOR,
  OFFERING_DOCUMENT,
  OFFERING_THEME,
  SESSION,
  TABLES,
} from './tables.ts'

/** A record as it is to be, and which of its fields are not so yet. */
export type ChangedRecord<Kind extends RecordKind> = { record: ArchiveRecords[Kind]; fields: string[] }

export type Writes = {
  added: { [Kind in RecordKind]: ArchiveRecords[Kind][] }
  changed: { [Kind in RecordKind]: ChangedRecord<Kind>[] }
  redirects: RedirectRecord[]
}

/** What others name comes before what names it. */
const WRITING_ORDER = ['organisation', 'series', 'person', 'theme', 'conversation', 'offering', 'news'] as const

export function noWrites(): Writes {
  return {
    added: { conversation: [], person: [], theme: [], organisation: [], series: [], offering: [], news: [] },
    changed: { conversation: [], person: [], theme: [], organisation: [], series: [], offering: [], news: [] },
    redirects: [],
  }
}

/** Writes everything in one transaction, or nothing. Rejects with Postgres' error when a row breaks a rule. */
export async function writeRecords(db: Database, writes: Writes): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    for (const kind of WRITING_ORDER) await writeKind(client, kind, writes)
    await writeRedirects(client, writes.redirects)
  })
}

async function writeKind<Kind extends RecordKind>(client: pg.PoolClient, kind: Kind, writes: Writes): Promise<void> {
  const table: Table<ArchiveRecords[Kind]> = TABLES[kind]
  const added: ArchiveRecords[Kind][] = writes.added[kind]
  const changed: ChangedRecord<Kind>[] = writes.changed[kind]
  await insert(client, table, added)
  if (changed.length > 0)
    await client.query(updateSql(table), [
      rowsOf(
        table,
        changed.map(({ record }) => record),
      ),
    ])
  if (kind === 'conversation')
    await writeConversationParts(client, writes.added.conversation, writes.changed.conversation)
  if (kind === 'offering') await writeOfferingParts(client, writes.added.offering, writes.changed.offering)
}

async function writeConversationParts(
  client: pg.PoolClient,
  added: ConversationRecord[],
  changed: ChangedRecord<'conversation'>[],
): Promise<void> {
  function of(field: string): ConversationRecord[] {
    return changed.filter(({ fields }) => fields.includes(field)).map(({ record }) => record)
  }
  await replaceParts(client, APPEARANCE, 'conversation', added, of('speakers'), ({ speakers }) => speakers)
  await replaceParts(client, CONVERSATION_THEME, 'conversation', added, of('themes'), themeRows)
  await replaceParts(
    client,
    CONVERSATION_DOCUMENT,
    'conversation',
    added,
    of('documents'),
    ({ documents }) => documents,
  )
  await remove(client, 'recording', 'conversation', of('recordings'))
  await writeRecordings(client, [...added, ...of('recordings')])
}

async function writeOfferingParts(
  client: pg.PoolClient,
  added: OfferingRecord[],
  changed: ChangedRecord<'offering'>[],
): Promise<void> {
  function of(field: string): OfferingRecord[] {
    return changed.filter(({ fields }) => fields.includes(field)).map(({ record }) => record)
  }
  await replaceParts(client, SESSION, 'offering', added, of('sessions'), ({ sessions }) => sessions)
  await replaceParts(client, FACILITATOR, 'offering', added, of('facilitators'), ({ facilitators }) => facilitators)
  await replaceParts(client, OFFERING_THEME, 'offering', added, of('themes'), themeRows)
  await replaceParts(client, OFFERING_DOCUMENT, 'offering', added, of('documents'), ({ documents }) => documents)
}

function themeRows({ themes }: { themes: string[] }): { theme: string }[] {
  return themes.map((theme) => ({ theme }))
}

/** The parts of added items, and those of changed ones anew: a list that changed is written whole. */
async function replaceParts<Item extends { slug: string }, Part extends object>(
  client: pg.PoolClient,
  table: Table<Child<Part>>,
  owner: 'conversation' | 'offering',
  added: Item[],
  changed: Item[],
  partsOf: (item: Item) => Part[],
): Promise<void> {
  await remove(client, table.name, owner, changed)
  const rows = [...added, ...changed].flatMap((item) =>
    partsOf(item).map((part, position) => ({ ...part, owner: item.slug, position })),
  )
  await insert(client, table, rows)
}

async function remove(
  client: pg.PoolClient,
  table: string,
  owner: 'conversation' | 'offering',
  items: { slug: string }[],
): Promise<void> {
  if (items.length === 0) return
  const owners = `SELECT id FROM ${owner} WHERE slug = ANY($1)`
  await client.query(`DELETE FROM ${table} WHERE ${owner}_id IN (${owners})`, [items.map(({ slug }) => slug)])
}

async function insert<R>(client: pg.PoolClient, table: Table<R>, records: readonly R[]): Promise<void> {
  if (records.length > 0) await client.query(insertSql(table), [rowsOf(table, records)])
}

async function writeRedirects(client: pg.PoolClient, redirects: RedirectRecord[]): Promise<void> {
  if (redirects.length === 0) return
  await client.query(
    `INSERT INTO redirect (from_path, to_path) SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT (from_path) DO UPDATE SET to_path = excluded.to_path`,
    [redirects.map(({ from }) => from), redirects.map(({ to }) => to)],
  )
}
