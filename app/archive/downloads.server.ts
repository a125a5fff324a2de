import { displayName } from '#app/domain/names.ts'
import type { Named } from '#app/domain/search.ts'
import type { Cue } from '#app/domain/transcript.ts'

import { heldOnText, PUBLISHED, titleFor } from './cards.server.ts'
import { findCues } from './cues.server.ts'
import type { Database } from './database.server.ts'

/** What the summary of a conversation is written from. */
export type SummarySource = {
  title: string
  heldOn: string
  series: { name: string; organisation: string | null }
  people: { name: string; role: 'speaker' | 'host' | 'facilitator'; affiliation: string }[]
  themes: Named[]
  /** As the archive writes it: `en`, `pt-BR`. Null where it is not known. */
  language: string | null
  /** When it was last changed. */
  updatedAt: Date
  /** Markdown. */
  summary: string
  /** The insights that are here and can be read; `file` where their text is a stored file, as the Markdown it was. */
  insights: SummaryInsights[]
}

export type SummaryInsights = {
  /** The document's. */
  id: number
  title: string
  file: { key: string; name: string; mediaType: string } | null
}

/** The words that were found in a document. By SQL: Prisma hands a long text on several times. */
export async function documentText(db: Database, id: number): Promise<string> {
  const { rows } = await db.pool.query<{ text: string | null }>('SELECT text FROM document WHERE id = $1', [id])
  return rows[0]?.text ?? ''
}

/** Null for a conversation that is not published. */
export async function findSummarySource(db: Database, slug: string): Promise<SummarySource | null> {
  const row = await db.prisma.conversation.findFirst({
    where: { slug, ...PUBLISHED },
    select: {
      title: true,
      heldOn: true,
      heldOnPrecision: true,
      summary: true,
      series: { select: { name: true, organisation: { select: { name: true } } } },
      appearances: {
        orderBy: { position: 'asc' },
        select: { role: true, affiliation: true, person: { select: { slug: true, name: true, honorific: true } } },
      },
      themes: { orderBy: { position: 'asc' }, select: { theme: { select: { slug: true, name: true } } } },
      language: true,
      updatedAt: true,
      documents: {
        where: { kind: 'insights', availability: 'here', text: { not: null } },
        orderBy: { position: 'asc' },
        select: { id: true, title: true, fileKey: true, fileName: true, mediaType: true },
      },
    },
  })
  if (row === null) return null
  const speakers = row.appearances.filter(({ role }) => role === 'speaker').map(({ person }) => person)
  return {
    title: titleFor(row.title, speakers),
    heldOn: heldOnText(row.heldOn, row.heldOnPrecision),
    series: { name: row.series.name, organisation: row.series.organisation?.name ?? null },
    people: row.appearances.map(({ role, affiliation, person }) => ({ name: displayName(person), role, affiliation })),
    themes: row.themes.map(({ theme }) => theme),
    language: row.language,
    updatedAt: row.updatedAt,
    summary: row.summary,
    insights: row.documents.map(({ id, title, fileKey, fileName, mediaType }) => ({
      id,
      title,
      file:
        fileKey === null || fileName === null || mediaType === null
          ? null
          : { key: fileKey, name: fileName, mediaType },
    })),
  }
}

/** Which transcript is meant; what is null may be any, and the first is taken. */
export type TranscriptChoice = {
  /** As the archive writes it: `en`, `pt-BR`. */
  language: string | null
  /** The recording's, from 0. */
  position: number | null
}

/** The cues of a published conversation's transcript, which are those of a caption track. Null where there is none. */
export async function findTranscript(
  db: Database,
  slug: string,
  { language, position }: TranscriptChoice,
): Promise<Cue[] | null> {
  const track = await db.prisma.captionTrack.findFirst({
    where: {
      recording: { conversation: { slug, ...PUBLISHED }, ...(position === null ? {} : { position }) },
      ...(language === null ? {} : { language }),
    },
    orderBy: [{ recording: { position: 'asc' } }, { position: 'asc' }],
    select: { id: true },
  })
  const cues = track === null ? [] : await findCues(db, track.id)
  return cues.length === 0 ? null : cues
}
