import type { Database } from '#app/archive/database.server.ts'
import { type LockWait, withLock } from '#app/platform/advisory-locks.server.ts'

const BEGUN = 'seed.begun'
const FINISHED = 'seed.finished'

/**
 * Loads the seed archive when the database is empty, or when an earlier load was broken off; the audit tells which. Of
 * several programs that start at once one loads it, the others wait for it.
 *
 * @param load imports the seed; importing twice what is there already changes nothing
 * @param wait how another program that loads it is waited for
 * @returns whether it was loaded now
 */
export function loadSeed(
  db: Database,
  load: (signal: AbortSignal) => Promise<void>,
  wait: Pick<LockWait, 'signal' | 'say'> = {},
): Promise<boolean> {
  return withLock(db.pool, 'seed', wait, async (signal) => {
    if (!(await isWanted(db))) return false
    await note(db, BEGUN)
    await load(signal)
    await note(db, FINISHED)
    return true
  })
}

async function isWanted(db: Database): Promise<boolean> {
  const { rows } = await db.pool.query<{ finished: boolean; begun: boolean; empty: boolean }>(
    `SELECT EXISTS (SELECT FROM audit_entry WHERE action = $1) AS finished,
            EXISTS (SELECT FROM audit_entry WHERE action = $2) AS begun,
            NOT EXISTS (SELECT FROM series) AND NOT EXISTS (SELECT FROM conversation)
              AND NOT EXISTS (SELECT FROM person) AND NOT EXISTS (SELECT FROM organisation) AS empty`,
    [FINISHED, BEGUN],
  )
  const state = rows[0]
  return state !== undefined && !state.finished && (state.begun || state.empty)
}

async function note(db: Database, action: string): Promise<void> {
  await db.pool.query(`INSERT INTO audit_entry (actor, action) VALUES ('npm start', $1)`, [action])
}
