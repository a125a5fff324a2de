import fs from 'node:fs'

import { noWrites, writeRecords } from '#app/archive/records/write.server.ts'
import type { ConversationRecord, DocumentRecord, FileRecord, OfferingRecord } from '#app/domain/archive-record.ts'
import { markdownToHtml } from '#app/domain/markdown.ts'
import { readableText } from '#app/ingest/source-files.server.ts'

import type { TestArchive } from './import-support.ts'

/** An archive of what is hard to write down: each kind with every field full, and with every field empty. */

const HOSTILE = `--- "quoted" 'single' #no & *star | > {a: b}, [x] 100%: null @ \` ! 🙂 <script>alert(1)</script>`
const MULTILINE = `First line: with colon\n---\n  indented\n\n- item\n#no heading\n\ttab 'quote "quote`
const PICTURE = 'prisma/seed/conversations/a-tour-of-the-archive/poster.jpg'

export async function fillWithExtremes(archive: TestArchive): Promise<void> {
  const sheet = '# Words\n\nOf *one* file.[^1]\n\n[^1]: A note.'
  const binary = await stored(archive, 'talk.bin', Buffer.from([0, 1, 2, 3]))
  const words = await stored(archive, 'words.md', Buffer.from(sheet))
  const picture = await stored(archive, 'poster.jpg', fs.readFileSync(PICTURE))
  const writes = noWrites()
  writes.added.organisation.push(
    {
      ...{ slug: 'org', sourceId: 'o 1', name: HOSTILE, parent: 'No', contact: MULTILINE, address: MULTILINE },
      ...described(MULTILINE),
    },
    { slug: 'other', sourceId: null, name: 'Other', parent: null, contact: null, address: null, ...described('') },
  )
  writes.added.series.push(
    {
      ...{ slug: 'first', name: '2024', main: true, recurrence: 'FREQ=MONTHLY;BYDAY=3TH', startTime: '18:00' },
      ...{ timeZone: 'Asia/Tokyo', durationMinutes: 90, organisation: 'org', ...described('*Text*') },
    },
    {
      ...{ slug: 'second', name: 'Second', main: false, recurrence: null, startTime: null },
      ...{ timeZone: 'Europe/London', durationMinutes: null, organisation: null, ...described('') },
    },
  )
  const person = { sourceId: null, honorific: null, aliases: [], bio: '', bioHtml: '' }
  writes.added.person.push(
    {
      ...{ slug: 'ada', sourceId: 'p:1', name: 'Ada Byron', sortName: 'Lovelace, Ada', honorific: 'Professor Dame' },
      ...{ aliases: ['null', 'A. B.'], bio: '    code', bioHtml: markdownToHtml('    code') },
    },
    { ...person, slug: 'ada-2', name: 'Ada Byron', sortName: 'Byron, Ada' },
    { ...person, slug: '12345', name: '東京 太郎', sortName: '太郎, 東京' },
  )
  writes.added.theme.push(
    { slug: 'kindness', name: 'Kindness', aliases: ['no'], ...described(HOSTILE) },
    { slug: 'true', name: 'true', aliases: [], ...described('') },
  )
  const documents = extremeDocuments(binary, words, await readableText('words.md', words.key, sheet))
  const full = extremeConversation(binary, picture, documents)
  writes.added.conversation.push(full, {
    ...{ ...full, slug: `a${'-long'.repeat(39)}-end`, sourceId: null, title: null, heldOn: '2022-07', startsAt: null },
    ...{ summary: '', summaryHtml: '', language: null, status: 'withdrawn', publishedAt: null },
    ...{ speakers: [], themes: [], recordings: [], documents: [] },
  })
  writes.added.offering.push(extremeOffering(documents), bareOffering())
  writes.added.news.push(
    {
      ...{ slug: 'news', sourceId: 'n', organisation: 'org', title: HOSTILE, body: MULTILINE, status: 'draft' },
      ...{ bodyHtml: markdownToHtml(MULTILINE), address: 'https://example.org/', datedOn: '2024' },
    },
    {
      ...{ slug: 'more', sourceId: null, organisation: null, title: 'More', body: '', status: 'published' },
      ...{ bodyHtml: '', address: null, datedOn: '2024-03-05' },
    },
  )
  writes.redirects.push({ from: '/people/ada-b', to: '/people/ada' }, { from: '/conversations/旧', to: '/' })
  await writeRecords(archive.db, writes)
}

