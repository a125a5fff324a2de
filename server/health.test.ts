import { afterEach, expect, test, vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'

import { readiness, readyz } from './health.ts'

const READY = { migrated: true, seeded: true, indexed: true, serving: true }

afterEach(() => {
  Object.assign(readiness(), { migrated: false, seeded: false, indexed: false, serving: false, db: undefined })
  vi.useRealTimers()
})

/** A database that answers when it is told to. */
function databaseOf(answer: () => Promise<unknown>) {
  const query = vi.fn(answer)
  Object.assign(readiness(), { ...READY, db: { pool: { query } } as unknown as Database })
  return query
}

test('however many ask whether the site is ready, the database is asked once, and again a little later', async () => {
  vi.useFakeTimers()
  let answers = true
  const query = databaseOf(() => (answers ? Promise.resolve() : Promise.reject(new Error('away'))))
  const statuses = async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => readyz()))
    return [...new Set(all.map(({ status }) => status))]
  }
  expect(await statuses()).toEqual([200])
  expect(await statuses()).toEqual([200])
  expect(query).toHaveBeenCalledTimes(1)
  answers = false
  vi.advanceTimersByTime(300)
  expect(await statuses()).toEqual([503])
  expect(query).toHaveBeenCalledTimes(2)
})

test('a database that does not answer is given up, and asked anew', async () => {
  vi.useFakeTimers()
  const query = databaseOf(() => new Promise(() => undefined))
  const first = readyz()
  await vi.advanceTimersByTimeAsync(2000)
  expect(await (await first).json()).toMatchObject({ status: 'not ready', checks: { ...READY, database: false } })
  await vi.advanceTimersByTimeAsync(300)
  void readyz()
  expect(query).toHaveBeenCalledTimes(2)
})

test('a site that is being stopped is not ready, whatever the database says', async () => {
  databaseOf(() => Promise.resolve())
  readiness().serving = false
  expect((await readyz()).status).toBe(503)
})
