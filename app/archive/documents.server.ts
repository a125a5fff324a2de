import { CARD_SELECT, heldOnText, PUBLISHED, titleFor, titleLanguage } from './cards.server.ts'
import { storedFile, type ConversationDocument, type StoredFile } from './conversation.server.ts'
import type { Database } from './database.server.ts'
import type { Prisma } from './generated/client.ts'

export const DOCUMENTS_PAGE_SIZE = 50

/** A document that opens here, with the conversation it belongs to. */
export type ListedDocument = {
  id: number
  kind: ConversationDocument['kind']
  title: string
  language: string | null
  address: string | null
  file: StoredFile | null
  pages: number | null
  readable: boolean
  conversation: { slug: string; title: string; titleLanguage: string | null; heldOn: string }
}

export type DocumentPage = {
  documents: ListedDocument[]
  total: number
  pages: number
  /** Documents that open here, by kind; kinds without any are left out. */
  kinds: { kind: ConversationDocument['kind']; count: number }[]
  /** Documents that are known to exist, but not here. */
  elsewhere: number
}

/** What opens here, newest conversation first, of one kind or of all. */
export async function documentPage(
  db: Database,
  kind: ConversationDocument['kind'] | null,
  page: number,
): Promise<DocumentPage> {
  const here = { availability: 'here', conversation: PUBLISHED } satisfies Prisma.DocumentWhereInput
  const where = { ...here, ...(kind === null ? {} : { kind }) }
  const [rows, kinds, elsewhere] = await Promise.all([
    db.prisma.document.findMany({
      where,
      orderBy: [{ conversation: { heldOn: 'desc' } }, { conversationId: 'desc' }, { position: 'asc' }],
      skip: (page - 1) * DOCUMENTS_PAGE_SIZE,
      take: DOCUMENTS_PAGE_SIZE,
      select: {
        id: true,
        kind: true,
        title: true,
        language: true,
        address: true,
        fileKey: true,
        fileName: true,
        mediaType: true,
        bytes: true,
        pages: true,
        html: true,
        conversation: {
          select: {
            slug: true,
            title: true,
            language: true,
            heldOn: true,
            heldOnPrecision: true,
            appearances: CARD_SELECT.appearances,
          },
        },
      },
    }),
    db.prisma.document.groupBy({ by: ['kind'], where: here, _count: true, orderBy: { kind: 'asc' } }),
    db.prisma.document.count({ where: { availability: 'elsewhere', conversation: PUBLISHED } }),
  ])
  const counts = kinds.map(({ kind, _count }) => ({ kind, count: _count }))
  const total = counts.reduce((sum, found) => sum + (kind === null || found.kind === kind ? found.count : 0), 0)
  return {
    documents: rows.flatMap(({ html, conversation, fileKey, fileName, mediaType, bytes, ...document }) =>
      conversation === null
        ? []
        : {
            ...document,
            file: storedFile({ fileKey, fileName, mediaType, bytes }),
            readable: html !== null,
            conversation: {
              slug: conversation.slug,
              title: titleFor(
                conversation.title,
                conversation.appearances.map(({ person }) => person),
              ),
              titleLanguage: titleLanguage(conversation),
              heldOn: heldOnText(conversation.heldOn, conversation.heldOnPrecision),
            },
          },
    ),
    total,
    pages: Math.max(1, Math.ceil(total / DOCUMENTS_PAGE_SIZE)),
    kinds: counts,
    elsewhere,
  }
}
