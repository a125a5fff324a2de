import { setTimeout as sleep } from 'node:timers/promises'

import type pg from 'pg'

import { logWarning } from './log.server.ts'
import { OperatorError } from './operator-error.ts'
import { unlessAborted } from './unless-aborted.ts'

/**
 * Every advisory lock that a program of ours takes (PostgreSQL, "Advisory Locks"), and what one that has to wait for it
 * says. A number means the same in each version of this product: programs of two versions may run side by side. 84367402
 * and 84367403 were once taken for the seed and for imports too, so those two have numbers that no old program holds.
 */
export const ADVISORY_LOCKS = {
  /** The one of `prisma migrate deploy`, so that it and we never migrate at once. */
  migration: { number: 72707369, waitsFor: 'another program to finish migrating the database' },
  /** Everybody who uses an embedded Postgres holds it shared; who stops it holds it alone. */
  presence: { number: 84367401, waitsFor: 'another program to stop the embedded Postgres' },
  /** One process at a time keeps the index of an archive in Meilisearch in step. */
  indexWriter: { number: 84367402, waitsFor: 'another program to leave the index in Meilisearch' },
  /** One program at a time builds it anew. */
  indexBuilder: { number: 84367403, waitsFor: 'another program to finish building the index in Meilisearch' },
  seed: { number: 84367404, waitsFor: 'another program to finish loading the seed archive' },
  /** Two imports at once would each take the other's new people for missing. */
  import: { number: 84367405, waitsFor: 'another import to finish' },
  pruning: { number: 84367406, waitsFor: 'another program to prune the table of changes' },
} as const

export type AdvisoryLock = keyof typeof ADVISORY_LOCKS

export type LockKind = {
  mode?: 'exclusive' | 'shared'
  /** How long it is held: until the connection ends, or until its transaction does. */
  scope?: 'session' | 'transaction'
}

export type LockWait = LockKind & {
  /** Ends the wait, which then rejects with its reason. */
  signal?: AbortSignal | undefined
  /** Told once what is waited for, when it takes long; by default a line of the log. */
  say?: ((sentence: string) => void) | undefined
  /** After so long the wait rejects with an OperatorError. */
  limit?: { ms: number; sentence: string }
}

type Connection = Pick<pg.ClientBase, 'query'>

const SAID_AFTER_MS = 1000
const SHORTEST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 250

/** Takes a lock if it is free; gives whether it is ours now. */
export async function tryLock(client: Connection, lock: AdvisoryLock, kind: LockKind = {}): Promise<boolean> {
  const { mode = 'exclusive', scope = 'session' } = kind
  const name = `pg_try_advisory_${scope === 'transaction' ? 'xact_' : ''}lock${mode === 'shared' ? '_shared' : ''}`
  const { rows } = await client.query<{ ours: boolean }>(`SELECT ${name}($1) AS ours`, [ADVISORY_LOCKS[lock].number])
  return rows[0]?.ours ?? false
}

/** Gives back a lock of the session. */
export async function unlock(
  client: Connection,
  lock: AdvisoryLock,
  { mode = 'exclusive' }: Pick<LockKind, 'mode'> = {},
): Promise<void> {
  const name = `pg_advisory_unlock${mode === 'shared' ? '_shared' : ''}`
  await client.query(`SELECT ${name}($1)`, [ADVISORY_LOCKS[lock].number])
}

/**
 * Takes a lock on a connection of one's own, waiting for it as long as it takes. It asks again and again, since a question
 * that Postgres lets wait can neither be ended from here nor says anything meanwhile. When it rejects the connection is to
 * be closed: a last question may still be answered.
 */
export async function waitForLock(client: Connection, lock: AdvisoryLock, wait: LockWait = {}): Promise<void> {
  const { signal, say = logWarning, limit } = wait
  const begun = Date.now()
  let isSaid = false
  for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5)) {
    if (await unlessAborted(tryLock(client, lock, wait), signal)) return
    const waitedMs = Date.now() - begun
    if (limit && waitedMs >= limit.ms) throw new OperatorError(limit.sentence)
    if (!isSaid && waitedMs >= SAID_AFTER_MS) {
      isSaid = true
      say(`Waiting for ${ADVISORY_LOCKS[lock].waitsFor} …`)
    }
    await unlessAborted(sleep(pauseMs), signal)
  }
}

/**
 * Runs something while a lock is held by a connection of the pool, which is closed in any case: nobody inherits the lock.
 * `run` is given a signal that is aborted when the wait is given up, or when the connection, and with it the lock, is lost.
 */
export async function withLock<T>(
  pool: pg.Pool,
  lock: AdvisoryLock,
  wait: Omit<LockWait, 'scope'>,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const client = await unlessAborted(connected(pool, wait.signal), wait.signal)
  const held = new AbortController()
  const lose = () => held.abort(new OperatorError('The connection to the database was lost: start again.'))
  client.on('error', lose)
  client.on('end', lose)
  try {
    await waitForLock(client, lock, wait)
    return await run(wait.signal ? AbortSignal.any([wait.signal, held.signal]) : held.signal)
  } finally {
    client.off('error', lose)
    client.off('end', lose)
    client.release(true)
  }
}

/** One that comes when nobody waits for it any more goes back. */
async function connected(pool: pg.Pool, signal: AbortSignal | undefined): Promise<pg.PoolClient> {
  const client = await pool.connect()
  if (signal?.aborted) client.release()
  return client
}
