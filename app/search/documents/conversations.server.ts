import { type DatePrecision, fromStoredDate } from '#app/domain/month.ts'
import { conversationTitle, displayName } from '#app/domain/names.ts'
import { type Holding, HOLDINGS, type Named } from '#app/domain/search.ts'
import type { Cue } from '#app/domain/transcript.ts'
import { htmlText } from '#app/search/html-text.ts'
import { cutPassages } from '#app/search/passages.ts'
import { inSlices } from '#app/search/slices.ts'

import type { Names, Read, Reader } from './reading.server.ts'

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
  documents: DocumentRow[] | null
  recorded: boolean
  cues: Cue[] | null
}
type DocumentRow = { kind: string; title: string; text: string | null }

const IDS = `SELECT id FROM conversation WHERE status = 'published' ORDER BY id`

/** The first track of the first recording that has one is the transcript. */
const CONVERSATIONS = `
  SELECT c.id, c.slug, c.source_id, c.title, c.held_on::text, c.held_on_precision AS precision, c.summary, c.summary_html,
    (SELECT json_agg(json_build_object('role', a.role, 'slug', p.slug, 'name', p.name, 'honorific', p.honorific)
        ORDER BY a.position, a.id)
      FROM appearance a JOIN person p ON p.id = a.person_id WHERE a.conversation_id = c.id) AS people,
    (SELECT json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY ct.position, t.id)
      FROM conversation_theme ct JOIN theme t ON t.id = ct.theme_id WHERE ct.conversation_id = c.id) AS themes,
    (SELECT json_agg(json_build_object('kind', d.kind, 'title', d.title, 'text', d.text) ORDER BY d.position, d.id)
      FROM document d WHERE d.conversation_id = c.id AND d.availability = 'here') AS documents,
    EXISTS (SELECT FROM recording r WHERE r.conversation_id = c.id AND r.availability = 'here') AS recorded,
    (SELECT json_agg(json_build_object('start', cue.start_seconds, 'end', cue.end_seconds, 'speaker', cue.speaker,
        'text', cue.text) ORDER BY cue.position)
      FROM cue WHERE cue.track_id = (
        SELECT t.id FROM recording r JOIN caption_track t ON t.recording_id = r.id
        WHERE r.conversation_id = c.id ORDER BY r.position, t.position LIMIT 1
      )) AS cues
  FROM conversation c WHERE c.id = ANY($1) AND c.status = 'published' ORDER BY c.id`

/** Conversations with their people, themes, readable documents and transcripts. */
export const conversations: Reader = {
  ids: IDS,
  read: async (sql, ids, names) => {
    const { rows } = await sql.query<Row>(CONVERSATIONS, [ids])
    // Cutting the transcripts of a batch takes longer than anybody may be kept waiting.
    const pause = inSlices()
    const read: Read[] = []
    for (const row of rows) {
      read.push(toDocument(row, names))
      await pause()
    }
    return read
  },
}

function toDocument(row: Row, names: Names): Read {
  const { id, recorded } = row
  const people = row.people ?? []
  const documents = row.documents ?? []
  const passages = cutPassages(row.cues ?? [])
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
      summary: row.summary_html === '' ? row.summary : htmlText(row.summary_html),
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
