import type { RedirectRecord } from '#app/domain/archive-record.ts'

import type { Database } from '#app/archive/database.server.ts'

import { readRedirects } from './read.server.ts'

/** By what names everything in the archive goes: what an import needs in memory to know things again. */

export type KnownEntry = { slug: string; sourceId: string | null; name: string; aliases: string[] }

export type KnownNames = {
  people: KnownEntry[]
  themes: KnownEntry[]
  organisations: KnownEntry[]
  series: (KnownEntry & { main: boolean })[]
  offerings: KnownEntry[]
  news: KnownEntry[]
  conversationSlugs: string[]
  redirects: RedirectRecord[]
}

export async function readKnownNames(db: Database): Promise<KnownNames> {
  async function rows<Row extends object>(sql: string): Promise<Row[]> {
    return (await db.pool.query<Row>(sql)).rows
  }
  const noAliases = `ARRAY[]::text[] AS aliases`
  const [people, themes, organisations, series, offerings, news, conversations, redirects] = await Promise.all([
    rows<KnownEntry>(`SELECT slug, source_id AS "sourceId", name, aliases FROM person ORDER BY id`),
    rows<KnownEntry>(`SELECT slug, NULL AS "sourceId", name, aliases FROM theme ORDER BY id`),
    rows<KnownEntry>(`SELECT slug, source_id AS "sourceId", name, ${noAliases} FROM organisation ORDER BY id`),
    rows<KnownEntry & { main: boolean }>(
      `SELECT slug, NULL AS "sourceId", name, ${noAliases}, main FROM series ORDER BY id`,
    ),
    rows<KnownEntry>(`SELECT slug, source_id AS "sourceId", title AS name, ${noAliases} FROM offering ORDER BY id`),
    rows<KnownEntry>(`SELECT slug, source_id AS "sourceId", title AS name, ${noAliases} FROM news_item ORDER BY id`),
    rows<{ slug: string }>('SELECT slug FROM conversation'),
    readRedirects(db),
  ])
  const conversationSlugs = conversations.map(({ slug }) => slug)
  return { people, themes, organisations, series, offerings, news, conversationSlugs, redirects }
}

/** A conversation as far as it takes to know it again. */
export type KnownConversation = {
  slug: string
  sourceId: string | null
  series: string
  heldOn: string
  title: string | null
  people: string[]
}

/** A month (`2023-12`) of a series to look into; without `withIds` only for what has no id of a source. */
export type WantedMonth = { series: string; month: string; withIds: boolean }

/** The conversations with one of these ids or slugs, and those of these months. */
export async function findConversations(
  db: Database,
  wanted: { ids?: string[]; slugs?: string[]; months?: WantedMonth[] },
): Promise<KnownConversation[]> {
  const { ids = [], slugs = [], months = [] } = wanted
  const { rows } = await db.pool.query<KnownConversation>(
    `WITH found AS (
       SELECT id FROM conversation WHERE source_id = ANY($1)
       UNION SELECT id FROM conversation WHERE slug = ANY($2)
       UNION SELECT c.id FROM unnest($3::text[], $4::date[], $5::boolean[]) AS wanted(series, month, with_ids)
         JOIN series ON series.slug = wanted.series
         JOIN conversation AS c ON c.series_id = series.id
           AND c.held_on >= wanted.month AND c.held_on < wanted.month + interval '1 month'
           AND (wanted.with_ids OR c.source_id IS NULL)
     )
     SELECT c.slug, c.source_id AS "sourceId", series.slug AS series, c.title,
       left(c.held_on::text, CASE c.held_on_precision WHEN 'month' THEN 7 ELSE 10 END) AS "heldOn",
       ARRAY(SELECT person.slug FROM appearance JOIN person ON person.id = appearance.person_id
             WHERE appearance.conversation_id = c.id) AS people
     FROM found JOIN conversation AS c ON c.id = found.id JOIN series ON series.id = c.series_id ORDER BY c.id`,
    [
      ids,
      slugs,
      months.map(({ series }) => series),
      months.map(({ month }) => `${month}-01`),
      months.map(({ withIds }) => withIds),
    ],
  )
  return rows
}
