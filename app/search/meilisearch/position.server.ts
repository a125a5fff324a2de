import { randomBytes } from 'node:crypto'

import type { Database } from '#app/archive/database.server.ts'
import type { Position } from '#app/search/changes.server.ts'

import type { SetAside } from './delivery.server.ts'

/** What the database knows of the index that this archive has in Meilisearch. */
export type IndexState = {
  /** The index's name there: two archives on one server never share one. */
  uid: string
  version: string
  position: Position
  /** Counts the times it was built. */
  generation: number
  setAside: SetAside[]
}

type Row = {
  uid: string
  version: string
  transaction_id: string
  row_id: string
  position_at: number
  generation: number
  set_aside: SetAside[]
}

const COLUMNS = 'uid, version, transaction_id::text, row_id::text, position_at, generation, set_aside'

/** The index of this archive, or undefined when none was ever built. */
export async function readIndexState(db: Database): Promise<IndexState | undefined> {
  const { rows } = await db.pool.query<Row>(`SELECT ${COLUMNS} FROM search_index ORDER BY built_at DESC LIMIT 1`)
  return rows[0] && stateOf(rows[0])
}

/** A name for an index that no other archive has. */
export function newIndexUid(): string {
  return `third-thursday-${randomBytes(6).toString('hex')}`
}

/** Notes that the index was built: from here on it is followed from this position. */
export async function saveBuilt(
  db: Database,
  built: Pick<IndexState, 'uid' | 'version' | 'position' | 'setAside'>,
): Promise<IndexState> {
  const { uid, version, position, setAside } = built
  const { rows } = await db.pool.query<Row>(
    `INSERT INTO search_index (uid, version, transaction_id, row_id, position_at, set_aside)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (uid) DO UPDATE SET version = $2, transaction_id = $3, row_id = $4, position_at = $5, set_aside = $6,
       generation = search_index.generation + 1, built_at = now()
     RETURNING ${COLUMNS}`,
    [uid, version, position.transaction, position.row, position.at, JSON.stringify(setAside)],
  )
  return stateOf(rows[0]!)
}

/** Notes that the index is about to be exchanged: until `saveBuilt` nobody may rely on it, nor move its position on. */
export async function saveExchanging(db: Database, uid: string): Promise<void> {
  await db.pool.query(`UPDATE search_index SET version = 'being exchanged' WHERE uid = $1`, [uid])
}

/**
 * Notes how far the index has come, and what is set aside. Gives the state to go on from: another one when the
 * index was built anew meanwhile (by `npm run reindex`), since what went into the old one is not in the new.
 */
export async function saveMoved(
  db: Database,
  state: IndexState,
  position: Position,
  setAside: readonly SetAside[],
): Promise<IndexState | undefined> {
  const { uid, generation, version } = state
  const { rows } = await db.pool.query<Row>(
    `UPDATE search_index SET transaction_id = $3, row_id = $4, position_at = $5, set_aside = $6
     WHERE uid = $1 AND generation = $2 AND version = $7 RETURNING ${COLUMNS}`,
    [uid, generation, position.transaction, position.row, position.at, JSON.stringify(setAside), version],
  )
  return rows[0] ? stateOf(rows[0]) : readIndexState(db)
}

function stateOf(row: Row): IndexState {
  return {
    uid: row.uid,
    version: row.version,
    position: { transaction: row.transaction_id, row: row.row_id, at: row.position_at },
    generation: row.generation,
    setAside: row.set_aside,
  }
}
