import { type DatePrecision, fromStoredDate } from '#app/domain/month.ts'
import { conversationTitle, displayName } from '#app/domain/names.ts'
import { type Holding, HOLDINGS, type Named } from '#app/domain/search.ts'
import type { Cue } from '#app/domain/transcript.ts'
import { htmlText } from '#app/search/html-text.ts'
import { cutPassages } from '#app/search/passages.ts'
import { inSlices } from '#app/search/slices.ts'

import {
  groupRows,
  type Names,
  type Queryable,
  type Read,
  type Reader,
  selectionValues,
  selectRows,
} from './reading.server.ts'

type ConversationRow = {
  id: number
  slug: string
  source_id: string | null
  title: string | null
  held_on: string
  precision: DatePrecision
  summary: string
  summary_html: string
}
type PersonRow = { owner: number; role: string; slug: string; name: string; honorific: string | null }
type ThemeRow = { owner: number; slug: string; name: string }
type DocumentRow = { owner: number; kind: string; title: string; text: string | null }
type CueRow = Cue & { owner: number }

const CONVERSATIONS = `
  SELECT c.id, c.slug, c.source_id, c.title, c.held_on::text, c.held_on_precision AS precision, c.summary, c.summary_html
  FROM conversation c WHERE c.status = 'published' AND ${selectRows('c.id')}`

const PEOPLE = `
  SELECT a.conversation_id AS owner, a.role::text, p.slug, p.name, p.honorific
  FROM appearance a JOIN person p ON p.id = a.person_id
  WHERE a.conversation_id = ANY($1) ORDER BY a.conversation_id, a.position, a.id`

const THEMES = `
  SELECT ct.conversation_id AS owner, t.slug, t.name
  FROM conversation_theme ct JOIN theme t ON t.id = ct.theme_id
  WHERE ct.conversation_id = ANY($1) ORDER BY ct.conversation_id, ct.position, t.id`

const DOCUMENTS = `
  SELECT conversation_id AS owner, kind::text, title, text
  FROM document WHERE conversation_id = ANY($1) AND availability = 'here' ORDER BY conversation_id, position, id`

const RECORDINGS = `
  SELECT DISTINCT conversation_id AS owner FROM recording WHERE conversation_id = ANY($1) AND availability = 'here'`

/** The first track of the first recording that has one is the transcript. */
const CUES = `
  SELECT transcript.owner, cue.start_seconds AS start, cue.end_seconds AS end, cue.speaker, cue.text
  FROM (
    SELECT DISTINCT ON (r.conversation_id) r.conversation_id AS owner, t.id
    FROM recording r JOIN caption_track t ON t.recording_id = r.id
    WHERE r.conversation_id = ANY($1) ORDER BY r.conversation_id, r.position, t.position
  ) AS transcript JOIN cue ON cue.track_id = transcript.id
  ORDER BY transcript.owner, cue.position`

/** Conversations with their people, themes, readable documents and transcripts. */
export const readConversations: Reader = async (sql, selection, names) => {
  const { rows } = await sql.query<ConversationRow>(CONVERSATIONS, selectionValues(selection))
  if (rows.length === 0) return []
  const parts = await readParts(
    sql,
    rows.map(({ id }) => id),
  )
  // Cutting the transcripts of a batch takes longer than anybody may be kept waiting.
  const pause = inSlices()
  const read: Read[] = []
  for (const row of rows) {
    read.push(toDocument(row, parts, names))
    await pause()
  }
  return read
}

type Parts = {
  people: Map<number, PersonRow[]>
  themes: Map<number, ThemeRow[]>
  documents: Map<number, DocumentRow[]>
  recorded: Set<number>
  cues: Map<number, CueRow[]>
}

async function readParts(sql: Queryable, ids: number[]): Promise<Parts> {
  // One after another: a connection in a transaction takes one statement at a time.
  const people = await sql.query<PersonRow>(PEOPLE, [ids])
  const themes = await sql.query<ThemeRow>(THEMES, [ids])
  const documents = await sql.query<DocumentRow>(DOCUMENTS, [ids])
  const recordings = await sql.query<{ owner: number }>(RECORDINGS, [ids])
  const cues = await sql.query<CueRow>(CUES, [ids])
  return {
    people: groupRows(people.rows),
    themes: groupRows(themes.rows),
    documents: groupRows(documents.rows),
    recorded: new Set(recordings.rows.map(({ owner }) => owner)),
    cues: groupRows(cues.rows),
  }
}

function toDocument(row: ConversationRow, parts: Parts, names: Names): Read {
  const { id } = row
  const people = parts.people.get(id) ?? []
  const documents = parts.documents.get(id) ?? []
  const passages = cutPassages(parts.cues.get(id) ?? [])
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
      themes: (parts.themes.get(id) ?? []).map(({ slug, name }) => names.named(slug, name)),
      summary: row.summary_html === '' ? row.summary : htmlText(row.summary_html),
      documents: documents.flatMap(({ title, text }) => (text === null || text === '' ? [] : [{ title, text }])),
      has: holdingsOf(documents, parts.recorded.has(id), passages.length > 0),
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
