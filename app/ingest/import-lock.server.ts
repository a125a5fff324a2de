import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '#app/archive/database.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

/** Any number, but the same in every program that imports. */
const IMPORT_LOCK = 84367403
/** A killed import's connection holds the lock until Postgres has noticed. */
const WAIT_MS = 10_000
const POLL_MS = 100

/** Runs one import at a time: two at once would each take the other's new people for missing. */
export async function withImportLock<T>(db: Database, run: () => Promise<T>): Promise<T> {
  const client = await db.pool.connect()
  try {
    const until = Date.now() + WAIT_MS
    for (;;) {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
        IMPORT_LOCK,
      ])
      if (rows[0]?.locked) break
      if (Date.now() > until)
        throw new OperatorError('Another import is running in this archive: wait until it has finished.')
      await sleep(POLL_MS)
    }
    return await run()
  } finally {
    client.release(true) // Its connection is closed, and with it goes the lock.
  }
}
