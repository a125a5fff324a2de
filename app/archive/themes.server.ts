import type { MonthMark } from '#app/domain/conversation.ts'
import type { Named } from '#app/domain/search.ts'

import { PUBLISHED } from './cards.server.ts'
import type { Database } from './database.server.ts'
import { monthMarks } from './months.server.ts'

export type ListedTheme = Named & { letter: string; count: number }

export const THEMES_PAGE_SIZE = 150

const THEMES_SQL = `
WITH listed AS (
  SELECT t.slug, t.name, count(*)::int AS count, lower(normalize(t.name, NFD)) AS place,
    CASE WHEN upper(left(normalize(t.name, NFD), 1)) <> lower(left(normalize(t.name, NFD), 1))
      THEN upper(left(normalize(t.name, NFD), 1)) ELSE '#' END AS letter
  FROM theme t
  JOIN conversation_theme ct ON ct.theme_id = t.id
  JOIN conversation c ON c.id = ct.conversation_id AND c.status = 'published'
  GROUP BY t.id
)`

/** The first letters of the themes of what is published, each with how many there are. */
export async function themeLetters(db: Database): Promise<{ letter: string; count: number }[]> {
  const { rows } = await db.pool.query<{ letter: string; count: number }>(
    `${THEMES_SQL} SELECT letter, count(*)::int AS count FROM listed GROUP BY letter ORDER BY letter = '#', letter`,
  )
  return rows
}

/** Themes by name, of one letter or of all, a page of `THEMES_PAGE_SIZE`, each with its number of conversations. */
export async function themePage(db: Database, letter: string | null, page: number): Promise<ListedTheme[]> {
  const { rows } = await db.pool.query<ListedTheme>(
    `${THEMES_SQL} SELECT slug, name, letter, count FROM listed WHERE $1::text IS NULL OR letter = $1
     ORDER BY letter = '#', place, slug LIMIT ${THEMES_PAGE_SIZE} OFFSET $2`,
    [letter, (page - 1) * THEMES_PAGE_SIZE],
  )
  return rows
}

/** The themes met most often, at most `take`, by number. Of one series when `seriesId` is given. */
export async function mostMetThemes(
  db: Database,
  take: number,
  seriesId: number | null = null,
): Promise<ListedTheme[]> {
  const { rows } = await db.pool.query<ListedTheme>(
    `SELECT t.slug, t.name, upper(left(t.name, 1)) AS letter, count(*)::int AS count
     FROM theme t
     JOIN conversation_theme ct ON ct.theme_id = t.id
     JOIN conversation c ON c.id = ct.conversation_id AND c.status = 'published'
     WHERE $2::int IS NULL OR c.series_id = $2
     GROUP BY t.id ORDER BY count DESC, lower(t.name), t.slug LIMIT $1`,
    [take, seriesId],
  )
  return rows
}

export type Theme = Named & {
  id: number
  aliases: string[]
  descriptionHtml: string
  months: MonthMark[]
  /** Themes of the same conversations, the most frequent first, at most twelve. */
  metWith: (Named & { count: number })[]
}

const MET_WITH_SHOWN = 12

/** A theme of something published, with what it was met with; null for any other, and where nobody knows it. */
export async function findTheme(db: Database, slug: string): Promise<Theme | null> {
  const theme = await db.prisma.theme.findFirst({
    where: { slug, conversations: { some: { conversation: PUBLISHED } } },
    select: { id: true, slug: true, name: true, aliases: true, descriptionHtml: true },
  })
  if (theme === null) return null
  const [months, { rows: metWith }] = await Promise.all([
    monthMarks(db, { themeId: theme.id }),
    db.pool.query<Named & { count: number }>(
      `SELECT t.slug, t.name, count(*)::int AS count
       FROM conversation_theme own
       JOIN conversation c ON c.id = own.conversation_id AND c.status = 'published'
       JOIN conversation_theme other ON other.conversation_id = c.id AND other.theme_id <> own.theme_id
       JOIN theme t ON t.id = other.theme_id
       WHERE own.theme_id = $1
       GROUP BY t.id ORDER BY count DESC, lower(t.name), t.slug LIMIT ${MET_WITH_SHOWN}`,
      [theme.id],
    ),
  ])
  return { ...theme, months, metWith }
}
