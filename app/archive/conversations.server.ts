import type { ConversationCard } from '#app/domain/conversation.ts'

import { CARD_SELECT, heldOnText, NEWEST_FIRST, PUBLISHED, titleFor, titleLanguage, toCard } from './cards.server.ts'
import type { Database } from './database.server.ts'
import type { Prisma } from './generated/client.ts'

/** Conversations in lists, a page of them. */
export const LIST_PAGE_SIZE = 30

export type CardPage = { cards: ConversationCard[]; total: number; page: number; pages: number }

type Choice = {
  seriesId?: number
  notSeriesId?: number
  themeId?: number
  personId?: number
  /** A calendar year. */
  year?: number
}

function whereOf({ seriesId, notSeriesId, themeId, personId, year }: Choice): Prisma.ConversationWhereInput {
  return {
    ...PUBLISHED,
    ...(seriesId === undefined ? {} : { seriesId }),
    ...(notSeriesId === undefined ? {} : { NOT: { seriesId: notSeriesId } }),
    ...(themeId === undefined ? {} : { themes: { some: { themeId } } }),
    ...(personId === undefined ? {} : { appearances: { some: { personId } } }),
    ...(year === undefined
      ? {}
      : { heldOn: { gte: new Date(Date.UTC(year, 0)), lt: new Date(Date.UTC(year + 1, 0)) } }),
  }
}

/** The newest conversations, at most `take`. */
export async function newestConversations(
  db: Database,
  take: number,
  choice: Choice = {},
): Promise<ConversationCard[]> {
  const rows = await db.prisma.conversation.findMany({
    where: whereOf(choice),
    orderBy: NEWEST_FIRST,
    take,
    select: CARD_SELECT,
  })
  return rows.map(toCard)
}

/** One page of the chosen conversations, newest first. A page beyond the last is empty. */
export async function conversationPage(db: Database, choice: Choice, page: number): Promise<CardPage> {
  const where = whereOf(choice)
  const [total, rows] = await Promise.all([
    db.prisma.conversation.count({ where }),
    db.prisma.conversation.findMany({
      where,
      orderBy: NEWEST_FIRST,
      skip: (page - 1) * LIST_PAGE_SIZE,
      take: LIST_PAGE_SIZE,
      select: CARD_SELECT,
    }),
  ])
  return { cards: rows.map(toCard), total, page, pages: Math.max(1, Math.ceil(total / LIST_PAGE_SIZE)) }
}

/** Conversations as lists show them, those among `slugs` that are published. */
export async function cardsBySlug(db: Database, slugs: string[]): Promise<Map<string, ConversationCard>> {
  const rows = await db.prisma.conversation.findMany({
    where: { ...PUBLISHED, slug: { in: slugs } },
    select: CARD_SELECT,
  })
  return new Map(rows.map((row) => [row.slug, toCard(row)]))
}

export type Neighbour = { slug: string; title: string; titleLanguage: string | null; heldOn: string }

/** The conversations before and after one in its series. */
export async function neighboursOf(
  db: Database,
  { id, seriesId, heldOn }: { id: number; seriesId: number; heldOn: Date },
): Promise<{ previous: Neighbour | null; next: Neighbour | null }> {
  const select = {
    slug: true,
    title: true,
    language: true,
    heldOn: true,
    heldOnPrecision: true,
    appearances: CARD_SELECT.appearances,
  } satisfies Prisma.ConversationSelect
  const series = { ...PUBLISHED, seriesId }
  const [previous, next] = await Promise.all([
    db.prisma.conversation.findFirst({
      where: { ...series, OR: [{ heldOn: { lt: heldOn } }, { heldOn, id: { lt: id } }] },
      orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
      select,
    }),
    db.prisma.conversation.findFirst({
      where: { ...series, OR: [{ heldOn: { gt: heldOn } }, { heldOn, id: { gt: id } }] },
      orderBy: [{ heldOn: 'asc' }, { id: 'asc' }],
      select,
    }),
  ])
  const toNeighbour = (row: typeof previous): Neighbour | null =>
    row && {
      slug: row.slug,
      title: titleFor(
        row.title,
        row.appearances.map(({ person }) => person),
      ),
      titleLanguage: titleLanguage(row),
      heldOn: heldOnText(row.heldOn, row.heldOnPrecision),
    }
  return { previous: toNeighbour(previous), next: toNeighbour(next) }
}

/** Each year in which something was held, newest first. */
export async function yearCounts(db: Database): Promise<{ year: number; count: number }[]> {
  const { rows } = await db.pool.query<{ year: number; count: number }>(
    `SELECT extract(year FROM held_on)::int AS year, count(*)::int AS count
     FROM conversation WHERE status = 'published' GROUP BY 1 ORDER BY 1 DESC`,
  )
  return rows
}
