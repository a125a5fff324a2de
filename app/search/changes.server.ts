import type { PoolClient } from 'pg'

import type { Database } from '#app/archive/database.server.ts'
import { tryLock } from '#app/platform/advisory-locks.server.ts'
import { inTransaction } from '#app/platform/transaction.server.ts'

import type { Changed, ChangedKind } from './documents.server.ts'
import type { Queryable } from './documents/reading.server.ts'
import { HOLDER, HORIZON, NEXT_TRANSACTION } from './horizon.ts'

/**
 * How far a reader has come in the table of changes: it has seen every row up to this one, and every row of the
 * transactions before it. Numbers are text, since they outgrow what JavaScript counts exactly.
 */
export type Position = {
  transaction: string
  row: string
  /** When the database gave it, in milliseconds: what is older than the rows that are kept cannot be gone on from. */
  at: number
}

/** Rows are kept for so many days, and for as long as a transaction is open that is older than they are. */
export const CHANGES_KEPT_DAYS = 7
/** A reader that was away for nearly as long begins anew: an older version of this program prunes without a mark. */
const MOST_DAYS_AWAY = 6
const DAY_MS = 24 * 60 * 60 * 1000

/** Rows read at once: an import of thousands becomes a few large batches. */
const MOST_ROWS = 20_000

/** No entity has this id. The row that has it is the last of those that were pruned: what stood before it is gone. */
const PRUNED = 0

const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::float8'

/** The position from which nothing is missed of what the snapshot of this connection does not see. */
export async function currentPosition(sql: Queryable): Promise<Position> {
  const { rows } = await sql.query<{ horizon: string; now: number }>(`SELECT ${HORIZON} AS horizon, ${NOW} AS now`)
  const { horizon, now } = rows[0]!
  return { transaction: horizon, row: '0', at: now }
}

/** Where in the table of changes a row stands. */
export type Place = Pick<Position, 'transaction' | 'row'>

/** The last change that no open transaction holds back; null when there is none. */
export async function lastChange(sql: Queryable): Promise<Place | null> {
  const { rows } = await sql.query<Place>(
    `SELECT transaction_id::text AS transaction, id::text AS row FROM change
     WHERE transaction_id < ${HORIZON} ORDER BY transaction_id DESC, id DESC LIMIT 1`,
  )
  return rows[0] ?? null
}

/** Whether a reader that has come to `position` has seen this change. */
export function hasSeen(position: Place, { transaction, row }: Place): boolean {
  const ahead = BigInt(position.transaction) - BigInt(transaction)
  return ahead > 0n || (ahead === 0n && BigInt(position.row) >= BigInt(row))
}

/**
 * What changed after a position, once each, and the position after it. `more` says that there is more to read at once, `held`
 * that an open transaction holds back what others have committed.
 */
export type ChangesRead =
  | { status: 'ok'; changed: Changed; position: Position; more: boolean; held: boolean; horizon: string }
  /** Rows that the reader has not seen are gone, or the database is another: only a rebuild helps. */
  | { status: 'lost' }

/**
 * Reads what changed after `position`, only of transactions before the oldest one of this database still open: what that one
 * writes will have its number, and would be skipped by whoever had gone past it.
 */
