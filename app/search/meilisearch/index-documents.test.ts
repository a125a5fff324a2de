import { expect, test } from 'vitest'

import { documentOf } from '#tests/contracts/search-documents.ts'

import { indexDocuments, indexingDocuments } from './index-documents.ts'

const TALK_TOLD = {
  key: 'conversation-7',
  title: 'Clean Language',
  aliases: ['Listening'],
  heldOn: '2023-12',
  speakers: ['Judy Rees'],
  alsoNamed: ['Dr Ann Host'],
  themes: ['Kindness'],
  summary: 'Questions that help.',
  documents: [{ title: 'Insights', text: 'Belonging.' }],
  has: ['recording'],
  passages: [
    { start: 0, end: 40, speaker: 'Judy Rees', text: 'We begin with gratitude.' },
    { start: 40, end: 90, speaker: null, text: '会話' },
  ],
} satisfies Parameters<typeof documentOf>[0]
const TALK = documentOf(TALK_TOLD)

test('an entry is one document with its words field by field', () => {
  expect(indexDocuments(TALK)[0]).toEqual({
    key: 'conversation-7',
    entry: 'conversation-7',
    isEntry: true,
    kind: 'conversation',
    kindOrder: 0,
    name: 'Clean Language',
    speaker: ['judy-rees'],
    theme: ['kindness'],
    has: ['recording'],
    month: 24287,
    date: 20231200,
    title: 'clean language . listening',
    names: 'judy rees . dr ann host',
    themeNames: 'kindness',
    summary: 'questions that help',
    documents: 'insights . belonging',
    unspacedNames: '',
    unspaced: '',
    nameParts: '',
    parts: '',
  })
})

test('other words under which it is asked for stand apart, those of title and names in a field of their own', () => {
  const [entry, passage] = indexDocuments(
    documentOf({
      title: 'YouCompleteMe in C#',
      speakers: ['Ana McDougall'],
      summary: 'On GitHub.',
      passages: [{ start: 0, end: 9, speaker: null, text: 'JavaScript' }],
    }),
  )
  expect(entry).toMatchObject({
    title: 'youcompleteme in csharp',
    nameParts: 'you . youcomplete . complete . completeme . csharp . dougall',
    parts: 'git . hub',
  })
  expect(passage).toMatchObject({
    words: 'javascript',
    parts: 'java . script . you . youcomplete . complete . completeme . csharp . dougall',
  })
})

test('each passage is a document of its own that has the facets and the names of its entry', () => {
  const [, first, second] = indexDocuments(TALK)
  expect(first).toMatchObject({
    key: 'conversation-7-p0',
    entry: 'conversation-7',
    isEntry: false,
    speaker: ['judy-rees'],
    month: 24287,
    start: 0,
    end: 40,
    speakerName: 'Judy Rees',
    text: 'We begin with gratitude.',
    words: 'we begin with gratitude',
    context: 'clean language . listening . judy rees . dr ann host . kindness',
  })
  expect(second).toMatchObject({
    key: 'conversation-7-p1',
    words: '',
    unspaced: expect.stringMatching(/^u\w{4} u\w{8} /),
  })
})

test('what has no date has neither month nor date, so that no range holds it', () => {
  const [theme] = indexDocuments(documentOf({ kind: 'theme', title: 'Kindness' }))
  expect(theme).not.toHaveProperty('month')
  expect(theme).not.toHaveProperty('date')
})

test('the documents of a long entry come in steps, as many as there are letters, and are those made at once', () => {
  const count = (times: number) => {
    const long = documentOf({
      ...TALK_TOLD,
      documents: [{ title: 'Insights', text: 'Some words to read. '.repeat(times) }],
    })
    const steps = [...indexingDocuments(long)]
    expect(steps.filter((one) => one !== null)).toEqual(indexDocuments(long))
    return steps.length
  }
  const [none, some, twice] = [count(1), count(2000), count(4000)]
  expect(none).toBe(3)
  expect(some).toBeGreaterThan(20)
  expect((twice - 3) / (some - 3)).toBeCloseTo(2, 0)
})
