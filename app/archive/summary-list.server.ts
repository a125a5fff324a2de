import { heldOnText, NEWEST_FIRST, PUBLISHED, titleFor, CARD_SELECT } from './cards.server.ts'
import type { Database } from './database.server.ts'
import type { Prisma } from './generated/client.ts'

/** A published conversation whose summary may be taken away with others. */
export type ListedSummary = { slug: string; title: string; heldOn: string; updatedAt: Date }

export function summariesOfYear(db: Database, year: number): Promise<ListedSummary[]> {
  return list(db, { heldOn: { gte: new Date(Date.UTC(year, 0)), lt: new Date(Date.UTC(year + 1, 0)) } })
}

/** Null for a theme that nobody knows. */
export async function summariesOfTheme(
  db: Database,
  slug: string,
): Promise<{ name: string; summaries: ListedSummary[] } | null> {
  const theme = await db.prisma.theme.findUnique({ where: { slug }, select: { id: true, name: true } })
  if (theme === null) return null
  return { name: theme.name, summaries: await list(db, { themes: { some: { themeId: theme.id } } }) }
}

async function list(db: Database, where: Prisma.ConversationWhereInput): Promise<ListedSummary[]> {
  const rows = await db.prisma.conversation.findMany({
    where: { ...PUBLISHED, ...where },
    orderBy: NEWEST_FIRST,
    select: {
      ...{ slug: true, title: true, heldOn: true, heldOnPrecision: true, updatedAt: true },
      appearances: CARD_SELECT.appearances,
    },
  })
  return rows.map(({ slug, title, heldOn, heldOnPrecision, updatedAt, appearances }) => ({
    slug,
    title: titleFor(
      title,
      appearances.map(({ person }) => person),
    ),
    heldOn: heldOnText(heldOn, heldOnPrecision),
    updatedAt,
  }))
}
