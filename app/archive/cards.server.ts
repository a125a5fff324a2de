import type { Availability, ConversationCard, Holdings } from '#app/domain/conversation.ts'
import { excerptOf } from '#app/domain/excerpt.ts'
import { fromStoredDate, type DatePrecision } from '#app/domain/month.ts'
import { conversationTitle, displayName, type PersonName } from '#app/domain/names.ts'

import type { Prisma } from './generated/client.ts'

/** What a list of conversations needs of each. */
export const CARD_SELECT = {
  slug: true,
  title: true,
  heldOn: true,
  heldOnPrecision: true,
  summaryStart: true,
  language: true,
  appearances: {
    where: { role: 'speaker' },
    orderBy: { position: 'asc' },
    select: { person: { select: { slug: true, name: true, honorific: true } } },
  },
  themes: { orderBy: { position: 'asc' }, select: { theme: { select: { slug: true, name: true } } } },
  recordings: { select: { availability: true } },
  documents: { orderBy: { position: 'asc' }, select: { kind: true, title: true, availability: true } },
} satisfies Prisma.ConversationSelect

/** Newest first; within a day in the order in which the archive got them. */
export const NEWEST_FIRST = [{ heldOn: 'desc' }, { id: 'desc' }] satisfies Prisma.ConversationOrderByWithRelationInput[]

/** The access check of every list: what is published, and nothing else. */
export const PUBLISHED = { status: 'published' } satisfies Prisma.ConversationWhereInput

type CardRow = Prisma.ConversationGetPayload<{ select: typeof CARD_SELECT }>

export function toCard(row: CardRow): ConversationCard {
  const people = row.appearances.map(({ person }) => person)
  return {
    slug: row.slug,
    title: titleFor(row.title, people),
    titleLanguage: titleLanguage(row),
    namesInTitle: row.title === null && people.length > 0,
    heldOn: heldOnText(row.heldOn, row.heldOnPrecision),
    speakers: people.map((person) => ({ slug: person.slug, name: displayName(person) })),
    themes: row.themes.map(({ theme }) => theme),
    excerpt: excerptOf(row.summaryStart ?? ''),
    language: row.language,
    recording: nearest(row.recordings),
    insights: insightsOf(row.documents),
    slides: nearest(row.documents.filter(({ kind }) => kind === 'slides')),
  }
}

/** The insights among documents, those that open here first. */
export function insightsOf(
  documents: readonly { kind: string; title: string; availability: Availability }[],
): Holdings['insights'] {
  return documents
    .filter(({ kind }) => kind === 'insights')
    .map(({ title, availability }) => ({ title, availability }))
    .sort((a, b) => Number(b.availability === 'here') - Number(a.availability === 'here'))
}

/** What pages call a conversation whose row says `title`. */
export function titleFor(title: string | null, speakers: readonly PersonName[]): string {
  return conversationTitle({ title, names: speakers.map(displayName) })
}

/** The language of what `titleFor` gives; null for a title that it makes, in the language of our pages. */
export function titleLanguage({ title, language }: { title: string | null; language: string | null }): string | null {
  return title === null ? null : language
}

/** A date of the database as text, as exactly as it is known: `2023-12` or `2023-12-21`. */
export function heldOnText(heldOn: Date, precision: DatePrecision): string {
  return fromStoredDate(heldOn.toISOString().slice(0, 10), precision)
}

/** The best that can be said of several: one that opens here, else one elsewhere, else that none was published. */
export function nearest(things: readonly { availability: Availability }[]): Availability | null {
  const found = new Set(things.map(({ availability }) => availability))
  return (['here', 'elsewhere', 'unpublished'] as const).find((availability) => found.has(availability)) ?? null
}
