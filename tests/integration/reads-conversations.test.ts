import { afterEach, beforeEach, expect, test } from 'vitest'

import { findConversation } from '#app/archive/conversation.server.ts'
import {
  conversationPage,
  LIST_PAGE_SIZE,
  neighboursOf,
  newestConversations,
  yearCounts,
} from '#app/archive/conversations.server.ts'
import { cuesInParts, findCues, firstCues, READ_AT_ONCE } from '#app/archive/cues.server.ts'
import { documentPage } from '#app/archive/documents.server.ts'
import { archiveFigures } from '#app/archive/figures.server.ts'
import { holdingsBySlug } from '#app/archive/holdings.server.ts'
import { monthMarks, spanAround } from '#app/archive/months.server.ts'
import { findRedirect } from '#app/archive/redirects.server.ts'
import { relatedConversations } from '#app/archive/related.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

import { tell } from './reads-fixture.ts'

let fixture: TestDatabase
beforeEach(async () => {
  fixture = await createTestDatabase()
})
afterEach(() => fixture.close())

test('what is not published stands in no list and has no page, but what was withdrawn says so', async () => {
  const { db } = fixture
  await tell(db, { slug: 'open', heldOn: '2023-05', themes: ['Care'], speakers: ['Ann Open'] })
  await tell(db, { slug: 'idea', heldOn: '2023-06', status: 'draft', themes: ['Care'], speakers: ['Ann Open'] })
  await tell(db, { slug: 'soon', heldOn: '2023-07', status: 'scheduled', themes: ['Care'] })
  await tell(db, { slug: 'gone', heldOn: '2023-08', status: 'withdrawn', themes: ['Care'] })

  const slugs = (cards: { slug: string }[]) => cards.map(({ slug }) => slug)
  expect(slugs(await newestConversations(db, 10))).toEqual(['open'])
  expect(slugs((await conversationPage(db, { year: 2023 }, 1)).cards)).toEqual(['open'])
  expect(await yearCounts(db)).toEqual([{ year: 2023, count: 1 }])
  expect((await monthMarks(db)).map(({ month }) => month)).toEqual(['2023-05'])
  expect(await archiveFigures(db)).toMatchObject({
    conversations: 1,
    people: 1,
    themes: 1,
    first: '2023-05',
    last: '2023-05',
  })

  expect(await findConversation(db, 'idea')).toEqual({ status: 'missing' })
  expect(await findConversation(db, 'soon')).toEqual({ status: 'missing' })
  expect(await findConversation(db, 'gone')).toEqual({ status: 'withdrawn', heldOn: '2023-08' })
  expect((await findConversation(db, 'open')).status).toBe('published')
})

test('a document of a draft is in no list', async () => {
  const { db } = fixture
  const open = await tell(db, { slug: 'open', heldOn: '2023-05' })
  const draft = await tell(db, { slug: 'idea', heldOn: '2023-06', status: 'draft' })
  await db.prisma.document.createMany({
    data: [
      { conversationId: open, position: 0, kind: 'insights', title: 'Sheet', html: '<p>Read me</p>' },
      { conversationId: open, position: 1, kind: 'slides', title: 'Slides', availability: 'elsewhere' },
      { conversationId: draft, position: 0, kind: 'insights', title: 'Secret', html: '<p>Not yet</p>' },
    ],
  })
  const list = await documentPage(db, null, 1)
  expect(list.documents.map(({ title, conversation }) => [title, conversation.slug])).toEqual([['Sheet', 'open']])
  expect(list).toMatchObject({ total: 1, elsewhere: 1, kinds: [{ kind: 'insights', count: 1 }] })
})

test('a conversation without a title is called by who spoke, hosts apart', async () => {
  const { db } = fixture
  await tell(db, {
    slug: 'untitled',
    heldOn: '2022-09',
    title: null,
    speakers: ['Robin Banerjee', 'Gillian Sandstrom'],
    hosts: ['Bob Klaber'],
  })
  const [card] = await newestConversations(db, 1)
  expect(card).toMatchObject({
    title: 'Conversation with Robin Banerjee and Gillian Sandstrom',
    namesInTitle: true,
    heldOn: '2022-09',
  })
  expect((await monthMarks(db))[0]?.only).toEqual({
    slug: 'untitled',
    title: 'Conversation with Robin Banerjee and Gillian Sandstrom',
    titleLanguage: null,
  })
  const found = await findConversation(db, 'untitled')
  expect(found.status === 'published' && found.conversation.people.map(({ name, role }) => [name, role])).toEqual([
    ['Robin Banerjee', 'speaker'],
    ['Gillian Sandstrom', 'speaker'],
    ['Bob Klaber', 'host'],
  ])
})

