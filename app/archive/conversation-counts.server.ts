import type { Database } from './database.server.ts'

const COUNTS_SQL = `
SELECT 'person' AS kind, p.slug, count(DISTINCT c.id)::int AS count
FROM person p JOIN appearance a ON a.person_id = p.id
JOIN conversation c ON c.id = a.conversation_id AND c.status = 'published'
WHERE p.slug = ANY($1) GROUP BY p.id
UNION ALL
SELECT 'theme', t.slug, count(*)::int
FROM theme t JOIN conversation_theme ct ON ct.theme_id = t.id
JOIN conversation c ON c.id = ct.conversation_id AND c.status = 'published'
WHERE t.slug = ANY($2) GROUP BY t.id`

/** In how many published conversations people appear and themes are met, by slug. Whoever has none is left out. */
export async function conversationCounts(
  db: Database,
  slugs: { person: string[]; theme: string[] },
): Promise<{ person: Map<string, number>; theme: Map<string, number> }> {
  const { rows } = await db.pool.query<{ kind: 'person' | 'theme'; slug: string; count: number }>(COUNTS_SQL, [
    slugs.person,
    slugs.theme,
  ])
  const of = (kind: 'person' | 'theme') =>
    new Map(rows.filter((row) => row.kind === kind).map(({ slug, count }) => [slug, count]))
  return { person: of('person'), theme: of('theme') }
}
