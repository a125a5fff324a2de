import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import { type ChangesRead, currentPosition, lastChange, pruneChanges, readChanges } from '#app/search/changes.server.ts'
import { type Following, followChanges } from '#app/search/follow-changes.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

/** Vitest alone would give up after a second, and a busy machine takes longer. */
const WAIT_MS = 60_000

let database: TestDatabase
let elsewhere: TestDatabase
let db: Database
const sessions: pg.Client[] = []
const followings: Following[] = []

beforeAll(async () => {
  ;[database, elsewhere] = await Promise.all([createTestDatabase(), createTestDatabase()])
  db = database.db
})
beforeEach(async () => {
  await db.pool.query('TRUNCATE theme, change CASCADE')
})
afterEach(async () => {
  await Promise.all(followings.splice(0).map((following) => following.stop()))
  await Promise.all(sessions.splice(0).map((session) => session.end()))
})
afterAll(async () => {
  await Promise.all([database.close(), elsewhere.close()])
})

/** A session of its own in a database, with a transaction that has written and is left open. */
async function leaveOpen({ url }: TestDatabase): Promise<pg.Client> {
  const session = new pg.Client(url)
  sessions.push(session)
  await session.connect()
  await session.query('BEGIN')
  await session.query(`INSERT INTO theme (slug, name) VALUES ('open-' || pg_backend_pid(), 'Open')`)
  return session
}

async function putTheme(slug: string): Promise<void> {
  await db.prisma.theme.create({ data: { slug, name: slug } })
}

function themesOf(read: ChangesRead): number | 'lost' {
  return read.status === 'lost' ? 'lost' : (read.changed.get('theme')?.size ?? 0)
}

test('a transaction that is left open in another database of the cluster holds nothing back', async () => {
  await leaveOpen(elsewhere)
  const position = await currentPosition(db.pool)
  await putTheme('quick')
  const read = await readChanges(db.pool, position)
  expect(read).toMatchObject({ status: 'ok', held: false })
  expect(themesOf(read)).toBe(1)
  expect(await lastChange(db.pool)).toEqual(expect.objectContaining({ transaction: expect.any(String) }))
})

test('when it ends, nobody who has gone past it is taken for lost', async () => {
  const other = await leaveOpen(elsewhere)
  await putTheme('quick')
  const position = await currentPosition(db.pool)
  await other.query('COMMIT')
  const read = await readChanges(db.pool, position)
  expect(read).toMatchObject({ status: 'ok' })
})

test('one of this database holds back what others have committed, however it writes', async () => {
  const position = await currentPosition(db.pool)
  const slow = await leaveOpen(database)
  // What it writes from here on has numbers of its own, under that of the whole transaction.
  await slow.query('SAVEPOINT part')
  await putTheme('quick')
  expect(await readChanges(db.pool, position)).toMatchObject({ status: 'ok', held: true })
  await slow.query(`INSERT INTO theme (slug, name) VALUES ('part', 'Part'); RELEASE SAVEPOINT part; COMMIT`)
  const read = await readChanges(db.pool, position)
  expect(read).toMatchObject({ held: false })
  expect(themesOf(read)).toBe(3)
})

test('a role that sees no other session tells the databases apart all the same', async () => {
  const { rows } = await db.pool.query<{ name: string }>(`SELECT 'reader_' || pg_backend_pid() AS name`)
  const role = rows[0]!.name
  await db.pool.query(`CREATE ROLE ${role}; GRANT SELECT ON change TO ${role}`)
  const reader = new pg.Client(database.url)
  sessions.push(reader)
  await reader.connect()
  try {
    await leaveOpen(elsewhere)
    await reader.query(`SET ROLE ${role}`)
    const position = await currentPosition(reader)
    await putTheme('quick')
    expect(await readChanges(reader, position)).toMatchObject({ held: false })
    await leaveOpen(database)
    await putTheme('later')
    const read = await readChanges(reader, position)
    expect(read).toMatchObject({ held: true })
    expect(themesOf(read)).toBe(1)
  } finally {
    await reader.query('RESET ROLE')
    await db.pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
  }
})