test('a card says the best of what there is: here before elsewhere before never published', async () => {
  const { db } = fixture
  const id = await tell(db, { slug: 'one', heldOn: '2023-05', summaryHtml: '<p>First <em>words</em>.</p><p>More.</p>' })
  await db.prisma.document.createMany({
    data: [
      { conversationId: id, position: 0, kind: 'insights', title: 'Theirs', availability: 'elsewhere' },
      { conversationId: id, position: 1, kind: 'insights', title: 'Ours', html: '<p>x</p>' },
    ],
  })
  await db.prisma.recording.create({ data: { conversationId: id, position: 0, availability: 'unpublished' } })
  const [card] = await newestConversations(db, 1)
  expect(card).toMatchObject({
    insights: [
      { title: 'Ours', availability: 'here' },
      { title: 'Theirs', availability: 'elsewhere' },
    ],
    recording: 'unpublished',
    slides: null,
    excerpt: 'First words.',
  })
})

test('a list goes on from page to page without losing or repeating anything', async () => {
  const { db } = fixture
  // All on one day, as at a conference.
  for (let number = 0; number < LIST_PAGE_SIZE + 3; number += 1)
    await tell(db, { slug: `talk-${number}`, heldOn: '2019-05-04' })
  const [first, second, third] = [
    await conversationPage(db, { year: 2019 }, 1),
    await conversationPage(db, { year: 2019 }, 2),
    await conversationPage(db, { year: 2019 }, 3),
  ]
  expect([first.cards.length, second.cards.length, third.cards.length]).toEqual([LIST_PAGE_SIZE, 3, 0])
  expect(first).toMatchObject({ total: LIST_PAGE_SIZE + 3, pages: 2 })
  expect(new Set([...first.cards, ...second.cards].map(({ slug }) => slug)).size).toBe(LIST_PAGE_SIZE + 3)
})

test('the first of January and the last of December belong to their year', async () => {
  const { db } = fixture
  await tell(db, { slug: 'eve', heldOn: '2022-12-31' })
  await tell(db, { slug: 'new-year', heldOn: '2023-01-01' })
  expect((await conversationPage(db, { year: 2023 }, 1)).cards.map(({ slug }) => slug)).toEqual(['new-year'])
  expect((await monthMarks(db, { from: '2022-12', to: '2022-12' })).map(({ month }) => month)).toEqual(['2022-12'])
})

test('neighbours are those of the same series, those of one day in their order', async () => {
  const { db } = fixture
  await tell(db, { slug: 'a', heldOn: '2023-05-04' })
  const b = await tell(db, { slug: 'b', heldOn: '2023-05-04' })
  await tell(db, { slug: 'c', heldOn: '2023-05-04' })
  await tell(db, { slug: 'other', heldOn: '2023-05-04', series: 'mornings' })
  await tell(db, { slug: 'draft', heldOn: '2023-05-05', status: 'draft' })
  await tell(db, { slug: 'later', heldOn: '2023-06' })
  const row = await db.prisma.conversation.findUniqueOrThrow({
    where: { id: b },
    select: { id: true, seriesId: true, heldOn: true },
  })
  const { previous, next } = await neighboursOf(db, row)
  expect([previous?.slug, next?.slug]).toEqual(['a', 'c'])
  const last = await db.prisma.conversation.findUniqueOrThrow({
    where: { slug: 'later' },
    select: { id: true, seriesId: true, heldOn: true },
  })
  expect(await neighboursOf(db, last)).toMatchObject({ previous: { slug: 'c' }, next: null })
})

test('related conversations share something, the rarer the nearer, and say what', async () => {
  const { db } = fixture
  const id = await tell(db, { slug: 'own', heldOn: '2023-05', themes: ['Care', 'Grief'], speakers: ['Ann Open'] })
  await tell(db, { slug: 'rare', heldOn: '2020-01', themes: ['Grief'] })
  for (const number of [1, 2, 3])
    await tell(db, { slug: `common-${number}`, heldOn: `2023-0${number}`, themes: ['Care'] })
  await tell(db, { slug: 'hidden', heldOn: '2023-06', themes: ['Care', 'Grief'], status: 'draft' })
  await tell(db, { slug: 'stranger', heldOn: '2023-06', themes: ['Music'] })
  const related = await relatedConversations(db, id)
  expect(related.map(({ card }) => card.slug)).toEqual(['rare', 'common-3', 'common-2', 'common-1'])
  expect(related[0]?.themes.map(({ name }) => name)).toEqual(['Grief'])
})

test('a shared speaker is a reason too', async () => {
  const { db } = fixture
  const id = await tell(db, { slug: 'own', heldOn: '2023-05', speakers: ['Ann Open'] })
  await tell(db, { slug: 'again', heldOn: '2024-05', hosts: ['Ann Open'] })
  const related = await relatedConversations(db, id)
  expect(related.map(({ card, people }) => [card.slug, people.map(({ name }) => name)])).toEqual([
    ['again', ['Ann Open']],
  ])
})

