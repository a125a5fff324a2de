import { cuesInParts } from '#app/archive/cues.server.ts'
import { type DatePrecision, fromStoredDate } from '#app/domain/month.ts'
import { conversationTitle, displayName } from '#app/domain/names.ts'
import { type Holding, HOLDINGS, type Named } from '#app/domain/search.ts'
import type { Cue } from '#app/domain/transcript.ts'
import { htmlText, htmlTextInSteps } from '#app/search/html-text.ts'
import { cutPassages, cuttingPassages, type Passage } from '#app/search/passages.ts'
import { inSlices, stepByStep } from '#app/platform/slices.ts'

import type { Names, Queryable, Read, Reader } from './reading.server.ts'

type Row = {
  id: number
  slug: string
  source_id: string | null
  title: string | null
  held_on: string
  precision: DatePrecision
  summary: string
  summary_html: string
  people: { role: string; slug: string; name: string; honorific: string | null }[] | null
  themes: Named[] | null
  recorded: boolean
}
type DocumentRow = { kind: string; title: string; text: string | null }
/** What may be long. */
type Texts = { summary: string; documents: DocumentRow[]; passages: Passage[] }

const IDS = `SELECT id FROM conversation WHERE status = 'published' ORDER BY id`

/** The first track of the first recording that has one is the transcript. */
const TRACK = `(
  SELECT t.id FROM recording r JOIN caption_track t ON t.recording_id = r.id
  WHERE r.conversation_id = c.id ORDER BY r.position, t.position LIMIT 1)`

const SIZES = `
  SELECT c.id, (octet_length(c.summary_html)
    + coalesce((SELECT sum(octet_length(d.text)) FROM document d WHERE d.conversation_id = c.id), 0)
    + coalesce((SELECT sum(octet_length(cue.text)) + 100 * count(*) FROM cue WHERE cue.track_id = ${TRACK}), 0))::float8 AS bytes
  FROM conversation c WHERE c.id = ANY($1)`

const COLUMNS = `
  c.id, c.slug, c.source_id, c.title, c.held_on::text, c.held_on_precision AS precision, c.summary, c.summary_html,
  (SELECT json_agg(json_build_object('role', a.role, 'slug', p.slug, 'name', p.name, 'honorific', p.honorific)
      ORDER BY a.position, a.id)
    FROM appearance a JOIN person p ON p.id = a.person_id WHERE a.conversation_id = c.id) AS people,
  (SELECT json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY ct.position, t.id)
    FROM conversation_theme ct JOIN theme t ON t.id = ct.theme_id WHERE ct.conversation_id = c.id) AS themes,
  EXISTS (SELECT FROM recording r WHERE r.conversation_id = c.id AND r.availability = 'here') AS recorded`

const CONVERSATIONS = `
  SELECT ${COLUMNS},
    (SELECT json_agg(json_build_object('kind', d.kind, 'title', d.title, 'text', d.text) ORDER BY d.position, d.id)
      FROM document d WHERE d.conversation_id = c.id AND d.availability = 'here') AS documents,
    (SELECT json_agg(json_build_object('start', cue.start_seconds, 'end', cue.end_seconds, 'speaker', cue.speaker,
        'text', cue.text) ORDER BY cue.position)
      FROM cue WHERE cue.track_id = ${TRACK}) AS cues
  FROM conversation c WHERE c.id = ANY($1) AND c.status = 'published' ORDER BY c.id`

const LONG_CONVERSATION = `
  SELECT ${COLUMNS}, ${TRACK} AS track FROM conversation c WHERE c.id = $1 AND c.status = 'published'`

/** Rows, since what is one value of JSON is also parsed at once. */
const DOCUMENTS_OF_ONE = `
  SELECT d.kind, d.title, d.text FROM document d WHERE d.conversation_id = $1 AND d.availability = 'here' ORDER BY d.position, d.id`

/** Conversations with their people, themes, readable documents and transcripts. */
export const conversations: Reader = {
  ids: IDS,
  sizes: SIZES,
  read: async (sql, ids, names) => {
    const { rows } = await sql.query<Row & { documents: DocumentRow[] | null; cues: Cue[] | null }>(CONVERSATIONS, [
      ids,
    ])
    // Cutting the transcripts of a batch takes longer than anybody may be kept waiting.
    const pause = inSlices()
    const read: Read[] = []
    for (const row of rows) {
      const summary = row.summary_html === '' ? row.summary : htmlText(row.summary_html)
      read.push(
        toDocument(row, { summary, documents: row.documents ?? [], passages: cutPassages(row.cues ?? []) }, names),
      )
      await pause()
    }
    return read
  },
  readLong: async (sql, id, names) => {
    const { rows } = await sql.query<Row & { track: number | null }>(LONG_CONVERSATION, [id])
    const [row] = rows
    if (row === undefined) return []
    const { rows: documents } = await sql.query<DocumentRow>(DOCUMENTS_OF_ONE, [id])
    const summary = row.summary_html === '' ? row.summary : await stepByStep(htmlTextInSteps(row.summary_html))
    const passages = row.track === null ? [] : await cutInSlices(sql, row.track)
    return [toDocument(row, { summary, documents, passages }, names)]
  },
}

async function cutInSlices(sql: Queryable, track: number): Promise<Passage[]> {
  const cues: Cue[] = []
  for await (const part of cuesInParts(sql, track)) cues.push(...part)
  return stepByStep(cuttingPassages(cues))
}

function toDocument(row: Row, { summary, documents, passages }: Texts, names: Names): Read {
  const { id, recorded } = row
  const people = row.people ?? []
  const speakers = people.filter(({ role }) => role === 'speaker')
  return {
    id,
    document: {
      key: `conversation-${id}`,
      id: row.source_id ?? row.slug,
      kind: 'conversation',
      slug: row.slug,
      title: conversationTitle({ title: row.title, names: speakers.map(displayName) }),
      aliases: [],
      heldOn: fromStoredDate(row.held_on, row.precision),
      speakers: distinct(speakers.map((person) => names.named(person.slug, displayName(person)))),
      alsoNamed: people.filter(({ role }) => role !== 'speaker').map(displayName),
      themes: (row.themes ?? []).map(({ slug, name }) => names.named(slug, name)),
      summary,
      documents: documents.flatMap(({ title, text }) => (text === null || text === '' ? [] : [{ title, text }])),
      has: holdingsOf(documents, recorded, passages.length > 0),
      passages,
    },
  }
}

function holdingsOf(documents: readonly DocumentRow[], recorded: boolean, transcribed: boolean): Holding[] {
  const kinds = new Set(documents.map(({ kind }) => kind))
  if (recorded) kinds.add('recording')
  if (transcribed) kinds.add('transcript')
  return HOLDINGS.filter((holding) => kinds.has(holding))
}

function distinct(named: readonly Named[]): Named[] {
  return [...new Set(named)]
}
