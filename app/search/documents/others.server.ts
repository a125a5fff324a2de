import { type DatePrecision, fromStoredDate } from '#app/domain/month.ts'
import { displayName } from '#app/domain/names.ts'
import type { EntryKind, Named } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { htmlText } from '#app/search/html-text.ts'

import type { Names, Read, Reader } from './reading.server.ts'

type Row = { id: number; slug: string; source_id: string | null }
type PersonRow = Row & { name: string; honorific: string | null; aliases: string[]; bio_html: string }
type ThemeRow = { id: number; slug: string; name: string; aliases: string[]; description_html: string }
type OfferingRow = Row & {
  title: string
  summary_html: string
  organisation: string
  held_on: string | null
  people: { slug: string; name: string; honorific: string | null }[] | null
  themes: Named[] | null
  documents: { title: string; text: string }[] | null
}
type NewsRow = Row & {
  title: string
  body_html: string
  organisation: string | null
  dated_on: string
  precision: DatePrecision
}

/** Who appears in nothing that is published has no page, so nothing is to be found. */
const PEOPLE = `
  SELECT p.id, p.slug, p.source_id, p.name, p.honorific, p.aliases, p.bio_html
  FROM person p
  WHERE p.id = ANY($1) AND (
    SELECT bool_or(c.status = 'published') FROM appearance a JOIN conversation c ON c.id = a.conversation_id
    WHERE a.person_id = p.id
  ) ORDER BY p.id`

/** Nor is a theme of nothing that is published. */
const THEMES = `
  SELECT t.id, t.slug, t.name, t.aliases, t.description_html
  FROM theme t
  WHERE t.id = ANY($1) AND (
    SELECT bool_or(c.status = 'published') FROM conversation_theme ct JOIN conversation c ON c.id = ct.conversation_id
    WHERE ct.theme_id = t.id
  ) ORDER BY t.id`

/** An offering is dated by its first session. */
const offeringsSql = (documents: string) => `
  SELECT o.id, o.slug, o.source_id, o.title, o.summary_html, g.name AS organisation,
    (SELECT min(s.held_on)::text FROM offering_session s WHERE s.offering_id = o.id) AS held_on,
    (SELECT json_agg(json_build_object('slug', p.slug, 'name', p.name, 'honorific', p.honorific)
        ORDER BY f.position, p.id)
      FROM facilitator f JOIN person p ON p.id = f.person_id WHERE f.offering_id = o.id) AS people,
    (SELECT json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY ot.position, t.id)
      FROM offering_theme ot JOIN theme t ON t.id = ot.theme_id WHERE ot.offering_id = o.id) AS themes,
    ${documents} AS documents
  FROM offering o JOIN organisation g ON g.id = o.organisation_id
  WHERE o.id = ANY($1) AND o.status = 'published' ORDER BY o.id`

const DOCUMENTS_AS_JSON = `
  (SELECT json_agg(json_build_object('title', d.title, 'text', d.text) ORDER BY d.position, d.id)
    FROM document d WHERE d.offering_id = o.id AND d.availability = 'here' AND d.text <> '')`

/** Rows, since what is one value of JSON is also parsed at once. */
const DOCUMENTS_OF_ONE = `
  SELECT d.title, d.text FROM document d
  WHERE d.offering_id = $1 AND d.availability = 'here' AND d.text <> '' ORDER BY d.position, d.id`

const NEWS = `
  SELECT n.id, n.slug, n.source_id, n.title, n.body_html, g.name AS organisation, n.dated_on::text,
    n.dated_precision AS precision
  FROM news_item n LEFT JOIN organisation g ON g.id = n.organisation_id
  WHERE n.id = ANY($1) AND n.status = 'published' ORDER BY n.id`

/** People who appear in something published. */
export const people: Reader = {
  ids: 'SELECT DISTINCT person_id AS id FROM appearance ORDER BY id',
  sizes: 'SELECT id, octet_length(bio_html) AS bytes FROM person WHERE id = ANY($1)',
  read: async (sql, ids) => {
    const { rows } = await sql.query<PersonRow>(PEOPLE, [ids])
    return rows.map((row) =>
      read('person', row, { title: displayName(row), aliases: row.aliases, summary: htmlText(row.bio_html) }),
    )
  },
}

/** Themes of something published. */
export const themes: Reader = {
  ids: 'SELECT DISTINCT theme_id AS id FROM conversation_theme ORDER BY id',
  sizes: 'SELECT id, octet_length(description_html) AS bytes FROM theme WHERE id = ANY($1)',
  read: async (sql, ids) => {
    const { rows } = await sql.query<ThemeRow>(THEMES, [ids])
    return rows.map((row) => {
      const { name, aliases, description_html } = row
      return read('theme', { ...row, source_id: null }, { title: name, aliases, summary: htmlText(description_html) })
    })
  },
}

/** Offerings with who gives them, their themes and readable documents. */
export const offerings: Reader = {
  ids: `SELECT id FROM offering WHERE status = 'published' ORDER BY id`,
  sizes: `SELECT o.id, octet_length(o.summary_html) + coalesce((
      SELECT sum(octet_length(d.text)) FROM document d WHERE d.offering_id = o.id AND d.availability = 'here'), 0)::float8 AS bytes
    FROM offering o WHERE o.id = ANY($1)`,
  read: async (sql, ids, names) => {
    const { rows } = await sql.query<OfferingRow>(offeringsSql(DOCUMENTS_AS_JSON), [ids])
    return rows.map((row) => toOffering(row, row.documents ?? [], names))
  },
  readLong: async (sql, id, names) => {
    const { rows } = await sql.query<OfferingRow>(offeringsSql('NULL'), [[id]])
    const { rows: documents } = await sql.query<{ title: string; text: string }>(DOCUMENTS_OF_ONE, [id])
    return rows.map((row) => toOffering(row, documents, names))
  },
}

function toOffering(row: OfferingRow, documents: { title: string; text: string }[], names: Names): Read {
  return read('offering', row, {
    title: row.title,
    heldOn: row.held_on,
    speakers: (row.people ?? []).map((person) => names.named(person.slug, displayName(person))),
    alsoNamed: [row.organisation],
    themes: (row.themes ?? []).map(({ slug, name }) => names.named(slug, name)),
    summary: htmlText(row.summary_html),
    documents,
  })
}

/** News; what is dated by a year alone has no month to be found under. */
export const news: Reader = {
  ids: `SELECT id FROM news_item WHERE status = 'published' ORDER BY id`,
  sizes: 'SELECT id, octet_length(body_html) AS bytes FROM news_item WHERE id = ANY($1)',
  read: async (sql, ids) => {
    const { rows } = await sql.query<NewsRow>(NEWS, [ids])
    return rows.map((row) =>
      read('news', row, {
        title: row.title,
        heldOn: row.precision === 'year' ? null : fromStoredDate(row.dated_on, row.precision),
        alsoNamed: row.organisation === null ? [] : [row.organisation],
        summary: htmlText(row.body_html),
      }),
    )
  },
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
