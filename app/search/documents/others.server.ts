import { type DatePrecision, fromStoredDate } from '#app/domain/month.ts'
import { displayName } from '#app/domain/names.ts'
import type { EntryKind } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { htmlText } from '#app/search/html-text.ts'

import { groupRows, type Read, type Reader, selectionValues, selectRows } from './reading.server.ts'

type Row = { id: number; slug: string; source_id: string | null }
type PersonRow = Row & { name: string; honorific: string | null; aliases: string[]; bio_html: string }
type ThemeRow = { id: number; slug: string; name: string; aliases: string[]; description_html: string }
type OfferingRow = Row & { title: string; summary_html: string; organisation: string; held_on: string | null }
type NewsRow = Row & {
  title: string
  body_html: string
  organisation: string | null
  dated_on: string
  precision: DatePrecision
}

type PersonOfRow = { owner: number; slug: string; name: string; honorific: string | null }
type ThemeOfRow = { owner: number; slug: string; name: string }
type DocumentOfRow = { owner: number; title: string; text: string }

/** Who appears in nothing that is published has no page, so nothing is to be found. */
const PEOPLE = `
  SELECT p.id, p.slug, p.source_id, p.name, p.honorific, p.aliases, p.bio_html
  FROM person p
  WHERE EXISTS (
    SELECT FROM appearance a JOIN conversation c ON c.id = a.conversation_id
    WHERE a.person_id = p.id AND c.status = 'published'
  ) AND ${selectRows('p.id')}`

const THEMES = `
  SELECT t.id, t.slug, t.name, t.aliases, t.description_html FROM theme t WHERE ${selectRows('t.id')}`

/** An offering is dated by its first session. */
const OFFERINGS = `
  SELECT o.id, o.slug, o.source_id, o.title, o.summary_html, g.name AS organisation,
    (SELECT min(s.held_on)::text FROM offering_session s WHERE s.offering_id = o.id) AS held_on
  FROM offering o JOIN organisation g ON g.id = o.organisation_id
  WHERE o.status = 'published' AND ${selectRows('o.id')}`

const FACILITATORS = `
  SELECT f.offering_id AS owner, p.slug, p.name, p.honorific
  FROM facilitator f JOIN person p ON p.id = f.person_id
  WHERE f.offering_id = ANY($1) ORDER BY f.offering_id, f.position, p.id`

const OFFERING_THEMES = `
  SELECT ot.offering_id AS owner, t.slug, t.name
  FROM offering_theme ot JOIN theme t ON t.id = ot.theme_id
  WHERE ot.offering_id = ANY($1) ORDER BY ot.offering_id, ot.position, t.id`

const OFFERING_DOCUMENTS = `
  SELECT offering_id AS owner, title, text FROM document
  WHERE offering_id = ANY($1) AND availability = 'here' AND text <> '' ORDER BY offering_id, position, id`

const NEWS = `
  SELECT n.id, n.slug, n.source_id, n.title, n.body_html, g.name AS organisation, n.dated_on::text,
    n.dated_precision AS precision
  FROM news_item n LEFT JOIN organisation g ON g.id = n.organisation_id
  WHERE n.status = 'published' AND ${selectRows('n.id')}`

/** People who appear in something published. */
export const readPeople: Reader = async (sql, selection) => {
  const { rows } = await sql.query<PersonRow>(PEOPLE, selectionValues(selection))
  return rows.map((row) =>
    read('person', row, { title: displayName(row), aliases: row.aliases, summary: htmlText(row.bio_html) }),
  )
}

export const readThemes: Reader = async (sql, selection) => {
  const { rows } = await sql.query<ThemeRow>(THEMES, selectionValues(selection))
  return rows.map((row) => {
    const { name, aliases, description_html } = row
    return read('theme', { ...row, source_id: null }, { title: name, aliases, summary: htmlText(description_html) })
  })
}

/** Offerings with who gives them, their themes and readable documents. */
export const readOfferings: Reader = async (sql, selection, names) => {
  const { rows } = await sql.query<OfferingRow>(OFFERINGS, selectionValues(selection))
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const people = await sql.query<PersonOfRow>(FACILITATORS, [ids])
  const themes = await sql.query<ThemeOfRow>(OFFERING_THEMES, [ids])
  const documents = await sql.query<DocumentOfRow>(OFFERING_DOCUMENTS, [ids])
  const [peopleOf, themesOf, documentsOf] = [groupRows(people.rows), groupRows(themes.rows), groupRows(documents.rows)]
  return rows.map((row) =>
    read('offering', row, {
      title: row.title,
      heldOn: row.held_on,
      speakers: (peopleOf.get(row.id) ?? []).map((person) => names.named(person.slug, displayName(person))),
      alsoNamed: [row.organisation],
      themes: (themesOf.get(row.id) ?? []).map(({ slug, name }) => names.named(slug, name)),
      summary: htmlText(row.summary_html),
      documents: (documentsOf.get(row.id) ?? []).map(({ title, text }) => ({ title, text })),
    }),
  )
}

/** News; what is dated by a year alone has no month to be found under. */
export const readNews: Reader = async (sql, selection) => {
  const { rows } = await sql.query<NewsRow>(NEWS, selectionValues(selection))
  return rows.map((row) =>
    read('news', row, {
      title: row.title,
      heldOn: row.precision === 'year' ? null : fromStoredDate(row.dated_on, row.precision),
      alsoNamed: row.organisation === null ? [] : [row.organisation],
      summary: htmlText(row.body_html),
    }),
  )
}

function read(kind: EntryKind, row: Row, fields: Partial<SearchDocument> & { title: string }): Read {
  const document: SearchDocument = {
    key: `${kind}-${row.id}`,
    id: row.source_id ?? row.slug,
    kind,
    slug: row.slug,
    aliases: [],
    heldOn: null,
    speakers: [],
    alsoNamed: [],
    themes: [],
    summary: '',
    documents: [],
    has: [],
    passages: [],
    ...fields,
  }
  return { id: row.id, document }
}
