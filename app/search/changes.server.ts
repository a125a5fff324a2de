import type pg from 'pg'

import type { Database } from '#app/archive/database.server.ts'

import { Bell } from './bell.ts'

/**
 * The table of changes, read in commit order. Triggers fill it (prisma/migrations, "changes"); decision 0002 says why a
 * position is a pair of transaction and row, and why rows are read only up to the oldest transaction still open.
 */

export type ChangePosition = { transactionId: bigint; id: bigint }

/** What changed: `conversation`, `person`, `theme`, … or `appearances`, which concerns how a person is found. */
export type Change = { entityKind: string; entityId: number }

const BATCH_SIZE = 5000
const CHANNEL = 'archive_changes'
/** A notification that was missed costs this much. */
const POLL_MS = 1000
const PAUSE_MIN_MS = 100
const PAUSE_MAX_MS = 5000
const RETENTION_DAYS = 7
const DAY_MS = 86_400_000
/** A follower that could not look for this long may have missed rows that were pruned, and starts anew. */
export const LONGEST_GAP_MS = (RETENTION_DAYS - 1) * DAY_MS

/**
 * Where a follower begins that reads everything in the snapshot of `client` (a transaction of level repeatable read):
 * before the oldest transaction that the snapshot does not see finished.
 */
export async function positionOfSnapshot(client: pg.ClientBase): Promise<ChangePosition> {
  const { rows } = await client.query<{ xmin: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin')
  return { transactionId: BigInt(rows[0]?.xmin ?? '0'), id: 0n }
}

/** The changes after `position`, at most a batch, each thing once, and where the next batch begins. */
export async function readChanges(
  client: pg.Pool | pg.ClientBase,
  position: ChangePosition,
): Promise<{ changes: Change[]; position: ChangePosition; more: boolean }> {
  const { rows } = await client.query<{ transaction_id: string; id: string; entity_kind: string; entity_id: number }>(
    `SELECT transaction_id, id, entity_kind, entity_id FROM change
     WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
       AND (transaction_id, id) > ($1::bigint, $2::bigint)
     ORDER BY transaction_id, id LIMIT $3`,
    [position.transactionId.toString(), position.id.toString(), BATCH_SIZE],
  )
  const last = rows.at(-1)
  const distinct = new Map(
    rows.map((row) => [
      `${row.entity_kind} ${row.entity_id}`,
      { entityKind: row.entity_kind, entityId: row.entity_id },
    ]),
  )
  return {
    changes: [...distinct.values()],
    position: last === undefined ? position : { transactionId: BigInt(last.transaction_id), id: BigInt(last.id) },
    more: rows.length === BATCH_SIZE,
  }
}

/** Deletes rows that every follower has read long ago. */
export async function pruneChanges(client: pg.Pool | pg.ClientBase): Promise<number> {
  const { rowCount } = await client.query(`DELETE FROM change WHERE at < now() - make_interval(days => $1)`, [
    RETENTION_DAYS,
  ])
  return rowCount ?? 0
}

export type Follower = {
  /** Resolves when everything that was committed before the call, and can be read, has been handled. */
  caughtUp: () => Promise<void>
  stop: () => Promise<void>
}

export type Following = {
  /** Handles a batch; when it fails, the same batch comes again. */
  apply: (changes: Change[]) => Promise<void>
  /** Rows may have been pruned unread: builds everything anew and gives the position that it stands for. */
  onGap: () => Promise<ChangePosition>
  onTrouble: (error: unknown) => void
}

/**
 * Hands changes over as they are committed, in order, one batch at a time. A batch that fails and a connection that breaks
 * are tried again, with growing pauses, for as long as it takes.
 */
export function followChanges(db: Database, start: ChangePosition, { apply, onGap, onTrouble }: Following): Follower {
  const bell = new Bell()
  let stopped = false
  let position = start
  let lastLook = Date.now()
  let waiting: (() => void)[] = []

  async function drain(): Promise<void> {
    if (Date.now() - lastLook > LONGEST_GAP_MS) position = await onGap()
    const asked = waiting
    let more = true
    while (more && !stopped) {
      const batch = await readChanges(db.pool, position)
      if (batch.changes.length > 0) await apply(batch.changes)
      position = batch.position
      lastLook = Date.now()
      more = batch.more
    }
    waiting = waiting.filter((resolve) => !asked.includes(resolve))
    for (const resolve of asked) resolve()
  }

  /** Listens and drains until it is stopped; throws when the connection breaks or a batch fails. */
  async function listen(onDrained: () => void): Promise<void> {
    const client = await db.pool.connect()
    const broken: Error[] = []
    client.on('notification', () => bell.ring())
    client.on('error', (error) => {
      broken.push(error)
      bell.ring()
    })
    try {
      await client.query(`LISTEN ${CHANNEL}`)
      while (!stopped) {
        await drain()
        onDrained()
        await bell.wait(POLL_MS)
        if (broken[0]) throw broken[0]
      }
    } finally {
      client.release(true) // Not back to the pool: it still listens.
    }
  }

  async function run(): Promise<void> {
    let pause = PAUSE_MIN_MS
    while (!stopped) {
      try {
        await listen(() => (pause = PAUSE_MIN_MS))
      } catch (error) {
        onTrouble(error)
        await bell.wait(pause)
        pause = Math.min(pause * 2, PAUSE_MAX_MS)
      }
    }
  }

  const running = run()
  return {
    caughtUp: () =>
      new Promise((resolve) => {
        if (stopped) return resolve()
        waiting.push(resolve)
        bell.ring()
      }),
    stop: async () => {
      stopped = true
      bell.ring()
      await running
      for (const resolve of waiting) resolve()
    },
  }
}
