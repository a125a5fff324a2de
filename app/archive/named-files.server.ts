import type { Pool, PoolClient } from 'pg'

import { dateInWords } from '#app/domain/dates.ts'

/** The stored files that rows name, and of what they are: what is checked, and what a missing one is called. */

export type NamedFile = {
  key: string
  /** As the row has it; null for a picture, of which only the key is kept. */
  bytes: number | null
  /** What readers see; null for a picture. */
  name: string | null
  owner: { kind: 'conversation' | 'offering'; slug: string; title: string | null; heldOn: string | null }
}

type Row = {
  key: string
  bytes: string | null
  name: string | null
  kind: 'conversation' | 'offering'
  slug: string
  title: string | null
  held_on: string | null
}

type Queryable = Pick<Pool | PoolClient, 'query'>

const FILES_AT_ONCE = 2000

/** One row a key: of several places the first. */
const NAMED = `
  SELECT DISTINCT ON (f.key COLLATE "C") f.key, f.bytes, f.name,
    CASE WHEN c.id IS NULL THEN 'offering' ELSE 'conversation' END AS kind,
    coalesce(c.slug, o.slug) AS slug, coalesce(c.title, o.title) AS title, left(c.held_on::text, 7) AS held_on
  FROM (
    SELECT file_key AS key, bytes, file_name AS name, conversation_id, NULL::int AS offering_id FROM recording
    UNION ALL SELECT poster_key, NULL, NULL, conversation_id, NULL FROM recording
    UNION ALL SELECT file_key, bytes, file_name, conversation_id, offering_id FROM document
  ) AS f
  LEFT JOIN conversation c ON c.id = f.conversation_id LEFT JOIN offering o ON o.id = f.offering_id`
const ORDER = `ORDER BY f.key COLLATE "C", f.name NULLS LAST, slug`

/** Every stored file that a row names, once, in the order of keys. Some thousand at a time are in memory. */
export async function* readNamedFiles(sql: Queryable): AsyncGenerator<NamedFile> {
  let last = ''
  for (;;) {
    const { rows } = await sql.query<Row>(
      `${NAMED} WHERE f.key IS NOT NULL AND f.key COLLATE "C" > $1 ${ORDER} LIMIT ${FILES_AT_ONCE}`,
      [last],
    )
    yield* rows.map(toNamedFile)
    last = rows.at(-1)?.key ?? ''
    if (rows.length < FILES_AT_ONCE) return
  }
}

/** Of what some stored files are. */
export async function findNamedFiles(sql: Queryable, keys: readonly string[]): Promise<NamedFile[]> {
  const { rows } = await sql.query<Row>(`${NAMED} WHERE f.key = ANY ($1) ${ORDER}`, [keys])
  return rows.map(toNamedFile)
}

/** How many stored files rows name. */
export async function countNamedFiles(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT file_key FROM recording WHERE file_key IS NOT NULL
       UNION SELECT poster_key FROM recording WHERE poster_key IS NOT NULL
       UNION SELECT file_key FROM document WHERE file_key IS NOT NULL) AS keys`,
  )
  return rows[0]?.count ?? 0
}

/** `“summary.md” of the conversation “Kindness in conflict” (December 2023, kindness-in-conflict)` */
export function fileInWords({ name, owner }: Pick<NamedFile, 'name' | 'owner'>): string {
  const { kind, slug, title, heldOn } = owner
  const file = name === null ? 'the picture' : `“${name}”`
  const where = [...(heldOn === null ? [] : [dateInWords(heldOn)]), slug].join(', ')
  return `${file} of the ${kind} ${title === null ? '' : `“${title}” `}(${where})`
}

function toNamedFile({ key, bytes, name, kind, slug, title, held_on: heldOn }: Row): NamedFile {
  return { key, bytes: bytes === null ? null : Number(bytes), name, owner: { kind, slug, title, heldOn } }
}
