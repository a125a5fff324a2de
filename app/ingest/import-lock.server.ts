import type { Database } from '#app/archive/database.server.ts'
import { type LockWait, withLock } from '#app/platform/advisory-locks.server.ts'

/** A killed import's connection holds the lock until Postgres has noticed. */
const LIMIT = { ms: 10_000, sentence: 'Another import is running in this archive: wait until it has finished.' }

/** Runs one import at a time. What runs is given a signal that ends it when it is to stop, or has lost the lock. */
export function withImportLock<T>(
  db: Database,
  wait: Pick<LockWait, 'signal' | 'say'>,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withLock(db.pool, 'import', { ...wait, limit: LIMIT }, run)
}