export async function readChanges(sql: Queryable, position: Position): Promise<ChangesRead> {
  const { rows } = await sql.query<{
    horizon: string
    next: string
    now: number
    kinds: ChangedKind[] | null
    ids: number[] | null
    rows: number
    held: boolean
    last_transaction: string | null
    last_row: string | null
  }>(
    `WITH horizon AS MATERIALIZED (SELECT ${HORIZON} AS transaction),
     unread AS MATERIALIZED (
       SELECT transaction_id, id, entity_kind, entity_id FROM change
       WHERE (transaction_id, id) > ($1::bigint, $2::bigint) AND transaction_id < (SELECT transaction FROM horizon)
       ORDER BY transaction_id, id LIMIT ${MOST_ROWS}
     ),
     touched AS (SELECT DISTINCT entity_kind, entity_id FROM unread),
     last AS (SELECT transaction_id, id FROM unread ORDER BY transaction_id DESC, id DESC LIMIT 1)
     SELECT (SELECT transaction FROM horizon) AS horizon, ${NEXT_TRANSACTION} AS next, ${NOW} AS now,
       (SELECT array_agg(entity_kind ORDER BY entity_kind, entity_id) FROM touched) AS kinds,
       (SELECT array_agg(entity_id ORDER BY entity_kind, entity_id) FROM touched) AS ids,
       (SELECT count(*)::int FROM unread) AS rows,
       EXISTS (SELECT FROM change WHERE transaction_id >= (SELECT transaction FROM horizon)) AS held,
       (SELECT transaction_id FROM last) AS last_transaction, (SELECT id FROM last) AS last_row`,
    [position.transaction, position.row],
  )
  const read = rows[0]!
  if (read.now - position.at > MOST_DAYS_AWAY * DAY_MS) return { status: 'lost' }
  // A database that was restored from a copy counts its transactions from an earlier number.
  if (BigInt(read.next) < BigInt(position.transaction)) return { status: 'lost' }
  if (read.ids?.includes(PRUNED)) return { status: 'lost' }
  // What ended while the statement ran, in whatever database, still counted as open.
  const isFree = read.held && (await horizonNow(sql)) !== read.horizon
  return {
    status: 'ok',
    changed: grouped(read.kinds ?? [], read.ids ?? []),
    position: {
      transaction: read.last_transaction ?? position.transaction,
      row: read.last_row ?? position.row,
      at: read.now,
    },
    more: read.rows === MOST_ROWS || isFree,
    held: read.held && !isFree,
    horizon: read.horizon,
  }
}

async function horizonNow(sql: Queryable): Promise<string> {
  const { rows } = await sql.query<{ horizon: string }>(`SELECT (${HORIZON})::text AS horizon`)
  return rows[0]!.horizon
}

/** Who holds a transaction open, in words for the log. */
export async function holderOf(sql: Queryable, transaction: string): Promise<string> {
  const { rows } = await sql.query<{ pid: number | null; since: Date | null }>(HOLDER, [transaction])
  const [holder] = rows
  const who = holder?.pid ? `process ${holder.pid} of Postgres` : 'a prepared transaction'
  return holder?.since ? `${who}, since ${holder.since.toISOString()}` : who
}

/**
 * Deletes the oldest rows: what is older than seven days, and than every open transaction of this database, and was seen by
 * who has come to `seen`. The last of them stays as a mark, so that a reader that has not come so far knows that it has
 * lost some. Gives how many are gone; none while another program prunes.
 */
export async function pruneChanges(db: Database, seen: Place): Promise<number> {
  return inTransaction(db.pool, async (client) => {
    if (!(await tryLock(client, 'pruning', { scope: 'transaction' }))) return 0
    const { rows } = await client.query<{ pruned: number }>(
      `WITH kept AS (
         SELECT least(${HORIZON}, min(transaction_id)) AS first FROM change
         WHERE at >= now() - make_interval(days => ${CHANGES_KEPT_DAYS})
       ),
       old AS MATERIALIZED (
         SELECT id, transaction_id FROM change
         WHERE transaction_id < (SELECT first FROM kept) AND (transaction_id, id) <= ($1::bigint, $2::bigint)
       ),
       last AS MATERIALIZED (SELECT id FROM old ORDER BY transaction_id DESC, id DESC LIMIT 1),
       mark AS (
         UPDATE change SET entity_id = ${PRUNED} WHERE id = (SELECT id FROM last) AND entity_id <> ${PRUNED} RETURNING id
       ),
       gone AS (DELETE FROM change WHERE id IN (SELECT id FROM old EXCEPT SELECT id FROM last) RETURNING id)
       SELECT ((SELECT count(*) FROM mark) + (SELECT count(*) FROM gone))::int AS pruned`,
      [seen.transaction, seen.row],
    )
    return rows[0]!.pruned
  })
}

/** Runs `read` on one connection that sees the archive as it is at one moment, whatever is written meanwhile. */
export function withSnapshot<T>(db: Database, read: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(db.pool, read, 'snapshot')
}

function grouped(kinds: readonly ChangedKind[], ids: readonly number[]): Map<ChangedKind, Set<number>> {
  const changed = new Map<ChangedKind, Set<number>>()
  kinds.forEach((kind, index) => {
    const known = changed.get(kind) ?? new Set()
    known.add(ids[index]!)
    changed.set(kind, known)
  })
  return changed
}
