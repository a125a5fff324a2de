import type { PoolClient } from 'pg'

/**
 * Not part of a copy: the table of changes and how far Meilisearch has followed it, whose numbers are those of one
 * database's transactions. A restored database begins the one anew, with everything that is there, and the other is built.
 */
const LEFT_OUT = ['change', 'search_index']

export type Table = { name: string; columns: string[] }

/** The tables of the archive, each after those that it refers to, with the columns that are stored. */
export async function readTables(sql: PoolClient): Promise<Table[]> {
  const { rows: tables } = await sql.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL ($1)
     GROUP BY c.relname ORDER BY c.relname`,
    [LEFT_OUT],
  )
  const { rows: references } = await sql.query<{ from: string; to: string }>(
    `SELECT DISTINCT f.relname AS from, t.relname AS to FROM pg_constraint r
     JOIN pg_class f ON f.oid = r.conrelid JOIN pg_class t ON t.oid = r.confrelid
     WHERE r.contype = 'f' AND r.connamespace = 'public'::regnamespace AND f.oid <> t.oid`,
  )
  return inOrder(tables, references)
}

function inOrder(tables: Table[], references: { from: string; to: string }[]): Table[] {
  const ordered: Table[] = []
  let waiting = tables
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name))
    const blocked = new Set(references.filter(({ to }) => names.has(to)).map(({ from }) => from))
    const free = waiting.filter(({ name }) => !blocked.has(name))
    if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...names].join(', ')}`)
    ordered.push(...free)
    waiting = waiting.filter(({ name }) => blocked.has(name))
  }
  return ordered
}

/** The next number of each sequence. */
export async function readSequences(sql: PoolClient): Promise<{ name: string; value: string }[]> {
  const { rows } = await sql.query<{ name: string; value: string }>(
    `SELECT sequencename AS name, coalesce(last_value + increment_by, start_value)::text AS value
     FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'change_id_seq' ORDER BY 1`,
  )
  return rows
}

/** The keys of all stored files that a row names: columns whose names end in `_key` hold them. */
export async function readFileKeys(sql: PoolClient, tables: readonly Table[]): Promise<string[]> {
  const keys = new Set<string>()
  for (const { name, columns } of tables) {
    for (const column of columns.filter((one) => one.endsWith('_key'))) {
      const { rows } = await sql.query<{ key: string }>(
        `SELECT DISTINCT ${quoted(column)} AS key FROM ${quoted(name)} WHERE ${quoted(column)} ~ '^[0-9a-f]{64}$'`,
      )
      for (const { key } of rows) keys.add(key)
    }
  }
  return [...keys].sort()
}

/** `name` or `"Name"`, as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
