import type { ConversationCard } from '#app/domain/conversation.ts'
import { displayName } from '#app/domain/names.ts'
import type { Named } from '#app/domain/search.ts'

import { CARD_SELECT, PUBLISHED, toCard } from './cards.server.ts'
import type { Database } from './database.server.ts'

/** A conversation that belongs beside another, with why: the themes and people that both have. */
export type Related = { card: ConversationCard; themes: Named[]; people: Named[] }

const SHOWN = 4

// What both share counts more the rarer it is, as in inverse document frequency (Sparck Jones 1972). A theme or a
// "Various speakers" of a thousand conversations says nothing about two of them: it is left out, which also keeps the
// query short.
const RELATED_SQL = `
WITH own_themes AS (
  SELECT ct.theme_id, (SELECT count(*) FROM conversation_theme x WHERE x.theme_id = ct.theme_id) AS uses
  FROM conversation_theme ct WHERE ct.conversation_id = $1
),
own_people AS (
  SELECT a.person_id, (SELECT count(*) FROM appearance x WHERE x.person_id = a.person_id) AS uses
  FROM appearance a WHERE a.conversation_id = $1
),
shared AS (
  SELECT ct.conversation_id, sum(1.0 / ln(1.5 + own.uses)) AS weight
  FROM own_themes own JOIN conversation_theme ct ON ct.theme_id = own.theme_id
  WHERE own.uses <= 1000
  GROUP BY ct.conversation_id
  UNION ALL
  SELECT other.conversation_id, sum(1.0 / ln(1.5 + own.uses))
  FROM own_people own JOIN appearance other ON other.person_id = own.person_id
  WHERE own.uses <= 1000
  GROUP BY other.conversation_id
)
SELECT shared.conversation_id AS id
FROM shared JOIN conversation c ON c.id = shared.conversation_id
WHERE c.status = 'published' AND c.id <> $1
GROUP BY shared.conversation_id, c.held_on
ORDER BY sum(weight) DESC, c.held_on DESC, shared.conversation_id DESC
LIMIT ${SHOWN}`

/** At most four published conversations that share themes or people with the one whose row id is `id`, nearest first. */
export async function relatedConversations(db: Database, id: number): Promise<Related[]> {
  const { rows: found } = await db.pool.query<{ id: number }>(RELATED_SQL, [id])
  const ids = found.map((row) => row.id)
  if (ids.length === 0) return []
  const everybody = {
    select: { person: { select: { slug: true, name: true, honorific: true } } },
    orderBy: { position: 'asc' },
  } as const
  const [own, rows] = await Promise.all([
    db.prisma.conversation.findUniqueOrThrow({
      where: { id },
      select: { appearances: everybody, themes: { select: { theme: { select: { slug: true } } } } },
    }),
    db.prisma.conversation.findMany({
      where: { ...PUBLISHED, id: { in: ids } },
      select: { ...CARD_SELECT, id: true },
    }),
  ])
  const others = await db.prisma.appearance.findMany({
    where: { conversationId: { in: ids }, person: { slug: { in: own.appearances.map(({ person }) => person.slug) } } },
    orderBy: { position: 'asc' },
    select: { conversationId: true, person: everybody.select.person },
  })
  const ownThemes = new Set(own.themes.map(({ theme }) => theme.slug))
  return rows
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .map((row) => {
      const card = toCard(row)
      const people = others.filter(({ conversationId }) => conversationId === row.id).map(({ person }) => person)
      const named = new Map(people.map((person) => [person.slug, { slug: person.slug, name: displayName(person) }]))
      return { card, themes: card.themes.filter(({ slug }) => ownThemes.has(slug)), people: [...named.values()] }
    })
}
