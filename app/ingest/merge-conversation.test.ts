import { expect, test } from 'vitest'

import type { ConversationRecord, DocumentRecord, RecordingRecord } from '#app/domain/archive-record.ts'

import { mergeConversation, type GivenConversation } from './merge-conversation.ts'

const recording: RecordingRecord = {
  availability: 'here',
  kind: 'video',
  address: 'https://example.org/1',
  file: null,
  posterKey: 'poster',
  durationSeconds: 60,
  chapters: [{ start: 0, title: 'Welcome' }],
  captions: [{ language: 'en', label: '', cues: [{ start: 0, end: 1, speaker: null, text: 'Hello' }] }],
}
const insights: DocumentRecord = {
  kind: 'insights',
  title: 'Insights',
  availability: 'here',
  address: null,
  file: { key: 'key', name: 'insights.pdf', mediaType: 'application/pdf', bytes: 9 },
  language: 'en',
  pages: 2,
  html: '<p>Words</p>',
  text: 'Words',
}
const stored: ConversationRecord = {
  slug: 'kindness',
  sourceId: null,
  series: 'main',
  title: 'Kindness',
  heldOn: '2023-12-21',
  startsAt: '2023-12-21T18:00:00.000Z',
  summary: 'A summary.',
  summaryHtml: '<p>A summary.</p>',
  language: 'en',
  status: 'withdrawn',
  publishedAt: null,
  speakers: [{ person: 'ada', role: 'speaker', affiliation: 'Engineer' }],
  themes: ['care'],
  recordings: [recording],
  documents: [insights],
}

function merged(given: Partial<GivenConversation>, lists: 'whole' | 'mentioned' = 'whole'): ConversationRecord {
  return mergeConversation(stored, { slug: 'kindness', series: 'main', heldOn: '2023-12', ...given }, lists)
}

test('what a source does not speak of stays, a withdrawn conversation too', () => {
  expect(merged({})).toEqual(stored)
})

test('null and an empty list say that there is nothing', () => {
  expect(merged({ title: null, themes: [], language: null })).toMatchObject({ title: null, themes: [], language: null })
})

test('a month does not take the day away, another month does', () => {
  expect(merged({ heldOn: '2023-12' }).heldOn).toBe('2023-12-21')
  expect(merged({ heldOn: '2023-11' }).heldOn).toBe('2023-11')
})

test('a list that is given whole replaces the list, and keeps what is known of those that stay', () => {
  const { speakers } = merged({
    speakers: [
      { person: 'bo', role: 'host' },
      { person: 'ada', role: 'speaker' },
    ],
  })
  expect(speakers).toEqual([
    { person: 'bo', role: 'host', affiliation: '' },
    { person: 'ada', role: 'speaker', affiliation: 'Engineer' },
  ])
})

test('a recording with the same address keeps its chapters and captions, one with another address is another', () => {
  expect(merged({ recordings: [{ address: 'https://example.org/1', durationSeconds: 61 }] }).recordings).toEqual([
    { ...recording, durationSeconds: 61 },
  ])
  expect(merged({ recordings: [{ address: 'https://example.org/2' }] }).recordings).toEqual([
    {
      ...{ availability: 'here', kind: 'video', address: 'https://example.org/2', file: null, posterKey: null },
      ...{ durationSeconds: null, chapters: [], captions: [] },
    },
  ])
})

test('what is said to be elsewhere is not here any more', () => {
  const [document] = merged({
    documents: [{ kind: 'insights', title: 'Insights', availability: 'elsewhere' }],
  }).documents
  expect(document).toMatchObject({ availability: 'elsewhere', file: null, html: null, text: null })
})

test('a new file brings its own text, the same file keeps what was read from it', () => {
  const file = { ...insights.file, key: 'other' } as DocumentRecord['file']
  const { documents } = merged({ documents: [{ kind: 'insights', title: 'Insights', file }] })
  expect(documents[0]).toMatchObject({ file: { key: 'other' }, html: null, text: null, pages: null })
  const again = merged({ documents: [{ kind: 'insights', title: 'Better title', file: insights.file }] })
  expect(again.documents[0]).toEqual({ ...insights, title: 'Better title' })
})

test('a page that mentions takes nothing away and adds what is missing', () => {
  const { speakers, themes, recordings, documents } = merged(
    {
      speakers: [
        { person: 'ada', role: 'host', affiliation: 'Poet' },
        { person: 'bo', role: 'speaker' },
      ],
      themes: ['work'],
      recordings: [{ availability: 'elsewhere' }],
      documents: [
        { kind: 'insights', title: 'Insights and summary', availability: 'elsewhere' },
        { kind: 'slides', title: 'Slides', availability: 'elsewhere' },
      ],
    },
    'mentioned',
  )
  expect(speakers).toEqual([...stored.speakers, { person: 'bo', role: 'speaker', affiliation: '' }])
  expect(themes).toEqual(['care', 'work'])
  expect(recordings).toEqual([recording])
  expect(documents.map(({ kind, availability }) => [kind, availability])).toEqual([
    ['insights', 'here'],
    ['slides', 'elsewhere'],
  ])
})

test('an address that a page gives now fills in what was known to be elsewhere', () => {
  const before = { ...stored, recordings: [{ ...recording, availability: 'elsewhere' as const, address: null }] }
  const given = {
    slug: 'kindness',
    series: 'main',
    heldOn: '2023-12',
    recordings: [{ address: 'https://example.org/3' }],
  }
  expect(mergeConversation(before, given, 'mentioned').recordings).toEqual([
    { ...recording, address: 'https://example.org/3' },
  ])
})

test('two recordings of one address keep what each of them has', () => {
  const given = {
    recordings: [{ address: 'https://example.org/1', durationSeconds: 60 }, { address: 'https://example.org/1' }],
  }
  const first = mergeConversation(null, { slug: 'kindness', series: 'main', heldOn: '2023-12', ...given }, 'whole')
  expect(first.recordings.map(({ durationSeconds }) => durationSeconds)).toEqual([60, null])
  expect(mergeConversation(first, { slug: 'kindness', series: 'main', heldOn: '2023-12', ...given }, 'whole')).toEqual(
    first,
  )
})
