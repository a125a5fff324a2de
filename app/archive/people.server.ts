import type { MonthMark } from '#app/domain/conversation.ts'
import { displayName } from '#app/domain/names.ts'
import { roleRuns, type RoleRun } from '#app/domain/roles.ts'
import type { Named } from '#app/domain/search.ts'

import { heldOnText, PUBLISHED } from './cards.server.ts'
import type { Database } from './database.server.ts'
import { monthMarks } from './months.server.ts'

/** A person in a list: `count` conversations, and how the latest of them that names a role described them. */
export type ListedPerson = Named & { letter: string; count: number; affiliation: string }

export const PEOPLE_PAGE_SIZE = 100

// Accents are folded for letter and order: É stands under E. Digits, and scripts whose letters have no capitals (each of
// the thousands of Chinese ones would be a heading of its own), stand under #.
const PEOPLE_SQL = peopleSql('')

function peopleSql(condition: string): string {
  return `
WITH published AS (
  SELECT a.person_id, count(DISTINCT c.id)::int AS count
  FROM appearance a JOIN conversation c ON c.id = a.conversation_id AND c.status = 'published' ${condition}
  GROUP BY a.person_id
),
listed AS (
  SELECT p.id, p.slug, p.name, p.honorific, published.count, lower(normalize(p.sort_name, NFD)) AS place,
    CASE WHEN upper(left(normalize(p.sort_name, NFD), 1)) <> lower(left(normalize(p.sort_name, NFD), 1))
      THEN upper(left(normalize(p.sort_name, NFD), 1)) ELSE '#' END AS letter
  FROM published JOIN person p ON p.id = published.person_id
)`
}

const AFFILIATION_SQL = `(
  SELECT a.affiliation FROM appearance a JOIN conversation c ON c.id = a.conversation_id AND c.status = 'published'
  WHERE a.person_id = listed.id AND a.affiliation <> '' ORDER BY c.held_on DESC, a.id DESC LIMIT 1)`

type PersonRow = {
  slug: string
  name: string
  honorific: string | null
  letter: string
  count: number
  affiliation: string | null
}

function toListed({ slug, name, honorific, letter, count, affiliation }: PersonRow): ListedPerson {
  return { slug, name: displayName({ name, honorific }), letter, count, affiliation: affiliation ?? '' }
}

/** The first letters of the sort names of those who appear in something published, each with how many there are. */
export async function peopleLetters(db: Database): Promise<{ letter: string; count: number }[]> {
  const { rows } = await db.pool.query<{ letter: string; count: number }>(
    `${PEOPLE_SQL} SELECT letter, count(*)::int AS count FROM listed GROUP BY letter ORDER BY letter = '#', letter`,
  )
  return rows
}

/** People in the order of their sort names, of one letter or of all, a page of `PEOPLE_PAGE_SIZE`. */
export async function peoplePage(db: Database, letter: string | null, page: number): Promise<ListedPerson[]> {
  const { rows } = await db.pool.query<PersonRow>(
    `${PEOPLE_SQL} SELECT slug, name, honorific, letter, count, ${AFFILIATION_SQL} AS affiliation
     FROM listed WHERE $1::text IS NULL OR letter = $1
     ORDER BY letter = '#', place, slug LIMIT ${PEOPLE_PAGE_SIZE} OFFSET $2`,
    [letter, (page - 1) * PEOPLE_PAGE_SIZE],
  )
  return rows.map(toListed)
}

/** Those who appear most often, at most `take`; in one series when `seriesId` is given. */
export async function mostHeard(db: Database, take: number, seriesId: number | null = null): Promise<ListedPerson[]> {
  const { rows } = await db.pool.query<PersonRow>(
    `${peopleSql('AND ($2::int IS NULL OR c.series_id = $2)')} SELECT slug, name, honorific, letter, count, ${AFFILIATION_SQL} AS affiliation
     FROM listed ORDER BY count DESC, place, slug LIMIT $1`,
    [take, seriesId],
  )
  return rows.map(toListed)
}

export type Person = Named & {
  id: number
  /** Without the honorific. */
  plainName: string
  bioHtml: string
  /** Affiliations over time, oldest first. */
  roles: RoleRun[]
  /** The latest, and the month that gave it. */
  latestRole: { affiliation: string; heldOn: string } | null
  months: MonthMark[]
  /** Who appeared with them, the most frequent first, at most eight. */
  company: (Named & { count: number })[]
  themes: (Named & { count: number })[]
}

const COMPANY_SHOWN = 8

/** A person who appears in something published; null for one who does not, or whom nobody knows. */
export async function findPerson(db: Database, slug: string): Promise<Person | null> {
  const row = await db.prisma.person.findFirst({
    where: { slug, appearances: { some: { conversation: PUBLISHED } } },
    select: {
      id: true,
      slug: true,
      name: true,
      honorific: true,
      bioHtml: true,
      appearances: {
        where: { conversation: PUBLISHED },
        orderBy: { conversation: { heldOn: 'asc' } },
        select: { affiliation: true, conversation: { select: { heldOn: true, heldOnPrecision: true } } },
      },
    },
  })
  if (row === null) return null
  const [months, company, themes] = await Promise.all([
    monthMarks(db, { personId: row.id }),
    companyOf(db, row.id),
    themesOf(db, row.id),
  ])
  const roles = row.appearances.map(({ affiliation, conversation }) => ({
    affiliation,
    heldOn: heldOnText(conversation.heldOn, conversation.heldOnPrecision),
  }))
  return {
    id: row.id,
    slug: row.slug,
    name: displayName(row),
    plainName: row.name,
    bioHtml: row.bioHtml,
    roles: roleRuns(roles),
    latestRole: roles.findLast(({ affiliation }) => affiliation !== '') ?? null,
    months,
    company,
    themes,
  }
}

async function companyOf(db: Database, personId: number): Promise<Person['company']> {
  const { rows } = await db.pool.query<{ slug: string; name: string; honorific: string | null; count: number }>(
    `SELECT p.slug, p.name, p.honorific, count(DISTINCT c.id)::int AS count
     FROM appearance own
     JOIN conversation c ON c.id = own.conversation_id AND c.status = 'published'
     JOIN appearance other ON other.conversation_id = c.id AND other.person_id <> own.person_id
     JOIN person p ON p.id = other.person_id
     WHERE own.person_id = $1
     GROUP BY p.id ORDER BY count DESC, p.sort_name, p.slug LIMIT ${COMPANY_SHOWN}`,
    [personId],
  )
  return rows.map(({ slug, name, honorific, count }) => ({ slug, name: displayName({ name, honorific }), count }))
}

async function themesOf(db: Database, personId: number): Promise<Person['themes']> {
  const { rows } = await db.pool.query<Named & { count: number }>(
    `SELECT t.slug, t.name, count(DISTINCT c.id)::int AS count
     FROM appearance own
     JOIN conversation c ON c.id = own.conversation_id AND c.status = 'published'
     JOIN conversation_theme ct ON ct.conversation_id = c.id
     JOIN theme t ON t.id = ct.theme_id
     WHERE own.person_id = $1
     GROUP BY t.id ORDER BY lower(t.name), t.slug`,
    [personId],
  )
  return rows
}
