import type { ItemCandidate } from '#app/domain/archive-item.ts'
import type { ArchiveRecords, DocumentRecord, RecordKind } from '#app/domain/archive-record.ts'
import { conversationText, offeringText, PLAIN_TEXTS } from '#app/ingest/archive-folder/record-fields.ts'

/**
 * A stored record as the item that a source would give for it, so that the rules for items can be held against it. Files are
 * left out: what a row says of one is the database's rule, and what is stored is checked by its sum.
 */

export type AnyRecord = { [Kind in RecordKind]: { kind: Kind; record: ArchiveRecords[Kind] } }[RecordKind]

export function itemOf(any: AnyRecord): ItemCandidate {
  const { kind, slug, fields, body } = partsOf(any)
  const { kind: ownKind, ...rest } = fields
  const item: ItemCandidate = { ...rest, kind, slug, ...(body === '' ? {} : { body }) }
  if (kind === 'offering') item['offeringKind'] = ownKind
  return item
}

type Parts = { kind: RecordKind; slug: string; fields: Record<string, unknown>; body: string }

function partsOf(any: AnyRecord): Parts {
  const { kind, record } = any
  const { slug } = record
  switch (kind) {
    case 'conversation': {
      const { fields, body } = conversationText(record, record.recordings.map(withoutFiles), [])
      return { kind, slug, fields: withDocuments(fields, record.documents), body }
    }
    case 'offering': {
      const { fields, body } = offeringText(record, [])
      return { kind, slug, fields: withDocuments(fields, record.documents), body }
    }
    case 'person':
      return { kind, slug, ...PLAIN_TEXTS.person(record) }
    case 'theme':
      return { kind, slug, ...PLAIN_TEXTS.theme(record) }
    case 'organisation':
      return { kind, slug, ...PLAIN_TEXTS.organisation(record) }
    case 'series':
      return { kind, slug, ...PLAIN_TEXTS.series(record) }
    case 'news':
      return { kind, slug, ...PLAIN_TEXTS.news(record) }
  }
}

/** As `conversationText` takes it; `availability` is told only where nothing is here, since the place is left out. */
function withoutFiles(recording: ArchiveRecords['conversation']['recordings'][number]) {
  return { ...recording, file: null, fileNames: { captions: [] } }
}

function withDocuments(fields: Record<string, unknown>, documents: DocumentRecord[]): Record<string, unknown> {
  if (documents.length === 0) return fields
  const items = documents.map(({ kind, title, availability, address, language, pages }) => ({
    kind,
    title,
    ...(availability === 'here' ? {} : { availability }),
    ...(address === null ? {} : { address }),
    language,
    pages,
  }))
  return { ...fields, documents: items }
}