function follow(options: { heldToldMs?: number; pollMs?: number } = {}): Following {
  const following = followChanges(db, {
    name: 'The test',
    position: { transaction: '0', row: '0', at: Date.now() },
    apply: async () => undefined,
    rebuild: () => currentPosition(db.pool),
    ...options,
  })
  followings.push(following)
  return following
}

test('who is held back looks ever more seldom, and the log names once what is waited for', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const wrote = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  const looks: number[] = []
  const query = db.pool.query.bind(db.pool) as (...all: unknown[]) => unknown
  vi.spyOn(db.pool, 'query').mockImplementation((...all: unknown[]) => {
    if (String(all[0]).includes('unread')) looks.push(performance.now())
    return query(...all)
  })
  const slow = await leaveOpen(database)
  await putTheme('quick')
  follow({ pollMs: 400, heldToldMs: 1 })
  follow({ pollMs: 60_000, heldToldMs: 1 })
  await vi.waitFor(() => expect(looks.length).toBeGreaterThan(12), WAIT_MS)
  const said = () =>
    JSON.stringify([warned.mock.calls, wrote.mock.calls]).match(/a transaction that has been left open/g)
  // Lines of the log are written some at a time.
  await vi.waitFor(() => expect(said()).toHaveLength(1), WAIT_MS)
  // Twice a look after 20, 40, 80, 160 and 320 ms, and then one each 400 ms and each 640, 1280 ms …: a timer is never early.
  expect(looks[12]! - looks[0]!).toBeGreaterThan(600)
  await slow.query('ROLLBACK')
})

/** The change of a theme as it was made so many days ago. */
async function putOld(slug: string, days: number): Promise<void> {
  await putTheme(slug)
  await db.pool.query(
    `UPDATE change SET at = now() - make_interval(days => $1)
     WHERE entity_id = (SELECT id FROM theme WHERE slug = $2)`,
    [days, slug],
  )
}

test('rows are pruned after a week, and only a reader that has not seen them is told that it is lost', async () => {
  const before = await currentPosition(db.pool)
  for (const slug of ['one', 'two', 'three']) await putOld(slug, 8)
  const seen = await currentPosition(db.pool)
  await putTheme('new')
  expect(await pruneChanges(db, seen)).toBeGreaterThan(0)
  expect(await readChanges(db.pool, before)).toEqual({ status: 'lost' })
  expect(themesOf(await readChanges(db.pool, seen))).toBe(1)
  expect(await pruneChanges(db, seen)).toBe(0)
  const { rows } = await db.pool.query<{ old: number }>(
    `SELECT count(*)::int AS old FROM change WHERE at < now() - interval '7 days'`,
  )
  // The mark of what is gone.
  expect(rows[0]).toEqual({ old: 1 })
  await putOld('four', 9)
  expect(await readChanges(db.pool, await currentPosition(db.pool))).toMatchObject({ status: 'ok' })
})

test('what an open transaction holds back is not pruned, nor what the one who prunes has not seen', async () => {
  const before = await currentPosition(db.pool)
  const slow = await leaveOpen(database)
  await putOld('held', 8)
  const after = { transaction: '9000000000000000', row: '0' }
  expect(await pruneChanges(db, after)).toBe(0)
  await slow.query('ROLLBACK')
  expect(await pruneChanges(db, before)).toBe(0)
  expect(themesOf(await readChanges(db.pool, before))).toBe(1)
  expect(await pruneChanges(db, after)).toBeGreaterThan(0)
  expect(await readChanges(db.pool, before)).toEqual({ status: 'lost' })
})

test('a reader that was away for nearly a week begins anew, and one that is lost is built anew once', async () => {
  const position = await currentPosition(db.pool)
  const weekAgo = { ...position, at: Date.now() - 7 * 24 * 60 * 60 * 1000 }
  expect(await readChanges(db.pool, weekAgo)).toEqual({ status: 'lost' })

  await putOld('old', 8)
  await pruneChanges(db, await currentPosition(db.pool))
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const rebuild = vi.fn(() => currentPosition(db.pool))
  const apply = vi.fn(async () => undefined)
  const following = followChanges(db, { name: 'The test', position, apply, rebuild })
  followings.push(following)
  await following.caughtUp()
  await putTheme('new')
  await following.caughtUp()
  expect([rebuild.mock.calls.length, apply.mock.calls.length]).toEqual([1, 1])
})
