import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import { countDocuments, readAllDocuments, readChangedDocuments } from '#app/search/documents.server.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { cutPassages } from '#app/search/passages.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

import { putConversation } from './search-fixture.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
beforeEach(async () => {
  await db.pool.query('TRUNCATE conversation, person, theme, series, offering, organisation, news_item CASCADE')
})
afterAll(() => database.close())

async function readAll(): Promise<SearchDocument[]> {
  const client = await db.pool.connect()
  try {
    const documents: SearchDocument[] = []
    for await (const batch of readAllDocuments(client)) documents.push(...batch)
    return documents
  } finally {
    client.release()
  }
}

async function read(slug: string): Promise<SearchDocument> {
  const found = (await readAll()).find((document) => document.slug === slug)
  if (!found) throw new Error(`${slug} is not there`)
  return found
}

test('a conversation is its title, people, themes, summary, readable documents and transcript', async () => {
  const id = await putConversation(db, {
    slug: 'clean-language',
    title: 'Clean Language',
    summaryHtml: '<p>Questions &#x26; <em>answers</em>.</p>\n<p>And more.</p>',
    speakers: ['Judy Rees', 'Steve McCann'],
    hosts: ['Bob Klaber'],
    themes: ['Listening'],
    documents: [
      { kind: 'insights', title: 'Insights', text: 'What we learnt.' },
      { kind: 'slides', title: 'Slides', text: null },
    ],
    cues: [
      { start: 0, end: 4.5, speaker: 'Judy Rees', text: 'What would you like\nto happen?' },
      { start: 4.5, end: 9, speaker: 'Judy Rees', text: 'And is there anything else?' },
    ],
  })
  expect(await read('clean-language')).toEqual({
    key: `conversation-${id}`,
    id: 'clean-language',
    kind: 'conversation',
    slug: 'clean-language',
    title: 'Clean Language',
    aliases: [],
    heldOn: '2023-12',
    speakers: [
      { slug: 'judy-rees', name: 'Judy Rees' },
      { slug: 'steve-mccann', name: 'Steve McCann' },
    ],
    alsoNamed: ['Dr Bob Klaber'],
    themes: [{ slug: 'listening', name: 'Listening' }],
    summary: 'Questions & answers. And more.',
    documents: [{ title: 'Insights', text: 'What we learnt.' }],
    has: ['recording', 'insights', 'transcript', 'slides'],
    passages: [
      { start: 0, end: 9, speaker: 'Judy Rees', text: 'What would you like to happen? And is there anything else?' },
    ],
  })
})

test('a long conversation is read in parts, and is what it would be if it was short', async () => {
  const cues = Array.from({ length: 2500 }, (_, at) => {
    return {
      start: at * 4,
      end: at * 4 + 3,
      speaker: `Speaker ${at % 3}`,
      text: `Words ${at} that are said, one by one.`,
    }
  })
  const long = 'What we learnt. '.repeat(20_000)
  const documents = [
    { kind: 'insights' as const, title: 'One', text: long },
    { kind: 'slides' as const, title: 'Slides', text: null },
    { kind: 'insights' as const, title: 'Two', text: 'Short.' },
    { kind: 'insights' as const, title: 'Elsewhere', text: long, availability: 'elsewhere' as const },
  ]
  const paragraph = '<p>Questions &#x26; <em>an</em>swers.</p>\n'
  await putConversation(db, { slug: 'long', summaryHtml: paragraph.repeat(6000), documents, cues })
  const document = await read('long')
  expect(document.documents.map(({ title, text }) => [title, text.length])).toEqual([
    ['One', long.length],
    ['Two', 6],
  ])
  expect(document.summary).toBe('Questions & answers. '.repeat(6000).trim())
  expect(document.passages).toEqual(cutPassages(cues))
  expect(document.has).toEqual(['recording', 'insights', 'transcript', 'slides'])
  const changed = new Map([['conversation' as const, new Set([idOf(document), 2 ** 30])]])
  for await (const { put, removeKeys } of readChangedDocuments(db, changed)) {
    expect(put.concat(removeKeys.length > 0 ? [document] : [])).toEqual([document])
  }
})

function idOf({ key }: SearchDocument): number {
  return Number(key.split('-').at(-1))
}

test('documents come in batches that are bounded in letters as well as in number', async () => {
  const lengths = [300_000, 10, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000, 10, 10]
  for (const [at, length] of lengths.entries()) {
    await putConversation(db, {
      slug: `talk-${at}`,
      documents: [{ kind: 'insights', title: 'Insights', text: 'x'.repeat(length) }],
    })
  }
  const batches: number[][] = []
  const ids = new Set<number>()
  const client = await db.pool.connect()
  try {
    for await (const batch of readAllDocuments(client)) {
      for (const document of batch) ids.add(idOf(document))
      batches.push(batch.map(({ documents }) => documents[0]!.text.length))
    }
  } finally {
    client.release()
  }
  expect(batches).toEqual([[300_000], [10, 60_000, 60_000, 60_000, 60_000], [60_000, 60_000, 10, 10]])
  const missing = Math.max(...ids) + 1
  const refreshes: number[][] = []
  const gone: string[] = []
  for await (const { put, removeKeys } of readChangedDocuments(db, new Map([['conversation', ids.add(missing)]]))) {
    if (put.length > 0) refreshes.push(put.map(({ documents }) => documents[0]!.text.length))
    gone.push(...removeKeys)
  }
  expect([refreshes, gone]).toEqual([batches, [`conversation-${missing}`]])
})

