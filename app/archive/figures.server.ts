import type { Database } from './database.server.ts'

/** What the archive holds, as a reader may have it. Recordings and insights count the conversations that have one here. */
export type Figures = {
  conversations: number
  people: number
  themes: number
  recordings: number
  insights: number
  documents: number
  /** Months, `YYYY-MM`; null of an empty archive. */
  first: string | null
  last: string | null
}

/** The figures of the whole archive, or of one series. */
export async function archiveFigures(db: Database, seriesId: number | null = null): Promise<Figures> {
  const { rows } = await db.pool.query<Figures>(
    `WITH published AS (
       SELECT id, held_on FROM conversation
       WHERE status = 'published' AND ($1::int IS NULL OR series_id = $1)
     )
     SELECT count(*)::int AS conversations,
       to_char(min(held_on), 'YYYY-MM') AS first,
       to_char(max(held_on), 'YYYY-MM') AS last,
       (SELECT count(DISTINCT a.person_id)::int FROM appearance a JOIN published p ON p.id = a.conversation_id) AS people,
       (SELECT count(DISTINCT t.theme_id)::int FROM conversation_theme t JOIN published p ON p.id = t.conversation_id) AS themes,
       (SELECT count(DISTINCT r.conversation_id)::int FROM recording r JOIN published p ON p.id = r.conversation_id
        WHERE r.availability = 'here') AS recordings,
       (SELECT count(DISTINCT d.conversation_id)::int FROM document d JOIN published p ON p.id = d.conversation_id
        WHERE d.availability = 'here' AND d.kind = 'insights') AS insights,
       (SELECT count(*)::int FROM document d JOIN published p ON p.id = d.conversation_id
        WHERE d.availability = 'here') AS documents
     FROM published`,
    [seriesId],
  )
  const [figures] = rows
  if (figures === undefined) throw new Error('A query that counts gave no row')
  return figures
}
