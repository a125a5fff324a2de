import { logError } from '#app/platform/log.server.ts'
import { singleton } from '#app/platform/singleton.ts'

import type { Database } from './database.server.ts'

/** Sums wait so long before they are written: an answer never waits for them, and a rush is one statement. */
const WRITE_AFTER_MS = 5000
/** Addresses that may wait at once; beyond them nothing is counted until the next writing. */
const WAITING_LIMIT = 10_000

type Waiting = { sums: Map<string, number>; timer: NodeJS.Timeout | null }

const waiting = () => singleton<Waiting>('download-counts', () => ({ sums: new Map(), timer: null }))

/**
 * Counts a download of what is at an address of this site: a sum for the day, and nothing about who asked. Written a few
 * seconds later; a process that is killed before loses those seconds.
 */
export function countDownload(db: Database, address: string): void {
  const state = waiting()
  if (!state.sums.has(address) && state.sums.size >= WAITING_LIMIT) return
  state.sums.set(address, (state.sums.get(address) ?? 0) + 1)
  state.timer ??= setTimeout(() => {
    writeCounts(db).catch((error: unknown) => logError('Downloads could not be counted.', error))
  }, WRITE_AFTER_MS).unref()
}

/** Writes the sums that wait. What could not be written waits for the next time. */
export async function writeCounts(db: Database): Promise<void> {
  const state = waiting()
  if (state.timer !== null) clearTimeout(state.timer)
  state.timer = null
  const sums = [...state.sums]
  state.sums.clear()
  if (sums.length === 0) return
  try {
    await db.pool.query(
      `INSERT INTO daily_count (day, measure, subject, count)
       SELECT current_date, 'download', subject, count FROM unnest($1::text[], $2::int[]) AS sums (subject, count)
       ON CONFLICT (day, measure, subject) DO UPDATE SET count = daily_count.count + excluded.count`,
      [sums.map(([address]) => address), sums.map(([, count]) => count)],
    )
  } catch (error) {
    for (const [address, count] of sums) state.sums.set(address, (state.sums.get(address) ?? 0) + count)
    throw error
  }
}
