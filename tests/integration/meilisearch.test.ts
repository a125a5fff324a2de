import { MeilisearchApiError } from 'meilisearch'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import type { Search } from '#app/search/index.server.ts'
import { adminClient, searchClient } from '#app/search/meilisearch/client.server.ts'
import { Feed } from '#app/search/meilisearch/feed.server.ts'
import { indexDocuments } from '#app/search/meilisearch/index-documents.ts'
import { readIndexState } from '#app/search/meilisearch/position.server.ts'
import { buildIndex } from '#app/search/meilisearch/sync.server.ts'
import { documentOf, queryOf } from '#tests/contracts/search-documents.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import {
  MEILISEARCH,
  startTestMeilisearch,
  type TestMeilisearch,
  WITHOUT_MEILISEARCH,
} from '#tests/support/meilisearch.ts'

import { answerOf, openWithMeilisearch, PATIENCE, untilMeilisearchAnswers } from './meilisearch-support.ts'
import { putConversation } from './search-fixture.ts'

if (!MEILISEARCH) test.skip(`Meilisearch beside a real archive: ${WITHOUT_MEILISEARCH}`)

describe.runIf(MEILISEARCH)('A real Meilisearch', () => {
  let server: TestMeilisearch
  let database: TestDatabase
  let db: Database
  const searches: Search[] = []

  beforeAll(async () => {
    server = await startTestMeilisearch()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    // What happens is told in the log; here it is what the tests ask for.
    for (const level of ['log', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
    database = await createTestDatabase()
    db = database.db
  })
  afterEach(async () => {
    await Promise.all(searches.splice(0).map((search) => search.stop()))
    await database.close()
  })

  async function open(): Promise<Search> {
    const search = await openWithMeilisearch(db, server)
    searches.push(search)
    return search
  }
  const admin = () => adminClient(server)
  const signal = (name: NodeJS.Signals) => process.kill(server.pid, name)
  const titlesFor = async (search: Search, q: string) => (await answerOf(search, q)).results.map(({ title }) => title)

  /** What stands in the index itself, past everything else that could have answered. */
  async function indexed(q: string): Promise<string[]> {
    const { uid } = (await readIndexState(db))!
    const { hits } = await admin().index<{ entry: string }>(uid).search(q, { matchingStrategy: 'all' })
    return hits.map(({ entry }) => entry).sort()
  }

  test('what is published, edited, withdrawn and deleted is found as it is now', async () => {
    await putConversation(db, { slug: 'first', title: 'Belonging' })
    const search = await open()
    await untilMeilisearchAnswers(search)
    expect(await titlesFor(search, 'belonging')).toEqual(['Belonging'])
    const id = await putConversation(db, { slug: 'talk', title: 'Gratitude', speakers: ['Judy Rees'] })
    await untilMeilisearchAnswers(search)
    expect(await titlesFor(search, 'rees')).toEqual(['Judy Rees', 'Gratitude'])
    await db.prisma.conversation.update({ where: { id }, data: { title: 'Courage' } })
    await untilMeilisearchAnswers(search)
    expect(await indexed('gratitude')).toEqual([])
    expect(await titlesFor(search, 'courage')).toEqual(['Courage'])
    await db.prisma.conversation.update({ where: { id }, data: { status: 'withdrawn' } })
    await untilMeilisearchAnswers(search)
    expect(await indexed('courage')).toEqual([])
    expect(await indexed('rees')).toEqual([])
  })

  test('a transcript that gets shorter leaves none of its passages behind', async () => {
    const cues = ['gratitude', 'patience', 'humour'].map((word, number) => ({
      start: number * 60,
      end: number * 60 + 50,
      speaker: `Speaker ${number}`,
      text: `${word} ${'and so on '.repeat(25)}`,
    }))
    const id = await putConversation(db, { slug: 'talk', title: 'Talk', cues })
    const search = await open()
    await untilMeilisearchAnswers(search)
    const [found] = (await answerOf(search, 'humour')).results
    expect(found?.passages).toMatchObject([{ start: 120 }])
    await db.pool.query(
      `DELETE FROM cue USING caption_track, recording WHERE cue.track_id = caption_track.id
       AND caption_track.recording_id = recording.id AND recording.conversation_id = $1 AND cue.start_seconds >= 60`,
      [id],
    )
    await untilMeilisearchAnswers(search)
    expect(await indexed('humour')).toEqual([])
    expect(await indexed('gratitude')).toEqual([`conversation-${id}`])
  })

  test('fifty changes at once are one or two tasks', async () => {
    const search = await open()
    await untilMeilisearchAnswers(search)
    const { uid } = (await readIndexState(db))!
    const tasks = async () => (await admin().tasks.getTasks({ indexUids: [uid], limit: 1000 })).total
    const before = await tasks()
    await db.prisma.newsItem.createMany({
      data: Array.from({ length: 50 }, (_, number) => newsItem(number)),
    })
    await untilMeilisearchAnswers(search)
    expect(await indexed('gratitude')).toHaveLength(20) // The first page of fifty.
    expect((await answerOf(search, 'gratitude')).total).toBe(50)
    expect((await tasks()) - before).toBeLessThanOrEqual(2)
  })

  test('fifty commits, one by one while the server is busy, are one or two tasks', async () => {
    const search = await open()
    await untilMeilisearchAnswers(search)
    const { uid } = (await readIndexState(db))!
    const tasks = async () => (await admin().tasks.getTasks({ indexUids: [uid], limit: 1000 })).total
    const before = await tasks()
    signal('SIGSTOP')
    try {
      for (let number = 0; number < 50; number++) await db.prisma.newsItem.create({ data: newsItem(number) })
    } finally {
      signal('SIGCONT')
    }
    await untilMeilisearchAnswers(search)
    expect((await answerOf(search, 'gratitude')).total).toBe(50)
    expect((await tasks()) - before).toBeLessThanOrEqual(2)
  })

  test('what was written while the site was down is in every answer of Meilisearch', async () => {
    await untilMeilisearchAnswers(await open())
    await searches.pop()!.stop()
    await db.prisma.newsItem.createMany({
      data: Array.from({ length: 1000 }, (_, number) => newsItem(number)),
    })
    const search = await open()
    const answers = new Set<string>()
    await vi.waitFor(async () => {
      const { engine, total, notice } = await answerOf(search, 'gratitude')
      answers.add(`${engine} ${total} ${notice}`)
      expect(engine).toBe('meilisearch')
    }, PATIENCE)
    expect(answers).toEqual(new Set(['built-in 1000 null', 'meilisearch 1000 null']))
  })

  test('passages of a task that is still waiting go when the transcript is shorter by then', async () => {
    const feed = new Feed(admin(), 'shorter')
    const said = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ start: place, end: place + 1, speaker: null, text: 'Gratitude.' }))
    const talk = (count: number) => documentOf({ key: 'conversation-1', title: 'Talk', passages: said(count) })
    await feed.rebuild(
      (async function* () {
        yield [talk(1)]
      })(),
    )
    await admin()
      .index('shorter')
      .addDocuments(indexDocuments(talk(6)))
    await feed.update([{ put: [talk(2)], removeKeys: [] }])
    const { numberOfDocuments } = await admin().index('shorter').getStats()
    expect(numberOfDocuments).toBe(3)
  })

  test('while the server hangs readers are answered by the built-in engine, with a notice, and nothing is lost', async () => {
    const id = await putConversation(db, { slug: 'talk', title: 'Gratitude' })
    const search = await open()
    await untilMeilisearchAnswers(search)
    const { position } = (await readIndexState(db))!
    signal('SIGSTOP')
    try {
      expect(await answerOf(search, 'gratitude')).toMatchObject({
        engine: 'built-in',
        total: 1,
        notice: expect.stringMatching(/reserve/),
      })
      await db.prisma.conversation.update({ where: { id }, data: { title: 'Courage' } })
      await putConversation(db, { slug: 'other', title: 'Belonging' })
      await db.prisma.conversation.update({ where: { id }, data: { title: 'Humour' } })
      await search.caughtUp()
      expect(await answerOf(search, 'humour')).toMatchObject({ engine: 'built-in', total: 1 })
      expect((await readIndexState(db))!.position).toEqual(position)
    } finally {
      signal('SIGCONT')
    }
    await untilMeilisearchAnswers(search)
    expect(await indexed('humour')).toEqual([`conversation-${id}`])
    expect(await indexed('courage')).toEqual([])
    expect(await indexed('belonging')).toHaveLength(1)
    expect(await answerOf(search, 'humour')).toMatchObject({ engine: 'meilisearch', total: 1, notice: null })
  })

  test('a server that is killed in the middle of its work is started again and catches up', async () => {
    const search = await open()
    await untilMeilisearchAnswers(search)
    await db.prisma.newsItem.createMany({
      data: Array.from({ length: 3000 }, (_, number) => newsItem(number)),
    })
    signal('SIGKILL')
    await vi.waitFor(async () => expect(await answerOf(search, '')).toMatchObject({ engine: 'built-in' }), PATIENCE)
    await search.caughtUp()
    expect(await search.engine.search(queryOf('gratitude'))).toMatchObject({ status: 'ok', total: 3000 })
    // Whichever answers by now, nothing is missing.
    expect(await answerOf(search, 'gratitude')).toMatchObject({ total: 3000 })
    await untilMeilisearchAnswers(search)
    expect(await answerOf(search, 'gratitude')).toMatchObject({ engine: 'meilisearch', total: 3000 })
  })

  test('an index that the server has lost is built anew', async () => {
    await putConversation(db, { slug: 'talk', title: 'Gratitude' })
    const search = await open()
    await untilMeilisearchAnswers(search)
    const { uid } = (await readIndexState(db))!
    await admin().deleteIndex(uid).waitTask()
    expect(await answerOf(search, 'gratitude')).toMatchObject({ engine: 'built-in', total: 1 })
    await untilMeilisearchAnswers(search)
    expect(await indexed('gratitude')).toHaveLength(1)
  })

  test('after a restore, which brings no position with it, the index is built anew', async () => {
    const id = await putConversation(db, { slug: 'talk', title: 'Gratitude' })
    const search = await open()
    await untilMeilisearchAnswers(search)
    const { uid } = (await readIndexState(db))!
    await db.pool.query('DELETE FROM search_index')
    await db.prisma.conversation.update({ where: { id }, data: { title: 'Courage' } })
    await untilMeilisearchAnswers(search)
    expect(await readIndexState(db)).toMatchObject({ uid, generation: 1 })
    expect(await indexed('courage')).toHaveLength(1)
  })

  test('settings that somebody changed on the server are put right at the next start', async () => {
    await putConversation(db, { slug: 'talk', title: 'Gratitude' })
    const first = await open()
    await untilMeilisearchAnswers(first)
    await searches.pop()!.stop()
    const { uid, generation } = (await readIndexState(db))!
    await admin().index(uid).updateStopWords(['gratitude']).waitTask()
    const second = await open()
    await untilMeilisearchAnswers(second)
    expect(await readIndexState(db)).toMatchObject({ uid, generation: generation + 1 })
    expect(await titlesFor(second, 'gratitude')).toEqual(['Gratitude'])
    await searches.pop()!.stop()
    const third = await open()
    await untilMeilisearchAnswers(third)
    expect(await readIndexState(db)).toMatchObject({ generation: generation + 1 })
  })

  test('an index built anew beside a running site is never empty, and has what was written meanwhile', async () => {
    for (let number = 0; number < 30; number++)
      await putConversation(db, { slug: `talk-${number}`, title: 'Gratitude' })
    const search = await open()
    await untilMeilisearchAnswers(search)
    const { generation } = (await readIndexState(db))!
    let isBuilding = true
    const answers = new Set<string>()
    const reading = (async () => {
      while (isBuilding) {
        const { engine, total } = await answerOf(search, 'gratitude')
        answers.add(`${engine} ${total}`)
      }
    })()
    const building = buildIndex(db, admin(), () => undefined).finally(() => (isBuilding = false))
    await putConversation(db, { slug: 'late', title: 'Lateness' })
    await building
    await reading
    expect(answers).toEqual(new Set(['meilisearch 30']))
    // What was written meanwhile went into the old index; nothing else is written that could bring it along.
    await vi.waitFor(async () => expect(await indexed('lateness')).toHaveLength(1), PATIENCE)
    expect((await readIndexState(db))!.generation).toBe(generation + 1)
  })

  test('a build that ended between the exchange and the new position is done again', async () => {
    const search = await open()
    await untilMeilisearchAnswers(search)
    const { generation } = (await readIndexState(db))!
    await db.pool.query(`UPDATE search_index SET version = 'being exchanged'`)
    await putConversation(db, { slug: 'talk', title: 'Gratitude' })
    await vi.waitFor(async () => expect((await readIndexState(db))!.generation).toBeGreaterThan(generation), PATIENCE)
    await untilMeilisearchAnswers(search)
    expect(await indexed('gratitude')).toHaveLength(1)
  })

  test('of two processes one writes, and the other takes its place when it ends', async () => {
    const first = await open()
    await untilMeilisearchAnswers(first)
    const second = await open()
    await untilMeilisearchAnswers(second)
    await searches.shift()!.stop()
    await putConversation(db, { slug: 'talk', title: 'Gratitude' })
    await second.caughtUp()
    await vi.waitFor(async () => expect(await indexed('gratitude')).toHaveLength(1), PATIENCE)
    expect(await titlesFor(second, 'gratitude')).toEqual(['Gratitude'])
  })

  test('one bad document is found among many and set aside, and the others go on without it', async () => {
    const feed = new Feed(admin(), 'halved')
    await feed.rebuild(
      (async function* () {
        yield [documentOf({ key: 'conversation-1', title: 'Gratitude' })]
      })(),
    )
    const put = Array.from({ length: 40 }, (_, number) =>
      documentOf({ key: number === 27 ? 'not/a/key' : `conversation-${number + 1}`, title: 'Belonging' }),
    )
    const { setAside } = await feed.update([{ put, removeKeys: [] }])
    expect(setAside).toEqual([{ key: 'not/a/key', reason: expect.stringContaining('not/a/key') }])
    const { numberOfDocuments } = await admin().index('halved').getStats()
    expect(numberOfDocuments).toBe(39)
  })

  test('an index that is built anew has the forms of words of the one before from its beginning', async () => {
    const feed = new Feed(admin(), 'forms')
    const documents = ['Listening', 'We listened', 'Porter'].map((title, number) =>
      documentOf({ key: `conversation-${number}`, title }),
    )
    async function* batches() {
      yield documents
    }
    await feed.rebuild(batches())
    const forms = { listening: ['listened'], listened: ['listening'] }
    expect(await admin().index('forms').getSynonyms()).toEqual(forms)
    await feed.rebuild(batches())
    expect(await admin().index('forms').getSynonyms()).toEqual(forms)
    const { results } = await admin().tasks.getTasks({
      types: ['settingsUpdate', 'documentAdditionOrUpdate'],
      indexUids: ['forms', 'forms-next'],
    })
    const told = results
      .reverse()
      .map(({ type, details }) =>
        type === 'settingsUpdate' ? (details?.synonyms ? 'forms' : 'settings') : 'documents',
      )
    // Sent behind the documents they would have all of them indexed again.
    expect(told).toEqual(['settings', 'forms', 'documents', 'settings', 'forms', 'documents'])
  })

  test('readers search with a key that can do nothing else', async () => {
    const search = await open()
    await untilMeilisearchAnswers(search)
    const { uid } = (await readIndexState(db))!
    const client = await searchClient(server, uid)
    await expect(client.index(uid).search('')).resolves.toBeDefined()
    await expect(client.getKeys()).rejects.toThrow(MeilisearchApiError)
    await expect(client.index(uid).deleteAllDocuments()).rejects.toThrow(/API key/)
    await expect(client.index('another').search('')).rejects.toThrow(/API key/)
  })
})

function newsItem(number: number) {
  return { slug: `news-${number}`, title: `Gratitude ${number}`, datedOn: new Date('2023-12-01') }
}
