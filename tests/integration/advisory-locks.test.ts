import { once } from 'node:events'

import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import { tryLock, unlock, waitForLock, withLock } from '#app/platform/advisory-locks.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { inTransaction } from '#app/platform/transaction.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

/** Vitest alone would give up after a second, and a busy machine takes longer. */
const WAIT_MS = 60_000

let database: TestDatabase
let db: Database
/** Another program, which holds what it has taken until it is told otherwise. */
let other: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  other = new pg.Client(database.url)
  await other.connect()
})
beforeEach(async () => {
  await other.query('SELECT pg_advisory_unlock_all()')
})
afterAll(async () => {
  await other.end()
  await database.close()
})

/** The connections of this database that hold an advisory lock, but for the other program's. */
async function holders(): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
     WHERE locktype = 'advisory' AND granted AND datname = current_database() AND pid <> $1`,
    [(await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid],
  )
  return rows[0]!.count
}

test('a lock is had by one, or shared by many', async () => {
  expect(await tryLock(other, 'seed')).toBe(true)
  await inTransaction(db.pool, async (client) => {
    expect(await tryLock(client, 'seed', { scope: 'transaction' })).toBe(false)
    expect(await tryLock(client, 'import', { scope: 'transaction' })).toBe(true)
    await unlock(other, 'seed')
    expect(await tryLock(other, 'seed', { mode: 'shared' })).toBe(true)
    expect(await tryLock(client, 'seed', { mode: 'shared', scope: 'transaction' })).toBe(true)
    expect(await tryLock(client, 'seed', { scope: 'transaction' })).toBe(false)
  })
  expect(await holders()).toBe(0)
})

test('a wait that lasts says what it waits for, and ends when the lock is free', async () => {
  await tryLock(other, 'seed')
  const said: string[] = []
  let hear: () => void = () => undefined
  const isSaid = new Promise<void>((resolve) => (hear = resolve))
  const say = (sentence: string) => {
    said.push(sentence)
    hear()
  }
  const waiting = withLock(db.pool, 'seed', { say }, async () => holders())
  await isSaid
  await unlock(other, 'seed')
  expect(await waiting).toBe(1)
  expect(said).toEqual(['Waiting for another program to finish loading the seed archive …'])
})

test('what is waited for is a line of the log where nobody else is told', async () => {
  await tryLock(other, 'indexBuilder')
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const wrote = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  const end = new AbortController()
  const waiting = withLock(db.pool, 'indexBuilder', { signal: end.signal }, async () => undefined)
  await vi.waitFor(() => {
    const printed = JSON.stringify([warned.mock.calls, wrote.mock.calls])
    expect(printed).toContain('finish building the index in Meilisearch')
  }, WAIT_MS)
  end.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
})

test('a wait is ended by a signal, with its reason, and leaves no lock behind', async () => {
  await tryLock(other, 'import')
  const end = new AbortController()
  const run = vi.fn(async () => undefined)
  const waiting = withLock(db.pool, 'import', { signal: end.signal }, run)
  end.abort(new OperatorError('The import was stopped.'))
  await expect(waiting).rejects.toThrow('The import was stopped.')
  await unlock(other, 'import')
  await vi.waitFor(async () => expect(await holders()).toBe(0), WAIT_MS)
  expect(run).not.toHaveBeenCalled()
  expect(await tryLock(other, 'import')).toBe(true)
})

test('a wait that is limited ends in a sentence', async () => {
  await tryLock(other, 'import')
  const limit = { ms: 1, sentence: 'Another import is running.' }
  const failure = withLock(db.pool, 'import', { limit }, async () => undefined)
  await expect(failure).rejects.toThrow(new OperatorError('Another import is running.'))
})

test('no connection of the pool keeps a lock, whatever becomes of the work', async () => {
  await withLock(db.pool, 'import', {}, async () => undefined)
  const failure = withLock(db.pool, 'import', {}, () => Promise.reject(new Error('broken')))
  await expect(failure).rejects.toThrow('broken')
  await vi.waitFor(async () => expect(await holders()).toBe(0), WAIT_MS)
})

test('work is told when the connection that holds its lock is lost', async () => {
  const failure = withLock(db.pool, 'import', {}, async (signal) => {
    // Heard from before the connection ends on: the other's answer may come later.
    const lost = once(signal, 'abort')
    await other.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
       WHERE locktype = 'advisory' AND datname = current_database() AND pid <> pg_backend_pid()`,
    )
    await lost
    signal.throwIfAborted()
  })
  await expect(failure).rejects.toThrow('The connection to the database was lost')
})

test('a transaction gives back a connection only when it knows that nothing is open on it', async () => {
  const before = db.pool.totalCount
  const pidOf = async (client: Pick<pg.ClientBase, 'query'>) =>
    (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid
  let pid = 0
  const refused = inTransaction(db.pool, async (client) => {
    pid = await pidOf(client)
    throw new Error('refused')
  })
  await expect(refused).rejects.toThrow('refused')
  expect(db.pool.totalCount).toBe(Math.max(1, before))
  // The connection dies, so ROLLBACK fails too: the first error is the one that is told.
  const broken = inTransaction(db.pool, async (client) => {
    pid = await pidOf(client)
    const ended = new Promise((resolve) => client.once('end', resolve))
    await other.query('SELECT pg_terminate_backend($1)', [pid])
    await ended
    throw new Error('the first error')
  })
  await expect(broken).rejects.toThrow('the first error')
  const { rows } = await db.pool.query<{ pid: number; open: boolean }>(
    'SELECT pg_backend_pid() AS pid, pg_current_xact_id_if_assigned() IS NOT NULL AS open',
  )
  expect(rows[0]).toMatchObject({ open: false })
  expect(rows[0]!.pid).not.toBe(pid)
})

test('a wait on a connection of one’s own takes the lock for its session', async () => {
  const client = new pg.Client(database.url)
  await client.connect()
  await waitForLock(client, 'migration', {})
  expect(await tryLock(other, 'migration')).toBe(false)
  await client.end()
  await vi.waitFor(async () => expect(await tryLock(other, 'migration')).toBe(true), WAIT_MS)
})
