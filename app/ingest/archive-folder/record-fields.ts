import type {
  ArchiveRecords,
  ConversationRecord,
  DocumentRecord,
  OfferingRecord,
  RecordKind,
} from '#app/domain/archive-record.ts'
import { sortNameOf } from '#app/domain/names.ts'

/**
 * Records as the front matter of their files: what the reader takes for granted is left out. Files stand under the names that
 * the writer has given them.
 */

type Fields = Record<string, unknown>
/** A recording or a document with its files under the names that they have in the folder. */
export type NamedRecording = Omit<ConversationRecord['recordings'][number], 'captions'> & {
  fileNames: { file?: string; poster?: string; captions: { file: string; language: string; label: string }[] }
}
export type NamedDocument = DocumentRecord & { fileNames: { file?: string; html?: string; text?: string } }

export type ItemText = { fields: Fields; body: string }

export function conversationText(
  record: ConversationRecord,
  recordings: NamedRecording[],
  documents: NamedDocument[],
): ItemText {
  const fields = {
    id: record.sourceId ?? undefined,
    series: record.series,
    title: record.title ?? undefined,
    heldOn: record.heldOn,
    startsAt: record.startsAt ?? undefined,
    language: record.language ?? undefined,
    status: record.status === 'published' ? undefined : record.status,
    publishedAt: record.publishedAt ?? undefined,
    speakers: listed(record.speakers, ({ person, role, affiliation }) => ({
      person,
      role: role === 'speaker' ? undefined : role,
      affiliation: affiliation || undefined,
    })),
    themes: listed(record.themes, (theme) => theme),
    recordings: listed(recordings, recordingFields),
    documents: listed(documents, documentFields),
  }
  return { fields, body: record.summary }
}

export function offeringText(record: OfferingRecord, documents: NamedDocument[]): ItemText {
  const { priceAmount, priceCurrency, standardAmount, blockPlaces, blockAmount } = record
  const price = {
    amount: priceAmount ?? undefined,
    standard: standardAmount ?? undefined,
    block: blockPlaces === null ? undefined : { places: blockPlaces, amount: blockAmount },
    currency: priceCurrency,
  }
  const fields = {
    id: record.sourceId ?? undefined,
    organisation: record.organisation,
    kind: record.offeringKind,
    title: record.title,
    audience: listed(record.audience, (text) => text),
    price: priceCurrency === null ? undefined : given(price),
    cpdHours: record.cpdHours ?? undefined,
    certificate: record.certificate ?? undefined,
    requirements: listed(record.requirements, (text) => text),
    components: listed(record.components, (text) => text),
    commitments: listed(record.commitments, (text) => text),
    booking:
      record.bookingKind === 'none'
        ? undefined
        : given({ kind: record.bookingKind, address: record.bookingAddress ?? undefined }),
    status: record.status === 'published' ? undefined : record.status,
    sessions: listed(record.sessions, (session) => withoutNulls(session)),
    facilitators: listed(record.facilitators, ({ person, role }) => ({ person, role: role || undefined })),
    themes: listed(record.themes, (theme) => theme),
    documents: listed(documents, documentFields),
  }
  return { fields, body: record.summary }
}

type PlainKind = Exclude<RecordKind, 'conversation' | 'offering'>

/** The kinds that have no files. */
export const PLAIN_TEXTS: { [Kind in PlainKind]: (record: ArchiveRecords[Kind]) => ItemText } = {
  organisation: ({ sourceId, name, parent, contact, address, description }) => ({
    fields: withoutNulls({ id: sourceId, name, parent, contact, address }),
    body: description,
  }),
  series: (record) => ({
    fields: withoutNulls({
      name: record.name,
      organisation: record.organisation,
      main: record.main || null,
      recurrence: record.recurrence,
      startTime: record.startTime,
      timeZone: record.timeZone,
      durationMinutes: record.durationMinutes,
    }),
    body: record.description,
  }),
  person: ({ sourceId, name, sortName, honorific, aliases, bio }) => ({
    fields: withoutNulls({
      id: sourceId,
      name,
      sortName: sortName === sortNameOf(name) ? null : sortName,
      honorific,
      aliases: aliases.length === 0 ? null : aliases,
    }),
    body: bio,
  }),
  theme: ({ name, aliases, description }) => ({
    fields: withoutNulls({ name, aliases: aliases.length === 0 ? null : aliases }),
    body: description,
  }),
  news: ({ sourceId, organisation, title, datedOn, address, status, body }) => ({
    fields: withoutNulls({
      id: sourceId,
      organisation,
      title,
      datedOn,
      address,
      status: status === 'published' ? null : status,
    }),
    body,
  }),
}

function recordingFields({ fileNames, ...recording }: NamedRecording): Fields {
  const { availability, kind, address, file, durationSeconds, chapters } = recording
  return {
    availability: availability === 'here' ? undefined : availability,
    kind: kind === 'video' ? undefined : kind,
    address: address ?? undefined,
    file: fileNames.file,
    fileName: shownName(file, fileNames.file),
    poster: fileNames.poster,
    durationSeconds: durationSeconds ?? undefined,
    chapters: listed(chapters, (chapter) => chapter),
    captions: listed(fileNames.captions, ({ file, language, label }) => ({
      file,
      language,
      label: label || undefined,
    })),
  }
}

function documentFields({ fileNames, ...document }: NamedDocument): Fields {
  const { kind, title, availability, address, file, language, pages } = document
  return {
    kind,
    title,
    availability: availability === 'here' ? undefined : availability,
    address: address ?? undefined,
    file: fileNames.file,
    fileName: shownName(file, fileNames.file),
    html: fileNames.html,
    text: fileNames.text,
    language: language ?? undefined,
    pages: pages ?? undefined,
  }
}

/** What readers see, where that is another name than the file's; nothing of a file that could not be written. */
function shownName(file: { name: string } | null, written: string | undefined): string | undefined {
  return file === null || written === undefined || file.name === written ? undefined : file.name
}

/** A list for the file, or nothing where it is empty; fields that are undefined are left out of its entries. */
function listed<T, Entry>(list: readonly T[], toEntry: (element: T) => Entry): (Entry | Fields)[] | undefined {
  if (list.length === 0) return undefined
  return list.map((element) => {
    const entry = toEntry(element)
    return typeof entry === 'object' && entry !== null ? given(entry) : entry
  })
}

function given(fields: object): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function withoutNulls(fields: object): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
