import type {
  ArchiveRecords,
  ConversationRecord,
  DocumentRecord,
  FileRecord,
  NewsRecord,
  OfferingRecord,
  OrganisationRecord,
  PersonRecord,
  RecordingRecord,
  SeriesRecord,
  SessionRecord,
  ThemeRecord,
} from '#app/domain/archive-record.ts'
import { toStoredDate } from '#app/domain/month.ts'

import { children, field, instant, jsonList, reference, type Field, type Table } from './table.ts'

/** Where every field of a record lives. */

/** A child as it is written: with the slug of what it belongs to and its place in the list. */
export type Child<R> = R & { owner: string; position: number }

const STATUS = '"PublicationStatus"'
const AVAILABILITY = '"Availability"'

export const PERSON: Table<PersonRecord> = {
  name: 'person',
  fields: [
    field('slug', 'slug', 'text'),
    field('sourceId', 'source_id', 'text'),
    field('name', 'name', 'text'),
    field('sortName', 'sort_name', 'text'),
    field('honorific', 'honorific', 'text'),
    field('aliases', 'aliases', 'text[]'),
    field('bio', 'bio', 'text'),
    field('bioHtml', 'bio_html', 'text'),
  ],
}

export const THEME: Table<ThemeRecord> = {
  name: 'theme',
  fields: [
    field('slug', 'slug', 'text'),
    field('name', 'name', 'text'),
    field('aliases', 'aliases', 'text[]'),
    field('description', 'description', 'text'),
    field('descriptionHtml', 'description_html', 'text'),
  ],
}

export const ORGANISATION: Table<OrganisationRecord> = {
  name: 'organisation',
  fields: [
    field('slug', 'slug', 'text'),
    field('sourceId', 'source_id', 'text'),
    field('name', 'name', 'text'),
    field('parent', 'parent', 'text'),
    field('contact', 'contact', 'text'),
    field('address', 'address', 'text'),
    field('description', 'description', 'text'),
    field('descriptionHtml', 'description_html', 'text'),
  ],
}

export const SERIES: Table<SeriesRecord> = {
  name: 'series',
  fields: [
    field('slug', 'slug', 'text'),
    field('name', 'name', 'text'),
    field('description', 'description', 'text'),
    field('descriptionHtml', 'description_html', 'text'),
    field('main', 'main', 'boolean'),
    field('recurrence', 'recurrence_rule', 'text'),
    field('startTime', 'start_time', 'text'),
    field('timeZone', 'time_zone', 'text'),
    field('durationMinutes', 'duration_minutes', 'int'),
    reference('organisation', 'organisation_id', 'organisation'),
  ],
}

/** What belongs to a conversation or an offering: its owner's slug and its place in the list are only written. */
function owned<R>(owner: 'conversation' | 'offering'): Field<Child<R>>[] {
  const column = `${owner}_id`
  const write = `(SELECT id FROM ${owner} WHERE slug = r.${column})`
  return [
    { name: 'owner', read: null, columns: [{ name: column, type: 'text', write }] },
    { name: 'position', read: null, columns: [{ name: 'position', type: 'int' }] },
  ]
}

/** The five columns of a stored file. */
function storedFile<R extends { file: FileRecord | null }>(): Field<R> {
  return {
    name: 'file',
    read: (row) =>
      `CASE WHEN ${row}.file_key IS NOT NULL THEN json_build_object('key', ${row}.file_key, 'name', ${row}.file_name, ` +
      `'mediaType', ${row}.media_type, 'bytes', ${row}.bytes) END`,
    columns: [
      { name: 'file_key', type: 'text', value: ({ file }) => file?.key },
      { name: 'file_name', type: 'text', value: ({ file }) => file?.name },
      { name: 'media_type', type: 'text', value: ({ file }) => file?.mediaType },
      { name: 'bytes', type: 'bigint', value: ({ file }) => file?.bytes },
      { name: 'sha256', type: 'text', value: ({ file }) => file?.key },
    ],
  }
}

