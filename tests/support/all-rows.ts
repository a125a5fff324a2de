import type pg from 'pg'

/** Every row of every table as text, by table, but for the table of changes and the state of Meilisearch. */
export async function allRows(sql: pg.Pool | pg.Client): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('change', 'search_index') ORDER BY 1`,
  )
  const all: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await sql.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" AS t ORDER BY 1`)
    all[name] = rows.map(({ row }) => row)
  }
  return all
}
