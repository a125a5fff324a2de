import type { MonthMark } from '#app/domain/conversation.ts'

import { titleFor, titleLanguage } from './cards.server.ts'
import type { Database } from './database.server.ts'

/** Which conversations to look at; `from` and `to` are months (`YYYY-MM`), both included. */
export type MonthFilter = {
  seriesId?: number
  themeId?: number
  personId?: number
  from?: string
  to?: string
}

/** A cover draws no more. */
const THEMES_A_MONTH = 6

const MONTHS_SQL = `
WITH chosen AS (
  SELECT c.id, c.slug, c.title, c.language, c.held_on, to_char(c.held_on, 'YYYY-MM') AS month
  FROM conversation c
  WHERE c.status = 'published'
    AND ($1::int IS NULL OR c.series_id = $1)
    AND ($2::int IS NULL OR EXISTS (
      SELECT FROM conversation_theme x WHERE x.conversation_id = c.id AND x.theme_id = $2))
    AND ($3::int IS NULL OR EXISTS (
      SELECT FROM appearance x WHERE x.conversation_id = c.id AND x.person_id = $3))
    AND ($4::text IS NULL OR c.held_on >= ($4 || '-01')::date)
    AND ($5::text IS NULL OR c.held_on < ($5 || '-01')::date + interval '1 month')
),
theme_ranks AS (
  SELECT month, t.slug, row_number() OVER (PARTITION BY month ORDER BY count(*) DESC, t.slug) AS rank
  FROM chosen
  JOIN conversation_theme ct ON ct.conversation_id = chosen.id
  JOIN theme t ON t.id = ct.theme_id
  GROUP BY month, t.slug
),
themes AS (
  SELECT month, array_agg(slug ORDER BY rank) AS slugs FROM theme_ranks WHERE rank <= ${THEMES_A_MONTH} GROUP BY month
),
months AS (
  SELECT month, count(*)::int AS count, min(id) AS id, min(slug) AS slug, min(title) AS title,
    min(language) AS language
  FROM chosen GROUP BY month
)
SELECT months.month, months.count, months.slug, months.title, months.language, coalesce(themes.slugs, '{}') AS themes,
  CASE WHEN months.count = 1 AND months.title IS NULL THEN (
    SELECT json_agg(json_build_object('name', p.name, 'honorific', p.honorific) ORDER BY a.position)
    FROM appearance a JOIN person p ON p.id = a.person_id
    WHERE a.conversation_id = months.id AND a.role = 'speaker'
  ) END AS speakers
FROM months LEFT JOIN themes USING (month)
ORDER BY months.month`

type MonthRow = {
  month: string
  count: number
  slug: string
  title: string | null
  language: string | null
  themes: string[]
  speakers: { name: string; honorific: string | null }[] | null
}

/** The months in which something was held, oldest first. */
export async function monthMarks(db: Database, filter: MonthFilter = {}): Promise<MonthMark[]> {
  const { seriesId, themeId, personId, from, to } = filter
  const { rows } = await db.pool.query<MonthRow>(MONTHS_SQL, [
    seriesId ?? null,
    themeId ?? null,
    personId ?? null,
    from ?? null,
    to ?? null,
  ])
  return rows.map(({ month, count, slug, title, language, themes, speakers }) => ({
    month,
    count,
    only:
      count === 1
        ? { slug, title: titleFor(title, speakers ?? []), titleLanguage: titleLanguage({ title, language }) }
        : null,
    themes,
  }))
}

/**
 * The stretch of time in which to show some months: the life of the main series (of the whole archive where there is
 * none), made longer where they reach beyond it.
 */
export async function spanAround(db: Database, marks: readonly MonthMark[]): Promise<{ from: string; to: string }> {
  const { rows } = await db.pool.query<{ from: string | null; to: string | null }>(
    `SELECT to_char(min(c.held_on), 'YYYY-MM') AS from, to_char(max(c.held_on), 'YYYY-MM') AS to
     FROM conversation c JOIN series s ON s.id = c.series_id
     WHERE c.status = 'published' AND (s.main OR NOT EXISTS (SELECT FROM series WHERE main))`,
  )
  const [series] = rows
  const months = [series?.from ?? null, series?.to ?? null, ...marks.map(({ month }) => month)]
    .filter((month) => month !== null)
    .sort()
  const thisMonth = new Date().toISOString().slice(0, 7)
  return { from: months[0] ?? thisMonth, to: months.at(-1) ?? thisMonth }
}
