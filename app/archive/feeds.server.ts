import { excerptOf } from '#app/domain/excerpt.ts'
import type { FeedEntry } from '#app/domain/feed-entry.ts'
import { displayName } from '#app/domain/names.ts'
import { spokenBy, type ListedRecording } from '#app/domain/recording-choice.ts'

import { CARD_SELECT, NEWEST_FIRST, PUBLISHED, titleFor } from './cards.server.ts'
import { storedFile, type StoredFile } from './conversation.server.ts'
import type { Database } from './database.server.ts'
import type { Prisma } from './generated/client.ts'

const FEED_SELECT = {
  id: true,
  slug: true,
  title: true,
  heldOn: true,
  startsAt: true,
  publishedAt: true,
  updatedAt: true,
  summaryStart: true,
  language: true,
  appearances: CARD_SELECT.appearances,
  themes: CARD_SELECT.themes,
} satisfies Prisma.ConversationSelect

type FeedRow = Prisma.ConversationGetPayload<{ select: typeof FEED_SELECT }>

/** The newest published conversations, at most `take`. */
export async function newestForFeed(db: Database, take: number): Promise<FeedEntry[]> {
  const rows = await db.prisma.conversation.findMany({
    where: PUBLISHED,
    orderBy: NEWEST_FIRST,
    take,
    select: FEED_SELECT,
  })
  const summaries = await shortSummaries(db, rows)
  return rows.map((row) => toFed(row, summaries))
}

export type FedRecording = FeedEntry & {
  file: StoredFile
  /** Seconds. */
  duration: number | null
  /** `recording` is the number that the address of its transcript needs, null where it needs none. */
  transcript: { recording: number | null } | null
}

/** The newest published conversations that have a recording of our own, at most `take`, each with its first such. */
export async function newestRecordings(db: Database, take: number): Promise<FedRecording[]> {
  const ownFile = { availability: 'here', fileKey: { not: null } } satisfies Prisma.RecordingWhereInput
  const rows = await db.prisma.conversation.findMany({
    where: { ...PUBLISHED, recordings: { some: ownFile } },
    orderBy: NEWEST_FIRST,
    take,
    select: {
      ...FEED_SELECT,
      recordings: {
        orderBy: { position: 'asc' },
        select: {
          position: true,
          availability: true,
          kind: true,
          address: true,
          fileKey: true,
          fileName: true,
          mediaType: true,
          bytes: true,
          durationSeconds: true,
          captionTracks: { select: { language: true, label: true } },
        },
      },
    },
  })
  const summaries = await shortSummaries(db, rows)
  return rows.flatMap(({ recordings, ...row }) => {
    const known = recordings.map(({ captionTracks, ...recording }) => {
      return { ...recording, file: storedFile(recording), captions: captionTracks }
    })
    const episode = known.find(({ availability, file }) => availability === 'here' && file !== null)
    if (!episode?.file) return []
    const { file, durationSeconds: duration } = episode
    return [{ ...toFed(row, summaries), file, duration, transcript: transcriptOf(known, episode) }]
  })
}

/** The words of a recording are its own or those of another form of it; the first words of all come without a number. */
function transcriptOf<T extends ListedRecording>(recordings: readonly T[], shown: T): FedRecording['transcript'] {
  const spoken = spokenBy(recordings, shown)
  if (spoken === null) return null
  const first = recordings.find(({ captions }) => captions.length > 0)
  return { recording: spoken === first ? null : spoken.position + 1 }
}

/** A feed is read whole, again and again: of a summary that is longer it has the beginning. */
const FED_SUMMARY_LETTERS = 20_000

/** By the id of their conversation. */
async function shortSummaries(db: Database, rows: readonly { id: number }[]): Promise<Map<number, string>> {
  const { rows: found } = await db.pool.query<{ id: number; html: string }>(
    'SELECT id, summary_html AS html FROM conversation WHERE id = ANY ($1) AND length(summary_html) <= $2',
    [rows.map(({ id }) => id), FED_SUMMARY_LETTERS],
  )
  return new Map(found.map(({ id, html }) => [id, html]))
}

function toFed(row: FeedRow, summaries: ReadonlyMap<number, string>): FeedEntry {
  const people = row.appearances.map(({ person }) => person)
  return {
    slug: row.slug,
    title: titleFor(row.title, people),
    published: row.publishedAt ?? row.startsAt ?? row.heldOn,
    updated: row.updatedAt,
    speakers: people.map((person) => ({ slug: person.slug, name: displayName(person) })),
    themes: row.themes.map(({ theme }) => theme),
    summaryHtml: summaries.get(row.id) ?? '',
    excerpt: excerptOf(row.summaryStart ?? ''),
    language: row.language,
  }
}

export type SitePage = { kind: 'conversation' | 'person' | 'theme' | 'year'; name: string; changed: Date }

/** Pages of what is published; a page changes with every conversation on it. */
const PAGES_SQL = `
WITH shown AS (SELECT id, slug, held_on, updated_at FROM conversation WHERE status = 'published'),
pages AS (
  SELECT 1 AS part, 'conversation' AS kind, slug AS name, updated_at AS changed FROM shown
  UNION ALL
  SELECT 2, 'year', extract(year FROM held_on)::int::text, max(updated_at) FROM shown GROUP BY 3
  UNION ALL
  SELECT 3, 'person', p.slug, greatest(p.updated_at, max(shown.updated_at))
  FROM person p JOIN appearance a ON a.person_id = p.id JOIN shown ON shown.id = a.conversation_id GROUP BY p.id
  UNION ALL
  SELECT 4, 'theme', t.slug, greatest(t.updated_at, max(shown.updated_at))
  FROM theme t JOIN conversation_theme ct ON ct.theme_id = t.id JOIN shown ON shown.id = ct.conversation_id GROUP BY t.id
)`

/** How many pages there are of conversations, years, people and themes. */
export async function countPages(db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(`${PAGES_SQL} SELECT count(*)::int AS count FROM pages`)
  return rows[0]?.count ?? 0
}

/** Some of these pages, in an order that stays. */
export async function listPages(db: Database, offset: number, limit: number): Promise<SitePage[]> {
  const { rows } = await db.pool.query<SitePage>(
    `${PAGES_SQL} SELECT kind, name, changed FROM pages ORDER BY part, name LIMIT $1 OFFSET $2`,
    [limit, offset],
  )
  return rows
}