test('a month of several conversations is counted, with its most frequent themes first', async () => {
  const { db } = fixture
  await tell(db, { slug: 'a', heldOn: '2023-05-02', themes: ['Care', 'Zeal'] })
  await tell(db, { slug: 'b', heldOn: '2023-05-30', themes: ['Zeal'] })
  expect(await monthMarks(db)).toEqual([{ month: '2023-05', count: 2, only: null, themes: ['zeal', 'care'] }])
})

test('months are shown over the life of the main series, made longer where something lies beyond it', async () => {
  const { db } = fixture
  await tell(db, { slug: 'first', heldOn: '2022-07', series: 'main-one' })
  await tell(db, { slug: 'last', heldOn: '2024-02', series: 'main-one' })
  await tell(db, { slug: 'tour', heldOn: '2026-11', series: 'about' })
  expect(await spanAround(db, [])).toEqual({ from: '2022-07', to: '2026-11' })
  await db.prisma.series.update({ where: { slug: 'main-one' }, data: { main: true } })
  expect(await spanAround(db, [])).toEqual({ from: '2022-07', to: '2024-02' })
  const marks = [{ month: '2025-01', count: 1, only: null, themes: [] }]
  expect(await spanAround(db, marks)).toEqual({ from: '2022-07', to: '2025-01' })
})

test('the words of the first captions come with the conversation, in order', async () => {
  const { db } = fixture
  const id = await tell(db, { slug: 'spoken', heldOn: '2023-05' })
  await db.prisma.recording.create({
    data: {
      conversationId: id,
      position: 0,
      availability: 'unpublished',
      captionTracks: {
        create: {
          position: 0,
          language: 'de',
          cues: {
            create: [
              { position: 1, startSeconds: 4, endSeconds: 6, text: 'zwei' },
              { position: 0, startSeconds: 1, endSeconds: 3.5, speaker: 'Ann', text: 'eins' },
            ],
          },
        },
      },
    },
  })
  const found = await findConversation(db, 'spoken')
  const [track] = (found.status === 'published' && found.conversation.recordings[0]?.captions) || []
  expect(track).toMatchObject({ language: 'de' })
  expect(await findCues(db, track?.id ?? 0)).toEqual([
    { start: 1, end: 3.5, speaker: 'Ann', text: 'eins' },
    { start: 4, end: 6, speaker: null, text: 'zwei' },
  ])
})

/** A track with so many captions of so many letters each. */
async function longTrack(slug: string, count: number, letters: number): Promise<number> {
  const { db } = fixture
  const conversationId = await tell(db, { slug, heldOn: '2023-05' })
  const { captionTracks } = await db.prisma.recording.create({
    data: {
      conversationId,
      position: 0,
      availability: 'unpublished',
      captionTracks: { create: { position: 0, language: 'en' } },
    },
    select: { captionTracks: { select: { id: true } } },
  })
  const id = captionTracks[0]?.id ?? 0
  await db.pool.query(
    `INSERT INTO cue (track_id, position, start_seconds, end_seconds, text)
     SELECT $1, at, at, at + 1, at || repeat('x', $3) FROM generate_series(0, $2 - 1) AS at`,
    [id, count, letters],
  )
  return id
}

test('a long transcript is read in parts, bounded in captions and in bytes, and comes whole and in order', async () => {
  const { db } = fixture
  const partsOf = async (id: number) => {
    const parts: { cues: number; bytes: number }[] = []
    for await (const part of cuesInParts(db.pool, id)) {
      parts.push({ cues: part.length, bytes: part.reduce((sum, { text }) => sum + text.length, 0) })
    }
    expect((await findCues(db, id)).map(({ start }) => start)).toEqual([
      ...Array(parts.reduce((sum, { cues }) => sum + cues, 0)).keys(),
    ])
    expect(Math.max(...parts.map(({ cues }) => cues))).toBeLessThanOrEqual(READ_AT_ONCE.cues)
    return parts
  }
  const many = await partsOf(await longTrack('many', 2 * READ_AT_ONCE.cues, 10))
  expect(many.map(({ cues }) => cues)).toEqual([READ_AT_ONCE.cues, READ_AT_ONCE.cues])
  const large = await partsOf(await longTrack('large', 40, 10_000))
  expect(large.length).toBeGreaterThan(2)
  expect(Math.max(...large.map(({ bytes }) => bytes))).toBeLessThan(READ_AT_ONCE.bytes + 20_000)
  const monstrous = await partsOf(await longTrack('monstrous', 3, READ_AT_ONCE.bytes))
  expect(monstrous.map(({ cues }) => cues)).toEqual([1, 1, 1])
  expect(await partsOf(await longTrack('one', 1, 10))).toHaveLength(1)
})