function extremeConversation(file: FileRecord, picture: FileRecord, documents: DocumentRecord[]): ConversationRecord {
  const cues = [
    { start: 0.04, end: 1.1, speaker: 'Ada <b>& Bo', text: 'a --> b\n<v X>c' },
    { start: 0.04, end: 3723.999, speaker: null, text: '🙂 &amp; NOTE' },
  ]
  const chapters = [
    { start: 0, title: 'yes' },
    { start: 12.25, title: HOSTILE },
  ]
  const captions = [
    { language: 'en', label: HOSTILE, cues },
    { language: 'en', label: '', cues: [] },
  ]
  return {
    ...{ slug: '思いやりの会話', sourceId: '2023', series: 'first', title: HOSTILE, heldOn: '2023-12-21' },
    ...{ startsAt: '2023-12-21T18:00:00.000Z', summary: MULTILINE, summaryHtml: markdownToHtml(MULTILINE) },
    ...{ language: 'ja', status: 'draft', publishedAt: '2024-01-01T00:00:00.123Z', themes: ['true', 'kindness'] },
    speakers: [
      { person: 'ada', role: 'host', affiliation: MULTILINE },
      { person: '12345', role: 'speaker', affiliation: '' },
      { person: 'ada', role: 'speaker', affiliation: 'null' },
    ],
    recordings: [
      {
        ...{
          availability: 'here',
          kind: 'audio',
          address: 'https://example.org/a?b=c#d',
          file,
          posterKey: picture.key,
        },
        ...{ durationSeconds: 61.5, chapters, captions },
      },
      {
        ...{ availability: 'unpublished', kind: 'video', address: null, file: null, posterKey: null },
        ...{ durationSeconds: null, chapters: [], captions: [] },
      },
    ],
    documents,
  }
}

function extremeDocuments(
  binary: FileRecord,
  words: FileRecord,
  readable: { html: string; text: string } | null,
): DocumentRecord[] {
  const document: DocumentRecord = {
    ...{ kind: 'slides', title: HOSTILE, availability: 'here', address: null, language: 'pt-BR', pages: 3, html: null },
    ...{ text: 'Found in it', file: { ...binary, name: 'Slides: 1/2?.bin' } },
  }
  const none = { file: null, text: null, pages: null, language: null }
  return [
    document,
    { ...document, file: { ...binary, name: 'slides: 1/2?.BIN' } },
    { ...document, kind: 'insights', file: words, ...readable },
    { ...document, ...none, kind: 'handout', html: '<p>Only <strong>here</strong></p>', text: 'Only here' },
    { ...document, ...none, kind: 'transcript', availability: 'elsewhere' },
  ]
}

function extremeOffering(documents: DocumentRecord[]): OfferingRecord {
  const session = { heldOn: '2025-01-13', startsAt: '2025-01-13T12:30:00.000Z', endsAt: '2025-01-13T13:30:00.000Z' }
  return {
    ...{ slug: 'course', sourceId: 'c', organisation: 'org', offeringKind: 'webinar_series', title: HOSTILE },
    ...{ summary: '# A\n\nb', summaryHtml: markdownToHtml('# A\n\nb'), audience: ['everyone', MULTILINE] },
    ...{ priceAmount: 0, priceCurrency: 'GBP', standardAmount: 125.5, blockPlaces: 10, blockAmount: 400 },
    ...{ cpdHours: 1.5, certificate: MULTILINE, requirements: ['a'], components: ['b'], commitments: ['c'] },
    ...{ bookingKind: 'email', bookingAddress: 'a@example.org', status: 'scheduled', themes: ['true'], documents },
    sessions: [{ ...session, mode: 'in_person', place: MULTILINE, problem: HOSTILE }],
    facilitators: [{ person: 'ada', role: MULTILINE }],
  }
}

function bareOffering(): OfferingRecord {
  return {
    ...{ slug: 'bespoke', sourceId: null, organisation: 'other', offeringKind: 'bespoke', title: 'Bespoke' },
    ...{ summary: '', summaryHtml: '', audience: [], priceAmount: null, priceCurrency: null, standardAmount: null },
    ...{ blockPlaces: null, blockAmount: null, cpdHours: null, certificate: null, requirements: [], components: [] },
    ...{ commitments: [], bookingKind: 'none', bookingAddress: null, status: 'published', sessions: [] },
    ...{ facilitators: [], themes: [], documents: [] },
  }
}

function described(text: string): { description: string; descriptionHtml: string } {
  return { description: text, descriptionHtml: markdownToHtml(text) }
}

async function stored({ files }: TestArchive, name: string, content: Buffer): Promise<FileRecord> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield content
  }
  const { key, mediaType, bytes: length } = await files.put(bytes(), { name })
  return { key, name, mediaType, bytes: length }
}
