import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import { currentPosition, readChanges } from '#app/search/changes.server.ts'
import type { Changed } from '#app/search/documents.server.ts'
import type { Queryable } from '#app/search/documents/reading.server.ts'
import { followChanges } from '#app/search/follow-changes.server.ts'
import type { Search } from '#app/search/index.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

import { openSearch, putConversation, slugsFor } from './search-fixture.ts'

let database: TestDatabase
let db: Database
const searches: Search[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
beforeEach(async () => {
  await db.pool.query('TRUNCATE conversation, person, theme, series, news_item CASCADE')
})
afterEach(async () => {
  await Promise.all(searches.splice(0).map((search) => search.stop()))
})
afterAll(() => database.close())

async function open(): Promise<Search> {
  const search = await openSearch(db)
  searches.push(search)
  return search
}

test('what is published, edited, withdrawn and deleted is found as it is now', async () => {
  const search = await open()
  expect(await slugsFor(search, 'gratitude')).toEqual([])
  const id = await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  expect(await slugsFor(search, 'gratitude')).toEqual(['talk'])
  await db.prisma.conversation.update({ where: { id }, data: { title: 'Belonging' } })
  expect(await slugsFor(search, 'gratitude')).toEqual([])
  expect(await slugsFor(search, 'belonging')).toEqual(['talk'])
  await db.prisma.conversation.update({ where: { id }, data: { status: 'withdrawn' } })
  expect(await slugsFor(search, 'belonging')).toEqual([])
  await db.prisma.conversation.update({ where: { id }, data: { status: 'published' } })
  expect(await slugsFor(search, 'belonging')).toEqual(['talk'])
  await db.prisma.conversation.delete({ where: { id } })
  expect(await slugsFor(search, 'belonging')).toEqual([])
})

test('a draft is not found, nor who speaks there and of what, until it is published, nor once it is withdrawn', async () => {
  const search = await open()
  const id = await putConversation(db, {
    ...{ slug: 'talk', status: 'draft', speakers: ['Judy Rees'], themes: ['Listening'] },
  })
  const become = (status: 'published' | 'withdrawn') =>
    db.prisma.conversation.update({ where: { id }, data: { status } })
  const found = async () => [await slugsFor(search, 'rees'), await slugsFor(search, 'listening')]
  expect(await found()).toEqual([[], []])
  await become('published')
  expect(await found()).toEqual([
    ['person judy-rees', 'talk'],
    ['theme listening', 'talk'],
  ])
  await become('withdrawn')
  expect(await found()).toEqual([[], []])
})

test('a person and a theme that get another name are found by it, in everything that shows it', async () => {
  await putConversation(db, { slug: 'talk', speakers: ['Judy Rees'], themes: ['Listening'] })
  const search = await open()
  await db.prisma.person.updateMany({ data: { name: 'Judy Xylander' } })
  await db.prisma.theme.updateMany({ data: { name: 'Quietness' } })
  expect(await slugsFor(search, 'rees')).toEqual([])
  expect(await slugsFor(search, 'xylander')).toEqual(['person judy-rees', 'talk'])
  expect(await slugsFor(search, 'quietness')).toEqual(['theme listening', 'talk'])
})

test('a person is found no longer when their only appearance is taken away', async () => {
  await putConversation(db, { slug: 'talk', speakers: ['Judy Rees'] })
  const search = await open()
  await db.prisma.appearance.deleteMany()
  expect(await slugsFor(search, 'rees')).toEqual([])
})

test('words of a transcript and of a document are found when they are put right', async () => {
  await putConversation(db, {
    slug: 'talk',
    cues: [{ start: 1, end: 5, speaker: null, text: 'A story about a porter.' }],
    documents: [{ kind: 'insights', title: 'Insights', text: 'Rest.' }],
  })
  const search = await open()
  expect(await slugsFor(search, 'porter')).toEqual(['talk'])
  await db.prisma.cue.updateMany({ data: { text: 'A story about a gardener.' } })
  await db.prisma.document.updateMany({ data: { text: 'Sunlight.' } })
  expect(await slugsFor(search, 'porter')).toEqual([])
  expect(await slugsFor(search, 'gardener')).toEqual(['talk'])
  expect(await slugsFor(search, 'sunlight')).toEqual(['talk'])
})

test('a transaction that stays open while others commit is not skipped', async () => {
  const search = await open()
  const slow = await db.pool.connect()
  try {
    await slow.query('BEGIN')
    await slow.query("INSERT INTO series (slug, name) VALUES ('evenings', 'Evenings')")
    await slow.query(`
      INSERT INTO conversation (slug, series_id, title, held_on)
      SELECT 'slow', id, 'Gratitude slowly', '2023-12-01' FROM series`)
    await db.prisma.newsItem.create({
      data: { slug: 'quick', title: 'Gratitude quickly', datedOn: new Date('2023-12-01') },
    })
    // The quick one waits for the slow one: it must not lead past it.
    await search.caughtUp()
    await slow.query('COMMIT')
  } finally {
    slow.release()
  }
  expect((await slugsFor(search, 'gratitude')).sort()).toEqual(['news quick', 'slow'])
})

test('a reader is told that an open transaction holds back what others committed, since nothing tells when it ends', async () => {
  const position = await currentPosition(db.pool)
  const slow = await db.pool.connect()
  try {
    await slow.query('BEGIN')
    await slow.query('SELECT pg_current_xact_id()')
    await db.prisma.theme.create({ data: { slug: 'quick', name: 'Quick' } })
    const read = await readChanges(db.pool, position)
    expect(read).toMatchObject({ status: 'ok', held: true })
    expect(read.status === 'ok' && read.changed.size).toBe(0)
    await slow.query('ROLLBACK')
  } finally {
    slow.release()
  }
  const after = await readChanges(db.pool, position)
  expect(after).toMatchObject({ status: 'ok', held: false })
  expect(after.status === 'ok' && after.changed.has('theme')).toBe(true)
})

test('what was held back only while it was looked for is read at once', async () => {
  const position = await currentPosition(db.pool)
  const slow = await db.pool.connect()
  try {
    await slow.query('BEGIN')
    await slow.query('SELECT pg_current_xact_id()')
    await db.prisma.theme.create({ data: { slug: 'quick', name: 'Quick' } })
    let looks = 0
    const query = async (text: string, values?: unknown[]) => {
      const result = await db.pool.query(text, values)
      if (++looks === 1) await slow.query('ROLLBACK')
      return result
    }
    const read = await readChanges({ query } as Queryable, position)
    expect(read).toMatchObject({ status: 'ok', more: true, held: false })
  } finally {
    slow.release()
  }
})

test('what is rolled back is never found', async () => {
  const search = await open()
  const failure = db.prisma.$transaction(async (transaction) => {
    await transaction.newsItem.create({ data: { slug: 'never', title: 'Gratitude', datedOn: new Date('2023-12-01') } })
    throw new Error('changed my mind')
  })
  await expect(failure).rejects.toThrow('changed my mind')
  expect(await slugsFor(search, 'gratitude')).toEqual([])
})

test('every process follows the archive by itself', async () => {
  const [one, other] = [await open(), await open()]
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  expect(await slugsFor(one, 'gratitude')).toEqual(['talk'])
  await one.stop()
  await db.prisma.conversation.updateMany({ data: { title: 'Belonging' } })
  expect(await slugsFor(other, 'belonging')).toEqual(['talk'])
})

test('a change wakes who follows, who does not wait for a poll', async () => {
  const heard: Changed[] = []
  let hear: () => void = () => undefined
  const isHeard = new Promise<void>((resolve) => (hear = resolve))
  const following = followChanges(db, {
    name: 'The test',
    position: await currentPosition(db.pool),
    apply: async (changed) => {
      heard.push(changed)
      hear()
    },
    rebuild: () => currentPosition(db.pool),
    // Longer than the test may take.
    pollMs: 10 * 60 * 1000,
  })
  try {
    await following.caughtUp()
    expect(heard).toEqual([])
    await db.prisma.theme.create({ data: { slug: 'woken', name: 'Woken' } })
    await isHeard
    expect(heard[0]?.has('theme')).toBe(true)
  } finally {
    await following.stop()
  }
})

test('an import of thousands is read as one batch, each thing once', async () => {
  const position = await currentPosition(db.pool)
  await db.pool.query("INSERT INTO series (slug, name) VALUES ('evenings', 'Evenings')")
  await db.pool.query(`
    INSERT INTO conversation (slug, series_id, title, held_on)
    SELECT 'talk-' || n, (SELECT id FROM series), 'Talk', '2023-12-01' FROM generate_series(1, 3000) AS n`)
  await db.pool.query("UPDATE conversation SET title = 'Talk again'")
  const read = await readChanges(db.pool, position)
  expect(read).toMatchObject({ status: 'ok', more: false })
  expect(read.status === 'ok' && read.changed.get('conversation')?.size).toBe(3000)
  const after = await readChanges(db.pool, read.status === 'ok' ? read.position : position)
  expect(after.status === 'ok' && after.changed.size).toBe(0)
})

test('a position of another database is told to be lost', async () => {
  const position = await currentPosition(db.pool)
  const ahead = { ...position, transaction: String(BigInt(position.transaction) + 1_000_000n) }
  expect(await readChanges(db.pool, ahead)).toEqual({ status: 'lost' })
})

test('a change that cannot be applied comes again until it can', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const search = await open()
  const update = search.engine.update.bind(search.engine)
  let failures = 2
  search.engine.update = (put, removeKeys) => {
    if (failures-- > 0) return Promise.reject(new Error('no room'))
    return update(put, removeKeys)
  }
  await putConversation(db, { slug: 'talk', title: 'Gratitude' })
  expect(await slugsFor(search, 'gratitude')).toEqual(['talk'])
  expect(complaints).toHaveBeenCalledTimes(1)
})