test('what exists elsewhere, or was never published, is not what it has', async () => {
  await putConversation(db, {
    slug: 'elsewhere',
    recording: 'unpublished',
    documents: [{ kind: 'insights', title: 'Insights', text: 'secret words', availability: 'elsewhere' }],
  })
  expect(await read('elsewhere')).toMatchObject({ has: [], documents: [] })
})

test('a conversation without a title is named after its speakers', async () => {
  await putConversation(db, {
    slug: 'untitled',
    title: null,
    speakers: ['Judy Rees', 'Steve McCann'],
    hosts: ['Bob Klaber'],
  })
  expect(await read('untitled')).toMatchObject({ title: 'Conversation with Judy Rees and Steve McCann' })
})

test('what is not published is nowhere, and neither is who appears and what is spoken of only there', async () => {
  for (const status of ['draft', 'scheduled', 'withdrawn'] as const) {
    const [speakers, themes] = [
      [`Only ${status}`, 'Judy Rees'],
      [`Secret ${status}`, 'Listening'],
    ]
    await putConversation(db, { slug: status, status, speakers, themes })
  }
  await putConversation(db, { slug: 'published', speakers: ['Judy Rees'], themes: ['Listening'] })
  await db.prisma.theme.create({ data: { slug: 'unused', name: 'Unused' } })
  expect((await readAll()).map(({ slug }) => slug).sort()).toEqual(['judy-rees', 'listening', 'published'])
})

test('a person has names, titles and a life; a theme its other names', async () => {
  await putConversation(db, { slug: 'talk', speakers: ['Robin Banerjee'], themes: ['Kindness'] })
  await db.prisma.person.updateMany({
    data: { honorific: 'Professor', aliases: ['R. Banerjee'], bioHtml: '<p>Psychologist.</p>', sourceId: 'p1' },
  })
  await db.prisma.theme.updateMany({ data: { aliases: ['Gentleness'], descriptionHtml: '<p>Being kind.</p>' } })
  expect(await read('robin-banerjee')).toMatchObject({
    kind: 'person',
    id: 'p1',
    title: 'Professor Robin Banerjee',
    aliases: ['R. Banerjee'],
    summary: 'Psychologist.',
    heldOn: null,
  })
  expect(await read('kindness')).toMatchObject({ kind: 'theme', aliases: ['Gentleness'], summary: 'Being kind.' })
})

test('offerings and news are found with who gives them and when', async () => {
  await db.prisma.organisation.create({
    data: {
      slug: 'trust',
      name: 'The Trust',
      offerings: {
        create: {
          slug: 'course',
          kind: 'course',
          title: 'A course',
          summaryHtml: '<p>Learn.</p>',
          sessions: {
            create: [
              { position: 0, heldOn: new Date('2024-05-02') },
              { position: 1, heldOn: new Date('2024-05-01') },
            ],
          },
          facilitators: {
            create: { position: 0, person: { create: { slug: 'ada', name: 'Ada Often', sortName: 'Often, Ada' } } },
          },
          themes: { create: { position: 0, theme: { create: { slug: 'teams', name: 'Teams' } } } },
        },
      },
      news: { create: [{ slug: 'news', title: 'A prize', datedOn: new Date('2024-03-01'), datedPrecision: 'month' }] },
    },
  })
  expect(await read('course')).toMatchObject({
    kind: 'offering',
    heldOn: '2024-05-01',
    speakers: [{ slug: 'ada', name: 'Ada Often' }],
    alsoNamed: ['The Trust'],
    themes: [{ slug: 'teams', name: 'Teams' }],
  })
  expect(await read('news')).toMatchObject({ kind: 'news', heldOn: '2024-03', alsoNamed: ['The Trust'] })
})

test('everything is read however many batches it takes, each once', async () => {
  await db.pool.query("INSERT INTO series (slug, name) VALUES ('evenings', 'Evenings')")
  await db.pool.query(`
    INSERT INTO conversation (slug, series_id, title, held_on)
    SELECT 'talk-' || n, (SELECT id FROM series), 'Talk', '2023-12-01' FROM generate_series(1, 901) AS n`)
  const documents = await readAll()
  expect(new Set(documents.map(({ key }) => key)).size).toBe(901)
  expect(documents).toHaveLength(901)
  expect(await countDocuments(db.pool)).toBe(901)
})

test('a change is told with all that shows it, and with what is gone', async () => {
  const kept = await putConversation(db, { slug: 'kept', speakers: ['Judy Rees'], themes: ['Listening'] })
  const gone = await putConversation(db, { slug: 'gone', status: 'draft' })
  const person = await db.prisma.person.findUniqueOrThrow({ where: { slug: 'judy-rees' }, select: { id: true } })
  const theme = await db.prisma.theme.findUniqueOrThrow({ where: { slug: 'listening' }, select: { id: true } })
  const refresh = async (changed: Parameters<typeof readChangedDocuments>[1]) => {
    const put: string[] = []
    const removed: string[] = []
    for await (const part of readChangedDocuments(db, changed)) {
      put.push(...part.put.map(({ key }) => key))
      removed.push(...part.removeKeys)
    }
    return { put: put.sort(), removed }
  }
  expect(await refresh(new Map([['person', new Set([person.id])]]))).toEqual({
    put: [`conversation-${kept}`, `person-${person.id}`],
    removed: [],
  })
  expect(await refresh(new Map([['appearances', new Set([person.id])]]))).toEqual({
    put: [`person-${person.id}`],
    removed: [],
  })
  expect(await refresh(new Map([['conversation', new Set([kept])]]))).toEqual({
    put: [`conversation-${kept}`, `person-${person.id}`, `theme-${theme.id}`],
    removed: [],
  })
  expect(await refresh(new Map([['conversation', new Set([gone])]]))).toEqual({
    put: [],
    removed: [`conversation-${gone}`],
  })
})