test('of a transcript that is longer than what is wanted the beginning comes, and that there is more', async () => {
  const { db } = fixture
  const id = await longTrack('talk', READ_AT_ONCE.cues + 500, 6)
  const some = await firstCues(db, id, { cues: READ_AT_ONCE.cues + 100, letters: Infinity })
  expect([some.cues.length, some.hasMore]).toEqual([READ_AT_ONCE.cues + 100, true])
  const short = await firstCues(db, id, { cues: Infinity, letters: 70 })
  expect([short.cues.length, short.hasMore]).toEqual([10, true])
  const all = await firstCues(db, id, { cues: READ_AT_ONCE.cues + 500, letters: Infinity })
  expect([all.cues.length, all.hasMore]).toEqual([READ_AT_ONCE.cues + 500, false])
  expect(await firstCues(db, 0, { cues: 1, letters: 1 })).toEqual({ cues: [], hasMore: false })
})

test('an old address leads on, over two renamings, and never out of this site', async () => {
  const { db } = fixture
  await db.prisma.redirect.createMany({
    data: [
      { fromPath: '/people/ann', toPath: '/people/anna' },
      { fromPath: '/people/anna', toPath: '/people/anna-open' },
      { fromPath: '/round', toPath: '/round-again' },
      { fromPath: '/round-again', toPath: '/round' },
    ],
  })
  expect(await findRedirect(db, '/people/ann')).toBe('/people/anna-open')
  expect(await findRedirect(db, '/people/nobody')).toBeNull()
  expect(await findRedirect(db, '/round')).toBeNull()

  // The database refuses such rows; a restored one from elsewhere might hold them all the same.
  await db.pool.query('ALTER TABLE redirect DROP CONSTRAINT redirect_paths')
  for (const [fromPath, toPath] of [
    ['/a', '//evil.example'],
    ['/b', '/\\evil.example'],
    ['/c', 'javascript:alert(1)'],
    ['/d', 'https://evil.example'],
    ['/e', '/.//evil.example/x'],
    ['/f', '/a/..//evil.example'],
    ['/g', '/%2e//evil.example'],
    ['/h', '/\t/evil.example'],
    ['/i', '/%2fevil.example'],
  ] as const) {
    await db.prisma.redirect.create({ data: { fromPath, toPath } })
    expect(await findRedirect(db, fromPath)).toBeNull()
  }
})

test('wherever a title is listed its language comes with it, but for one that the archive has made', async () => {
  const { db } = fixture
  const told = { slug: 'cuidar', heldOn: '2023-05-04', language: 'es', themes: ['Care'] }
  const id = await tell(db, { ...told, title: 'Cuidar' })
  await tell(db, { ...told, slug: 'untitled', heldOn: '2023-06-01', title: null, speakers: ['Ana Abierta'] })
  await db.prisma.document.createMany({
    data: [{ conversationId: id, position: 0, kind: 'handout', title: 'Hoja', language: 'es', html: '<p>x</p>' }],
  })
  const recording = { conversationId: id, position: 0, address: 'https://media.example.org/a.mp3' }
  await db.prisma.recording.create({
    data: { ...recording, captionTracks: { create: { position: 0, language: 'es-MX' } } },
  })
  expect(await newestConversations(db, 2)).toMatchObject([
    { title: 'Conversation with Ana Abierta', titleLanguage: null, language: 'es' },
    { title: 'Cuidar', titleLanguage: 'es', language: 'es' },
  ])
  const found = await findConversation(db, 'untitled')
  if (found.status !== 'published') throw new Error('It is published.')
  const { conversation } = found
  expect(conversation).toMatchObject({ titleLanguage: null, language: 'es' })
  const { previous } = await neighboursOf(db, {
    ...{ id: conversation.id, seriesId: conversation.series.id, heldOn: conversation.heldOnDate },
  })
  expect(previous).toMatchObject({ slug: 'cuidar', titleLanguage: 'es' })
  expect((await relatedConversations(db, conversation.id))[0]?.card).toMatchObject({ titleLanguage: 'es' })
  expect((await monthMarks(db)).map(({ only }) => only?.titleLanguage)).toEqual(['es', null])
  expect((await documentPage(db, null, 1)).documents).toMatchObject([
    { title: 'Hoja', language: 'es', conversation: { titleLanguage: 'es' } },
  ])
  const holdings = await holdingsBySlug(db, ['cuidar', 'untitled'])
  expect(holdings.get('cuidar')).toMatchObject({ titleLanguage: 'es', language: 'es', wordsLanguage: 'es-MX' })
  expect(holdings.get('untitled')).toMatchObject({ titleLanguage: null, language: 'es', wordsLanguage: null })
})
