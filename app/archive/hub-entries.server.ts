import { fileAddress } from '#app/domain/conversation.ts'
import { fromStoredDate } from '#app/domain/month.ts'
import { displayName } from '#app/domain/names.ts'

import { PUBLISHED } from './cards.server.ts'
import type { Database } from './database.server.ts'

/** A piece of news; `address` is where it was told first. */
export type NewsItem = {
  slug: string
  title: string
  bodyHtml: string
  organisation: string | null
  datedOn: string
  address: string | null
}

/** Published news by its slug; null for any other. */
export async function findNews(db: Database, slug: string): Promise<NewsItem | null> {
  const found = await db.prisma.newsItem.findFirst({
    where: { slug, ...PUBLISHED },
    select: {
      ...{ slug: true, title: true, bodyHtml: true, address: true, datedOn: true, datedPrecision: true },
      organisation: { select: { name: true } },
    },
  })
  if (found === null) return null
  const { datedOn, datedPrecision, organisation, ...rest } = found
  return { ...rest, organisation: organisation?.name ?? null, datedOn: stored(datedOn, datedPrecision) }
}

export type Offering = {
  slug: string
  kind: string
  title: string
  summaryHtml: string
  organisation: string
  /** Days, each once, in their order. */
  days: string[]
  people: { name: string; role: string }[]
  themes: string[]
  /** Those that open here or elsewhere. */
  documents: { title: string; address: string }[]
  booking: { kind: 'link' | 'email'; address: string } | null
}

/** What is on offer, by its slug, while it is published; null for any other. */
export async function findOffering(db: Database, slug: string): Promise<Offering | null> {
  const byPosition = { position: 'asc' } as const
  const found = await db.prisma.offering.findFirst({
    where: { slug, ...PUBLISHED },
    select: {
      ...{ slug: true, kind: true, title: true, summaryHtml: true, bookingKind: true, bookingAddress: true },
      organisation: { select: { name: true } },
      sessions: { select: { heldOn: true }, orderBy: { heldOn: 'asc' } },
      facilitators: {
        select: { role: true, person: { select: { name: true, honorific: true } } },
        orderBy: byPosition,
      },
      themes: { select: { theme: { select: { name: true } } }, orderBy: byPosition },
      documents: { select: { title: true, address: true, fileKey: true, fileName: true }, orderBy: byPosition },
    },
  })
  if (found === null) return null
  const { bookingKind, bookingAddress, organisation, sessions, facilitators, themes, documents, ...rest } = found
  const mayBook = bookingAddress !== null && (bookingKind === 'link' || bookingKind === 'email')
  return {
    ...rest,
    organisation: organisation.name,
    days: [...new Set(sessions.map(({ heldOn }) => stored(heldOn, 'day')))],
    people: facilitators.map(({ role, person }) => ({ role, name: displayName(person) })),
    themes: themes.map(({ theme }) => theme.name),
    documents: documents.flatMap(({ title, address, fileKey, fileName }) => {
      const opens = fileKey !== null && fileName !== null ? fileAddress(fileKey, fileName) : address
      return opens === null ? [] : [{ title, address: opens }]
    }),
    booking: mayBook ? { kind: bookingKind, address: bookingAddress } : null,
  }
}

function stored(date: Date, precision: 'day' | 'month' | 'year'): string {
  return fromStoredDate(date.toISOString().slice(0, 10), precision)
}
