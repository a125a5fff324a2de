import type { Availability } from '#app/domain/conversation.ts'
import { displayName } from '#app/domain/names.ts'
import type { Named } from '#app/domain/search.ts'

import { heldOnText, titleFor, titleLanguage } from './cards.server.ts'
import type { Database } from './database.server.ts'
import type { Prisma } from './generated/client.ts'

const FILE_SELECT = { fileKey: true, fileName: true, mediaType: true, bytes: true } as const

const CONVERSATION_SELECT = {
  id: true,
  slug: true,
  status: true,
  title: true,
  heldOn: true,
  heldOnPrecision: true,
  publishedAt: true,
  createdAt: true,
  summaryHtml: true,
  language: true,
  series: { select: { id: true, slug: true, name: true, organisation: { select: { name: true } } } },
  appearances: {
    orderBy: { position: 'asc' },
    select: {
      role: true,
      affiliation: true,
      person: { select: { slug: true, name: true, sortName: true, honorific: true } },
    },
  },
  themes: { orderBy: { position: 'asc' }, select: { theme: { select: { slug: true, name: true } } } },
  recordings: {
    orderBy: { position: 'asc' },
    select: {
      id: true,
      position: true,
      availability: true,
      kind: true,
      address: true,
      ...FILE_SELECT,
      posterKey: true,
      durationSeconds: true,
      chapters: { orderBy: { startSeconds: 'asc' }, select: { startSeconds: true, title: true } },
      captionTracks: {
        orderBy: { position: 'asc' },
        select: { id: true, position: true, language: true, label: true },
      },
    },
  },
  documents: {
    orderBy: { position: 'asc' },
    select: {
      id: true,
      availability: true,
      kind: true,
      title: true,
      address: true,
      ...FILE_SELECT,
      pages: true,
      language: true,
    },
  },
} satisfies Prisma.ConversationSelect

type Row = Prisma.ConversationGetPayload<{ select: typeof CONVERSATION_SELECT }>

/** A file of our own: `key` and `name` make its address, `bytes` is its size. */
export type StoredFile = { key: string; name: string; mediaType: string; bytes: number }

export type ConversationPerson = Named & {
  sortName: string
  role: 'speaker' | 'host' | 'facilitator'
  /** As it was then; empty where the source names none. */
  affiliation: string
}

export type ConversationRecording = {
  id: number
  /** From 0. */
  position: number
  availability: Availability
  kind: 'audio' | 'video'
  address: string | null
  file: StoredFile | null
  posterKey: string | null
  durationSeconds: number | null
  chapters: { startSeconds: number; title: string }[]
  captions: { id: number; position: number; language: string; label: string }[]
}

export type ConversationDocument = {
  id: number
  availability: Availability
  kind: 'insights' | 'slides' | 'transcript' | 'handout'
  title: string
  address: string | null
  file: StoredFile | null
  pages: number | null
  language: string | null
  html: string | null
  /** Whether it has HTML that is left out, since all of it together is longer than a page can show. */
  isTooLong: boolean
}

export type Conversation = {
  id: number
  slug: string
  /** Never empty. */
  title: string
  titleLanguage: string | null
  namesInTitle: boolean
  heldOn: string
  /** The row's date, for finding what lies before and after. */
  heldOnDate: Date
  summaryHtml: string
  language: string | null
  publishedAt: Date | null
  /** When it came into the archive. */
  addedAt: Date
  series: Named & { id: number; organisation: string | null }
  people: ConversationPerson[]
  themes: Named[]
  recordings: ConversationRecording[]
  documents: ConversationDocument[]
}

/** A conversation as a reader may have it. One that was withdrawn says so and no more; a draft is missing. */
export type FoundConversation =
  { status: 'published'; conversation: Conversation } | { status: 'withdrawn'; heldOn: string } | { status: 'missing' }

export async function findConversation(db: Database, slug: string): Promise<FoundConversation> {
  const row = await db.prisma.conversation.findFirst({
    where: { slug, status: { in: ['published', 'withdrawn'] } },
    select: CONVERSATION_SELECT,
  })
  if (row === null) return { status: 'missing' }
  const heldOn = heldOnText(row.heldOn, row.heldOnPrecision)
  if (row.status === 'withdrawn') return { status: 'withdrawn', heldOn }
  const readable = await readableHtml(db, row.id)
  return { status: 'published', conversation: { ...toConversation(row, readable), heldOn } }
}

/** Letters of HTML that a page holds, about three hours of reading; what is more would hold up the site while it is made. */
const READABLE_MAX_LETTERS = 1_000_000

/** The HTML of documents by their id, in order, as much as a page holds; null for one that is left out. */
async function readableHtml(db: Database, conversationId: number): Promise<Map<number, string | null>> {
  const { rows } = await db.pool.query<{ id: number; html: string | null }>(
    `SELECT id, CASE WHEN sum(length(html)) OVER (ORDER BY position) <= $2 THEN html END AS html
     FROM document WHERE conversation_id = $1 AND html IS NOT NULL ORDER BY position`,
    [conversationId, READABLE_MAX_LETTERS],
  )
  return new Map(rows.map(({ id, html }) => [id, html]))
}

function toConversation(row: Row, readable: ReadonlyMap<number, string | null>): Omit<Conversation, 'heldOn'> {
  const speakers = row.appearances.filter(({ role }) => role === 'speaker').map(({ person }) => person)
  return {
    id: row.id,
    slug: row.slug,
    title: titleFor(row.title, speakers),
    titleLanguage: titleLanguage(row),
    namesInTitle: row.title === null && speakers.length > 0,
    heldOnDate: row.heldOn,
    summaryHtml: row.summaryHtml,
    language: row.language,
    publishedAt: row.publishedAt,
    addedAt: row.createdAt,
    series: { ...row.series, organisation: row.series.organisation?.name ?? null },
    people: row.appearances.map(({ role, affiliation, person }) => ({
      slug: person.slug,
      name: displayName(person),
      sortName: person.sortName,
      role,
      affiliation,
    })),
    themes: row.themes.map(({ theme }) => theme),
    recordings: row.recordings.map(({ captionTracks, fileKey, fileName, mediaType, bytes, ...recording }) => ({
      ...recording,
      file: storedFile({ fileKey, fileName, mediaType, bytes }),
      captions: captionTracks,
    })),
    documents: row.documents.map(({ fileKey, fileName, mediaType, bytes, ...document }) => ({
      ...document,
      file: storedFile({ fileKey, fileName, mediaType, bytes }),
      html: readable.get(document.id) ?? null,
      isTooLong: readable.get(document.id) === null,
    })),
  }
}

type FileColumns = { fileKey: string | null; fileName: string | null; mediaType: string | null; bytes: bigint | null }

/** The database checks that a file's columns are there whole or not at all. */
export function storedFile({ fileKey, fileName, mediaType, bytes }: FileColumns): StoredFile | null {
  if (fileKey === null || fileName === null || mediaType === null) return null
  return { key: fileKey, name: fileName, mediaType, bytes: Number(bytes ?? 0) }
}