/** A date in two columns: its first day and how precise it is. */
function date<R>(name: keyof R & string, column: string, precision: string): Field<R> {
  return {
    name,
    read: (row) =>
      `left(${row}.${column}::text, CASE ${row}.${precision} WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)`,
    columns: [
      { name: column, type: 'date', value: (record) => toStoredDate(String(record[name])).day },
      { name: precision, type: '"DatePrecision"', value: (record) => toStoredDate(String(record[name])).precision },
    ],
  }
}

function themeSlugs(table: string, ownerColumn: string): (row: string) => string {
  return (row) =>
    `(SELECT coalesce(json_agg(theme.slug ORDER BY joined.position), '[]') FROM ${table} AS joined ` +
    `JOIN theme ON theme.id = joined.theme_id WHERE joined.${ownerColumn} = ${row}.id)`
}

const CUES =
  `SELECT coalesce(json_agg(json_build_object('start', start_seconds, 'end', end_seconds, 'speaker', speaker, ` +
  `'text', text) ORDER BY position), '[]') FROM cue`

export const APPEARANCE: Table<Child<ConversationRecord['speakers'][number]>> = {
  name: 'appearance',
  fields: [
    ...owned<ConversationRecord['speakers'][number]>('conversation'),
    reference('person', 'person_id', 'person'),
    field('role', 'role', '"AppearanceRole"'),
    field('affiliation', 'affiliation', 'text'),
  ],
}

export const CONVERSATION_THEME: Table<Child<{ theme: string }>> = {
  name: 'conversation_theme',
  fields: [...owned<{ theme: string }>('conversation'), reference('theme', 'theme_id', 'theme')],
}

export const OFFERING_THEME: Table<Child<{ theme: string }>> = {
  name: 'offering_theme',
  fields: [...owned<{ theme: string }>('offering'), reference('theme', 'theme_id', 'theme')],
}

export const RECORDING: Table<Child<RecordingRecord>> = {
  name: 'recording',
  fields: [
    ...owned<RecordingRecord>('conversation'),
    field('availability', 'availability', AVAILABILITY),
    field('kind', 'kind', '"RecordingKind"'),
    field('address', 'address', 'text'),
    storedFile(),
    field('posterKey', 'poster_key', 'text'),
    field('durationSeconds', 'duration_seconds', 'float8'),
    children(
      'chapters',
      (row) =>
        `(SELECT coalesce(json_agg(json_build_object('start', start_seconds, 'title', title) ORDER BY start_seconds), '[]') ` +
        `FROM chapter WHERE recording_id = ${row}.id)`,
    ),
    // $2: whether the words are wanted too, which may be thousands a recording.
    children(
      'captions',
      (row) =>
        `(SELECT coalesce(json_agg(json_build_object('language', track.language, 'label', track.label, 'cues', ` +
        `CASE WHEN $2 THEN (${CUES} WHERE cue.track_id = track.id) ELSE '[]' END) ORDER BY track.position), '[]') ` +
        `FROM caption_track AS track WHERE track.recording_id = ${row}.id)`,
    ),
  ],
}

const DOCUMENT_FIELDS: Field<Child<DocumentRecord>>[] = [
  field('kind', 'kind', '"DocumentKind"'),
  field('title', 'title', 'text'),
  field('availability', 'availability', AVAILABILITY),
  field('address', 'address', 'text'),
  storedFile(),
  field('language', 'language', 'text'),
  field('pages', 'pages', 'int'),
  field('html', 'html', 'text'),
  field('text', 'text', 'text'),
]

export const CONVERSATION_DOCUMENT: Table<Child<DocumentRecord>> = {
  name: 'document',
  fields: [...owned<DocumentRecord>('conversation'), ...DOCUMENT_FIELDS],
}

export const OFFERING_DOCUMENT: Table<Child<DocumentRecord>> = {
  name: 'document',
  fields: [...owned<DocumentRecord>('offering'), ...DOCUMENT_FIELDS],
}

