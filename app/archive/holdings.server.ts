import type { Availability, Holdings } from '#app/domain/conversation.ts'

import { insightsOf, nearest, titleLanguage } from './cards.server.ts'
import type { Database } from './database.server.ts'

/** What the search page shows of a conversation beside what the index knows. */
export type ResultHoldings = Holdings & {
  /** Whether the title already says who spoke. */
  namesInTitle: boolean
  titleLanguage: string | null
  /** Of the summary, and of the words of the transcript that is searched. */
  language: string | null
  wordsLanguage: string | null
  /** Of the recording that opens here. */
  lengthSeconds: number | null
}

type HoldingsRow = {
  slug: string
  namesInTitle: boolean
  title: string | null
  language: string | null
  wordsLanguage: string | null
  recordings: { availability: Availability; seconds: number | null }[]
  documents: { kind: string; title: string; availability: Availability }[]
}

/** In one statement: every search asks for it, and Prisma would ask once a table. */
const HOLDINGS_SQL = `
  SELECT
    conversation.slug,
    conversation.title,
    conversation.language,
    (
      SELECT caption_track.language FROM caption_track JOIN recording ON recording.id = recording_id
      WHERE conversation_id = conversation.id ORDER BY recording.position, caption_track.position LIMIT 1
    ) AS "wordsLanguage",
    conversation.title IS NULL AND EXISTS (
      SELECT FROM appearance WHERE conversation_id = conversation.id AND role = 'speaker'
    ) AS "namesInTitle",
    (
      SELECT coalesce(json_agg(json_build_object(
        'availability', availability, 'seconds', duration_seconds
      ) ORDER BY position), '[]')
      FROM recording WHERE conversation_id = conversation.id
    ) AS recordings,
    (
      SELECT coalesce(json_agg(json_build_object(
        'kind', kind, 'title', title, 'availability', availability
      ) ORDER BY position), '[]')
      FROM document WHERE conversation_id = conversation.id AND kind IN ('insights', 'slides')
    ) AS documents
  FROM conversation
  WHERE status = 'published' AND slug = ANY ($1)`

/** By slug, for the conversations among `slugs` that are published. */
export async function holdingsBySlug(db: Database, slugs: string[]): Promise<Map<string, ResultHoldings>> {
  if (slugs.length === 0) return new Map()
  const { rows } = await db.pool.query<HoldingsRow>(HOLDINGS_SQL, [slugs])
  return new Map(
    rows.map(({ slug, namesInTitle, title, language, wordsLanguage, recordings, documents }) => [
      slug,
      {
        namesInTitle,
        titleLanguage: titleLanguage({ title, language }),
        language,
        wordsLanguage,
        recording: nearest(recordings),
        insights: insightsOf(documents),
        slides: nearest(documents.filter(({ kind }) => kind === 'slides')),
        lengthSeconds: recordings.find(({ availability }) => availability === 'here')?.seconds ?? null,
      },
    ]),
  )
}
