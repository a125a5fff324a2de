import type { Database } from '#app/archive/database.server.ts'

/** Any number, but the same in every program that loads the seed. */
const SEED_LOCK = 84367402
const BEGUN = 'seed.begun'
const FINISHED = 'seed.finished'

/**
 * Loads the seed archive when the database is empty, or when an earlier load was broken off; the audit tells which. Of
 * several programs that start at once one loads it, the others wait for it.
 *
 * @param load imports the seed; importing twice what is there already changes nothing
 * @returns whether it was loaded now
 */
export async function loadSeed(db: Database, load: () => Promise<void>): Promise<boolean> {
  const lock = await db.pool.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [SEED_LOCK])
    if (!(await isWanted(db))) return false
    await note(db, BEGUN)
    await load()
    await note(db, FINISHED)
    return true
  } finally {
    lock.release(true) // Its connection is closed, and with it goes the lock.
  }
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