export const SESSION: Table<Child<SessionRecord>> = {
  name: 'offering_session',
  fields: [
    ...owned<SessionRecord>('offering'),
    field('heldOn', 'held_on', 'date', '::text'),
    instant('startsAt', 'starts_at'),
    instant('endsAt', 'ends_at'),
    field('mode', 'mode', '"MeetingMode"'),
    field('place', 'place', 'text'),
    field('problem', 'problem', 'text'),
  ],
}

export const FACILITATOR: Table<Child<{ person: string; role: string }>> = {
  name: 'facilitator',
  fields: [
    ...owned<{ person: string; role: string }>('offering'),
    reference('person', 'person_id', 'person'),
    field('role', 'role', 'text'),
  ],
}

export const CONVERSATION: Table<ConversationRecord> = {
  name: 'conversation',
  fields: [
    field('slug', 'slug', 'text'),
    field('sourceId', 'source_id', 'text'),
    reference('series', 'series_id', 'series'),
    field('title', 'title', 'text'),
    date('heldOn', 'held_on', 'held_on_precision'),
    instant('startsAt', 'starts_at'),
    field('summary', 'summary', 'text'),
    field('summaryHtml', 'summary_html', 'text'),
    field('language', 'language', 'text'),
    field('status', 'status', STATUS),
    instant('publishedAt', 'published_at'),
    children('speakers', jsonList(APPEARANCE, 'conversation_id')),
    children('themes', themeSlugs('conversation_theme', 'conversation_id')),
    children('recordings', jsonList(RECORDING, 'conversation_id')),
    children('documents', jsonList(CONVERSATION_DOCUMENT, 'conversation_id')),
  ],
}

export const OFFERING: Table<OfferingRecord> = {
  name: 'offering',
  fields: [
    field('slug', 'slug', 'text'),
    field('sourceId', 'source_id', 'text'),
    reference('organisation', 'organisation_id', 'organisation'),
    field('offeringKind', 'kind', '"OfferingKind"'),
    field('title', 'title', 'text'),
    field('summary', 'summary', 'text'),
    field('summaryHtml', 'summary_html', 'text'),
    field('audience', 'audience', 'text[]'),
    field('priceAmount', 'price_amount', 'numeric', '::float8'),
    field('priceCurrency', 'price_currency', 'text'),
    field('standardAmount', 'standard_amount', 'numeric', '::float8'),
    field('blockPlaces', 'block_places', 'int'),
    field('blockAmount', 'block_amount', 'numeric', '::float8'),
    field('cpdHours', 'cpd_hours', 'numeric', '::float8'),
    field('certificate', 'certificate', 'text'),
    field('requirements', 'requirements', 'text[]'),
    field('components', 'components', 'text[]'),
    field('commitments', 'commitments', 'text[]'),
    field('bookingKind', 'booking_kind', '"BookingKind"'),
    field('bookingAddress', 'booking_address', 'text'),
    field('status', 'status', STATUS),
    children('sessions', jsonList(SESSION, 'offering_id')),
    children('facilitators', jsonList(FACILITATOR, 'offering_id')),
    children('themes', themeSlugs('offering_theme', 'offering_id')),
    children('documents', jsonList(OFFERING_DOCUMENT, 'offering_id')),
  ],
}

export const NEWS: Table<NewsRecord> = {
  name: 'news_item',
  fields: [
    field('slug', 'slug', 'text'),
    field('sourceId', 'source_id', 'text'),
    reference('organisation', 'organisation_id', 'organisation'),
    field('title', 'title', 'text'),
    field('body', 'body', 'text'),
    field('bodyHtml', 'body_html', 'text'),
    field('address', 'address', 'text'),
    date('datedOn', 'dated_on', 'dated_precision'),
    field('status', 'status', STATUS),
  ],
}

export const TABLES: { [Kind in keyof ArchiveRecords]: Table<ArchiveRecords[Kind]> } = {
  conversation: CONVERSATION,
  person: PERSON,
  theme: THEME,
  organisation: ORGANISATION,
  series: SERIES,
  offering: OFFERING,
  news: NEWS,
}
