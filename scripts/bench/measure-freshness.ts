import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '#app/archive/database.server.ts'

import { percentile, timed, type Row } from './machine.ts'
import { searchJson, type Site } from './site.ts'

/** Asking without a pause would keep the site from the work that is measured. */
const POLL_MS = 5

/** From the commit of a changed title to an answer of `/search.json` that has it, again and again. */
export async function measureFreshness(db: Database, site: Site, times: number): Promise<Row[]> {
  const { rows } = await db.pool.query<{ id: number; title: string | null }>(
    `SELECT id, title FROM conversation WHERE status = 'published' ORDER BY id LIMIT $1`,
    [times],
  )
  const waits: number[] = []
  for (const [index, { id, title }] of rows.entries()) {
    // A word that nothing else in the archive comes near to.
    const word = `qx${index.toString(36)}z${process.pid.toString(36)}jv`
    await db.pool.query('UPDATE conversation SET title = $2 WHERE id = $1', [id, `Freshly ${word}`])
    const { seconds } = await timed(() => untilFound(site, word))
    waits.push(seconds * 1000)
    await db.pool.query('UPDATE conversation SET title = $2 WHERE id = $1', [id, title])
  }
  const inWords = [0.5, 0.95].map((share) => percentile(waits, share).toFixed(1))
  return [
    {
      what: `a saved change is found (${waits.length} times, p50 / p95, over HTTP)`,
      measured: `${inWords.join(' / ')} ms`,
      bar: '≤ 50 ms (p95)',
    },
  ]
}

async function untilFound(site: Site, word: string): Promise<void> {
  const query = `q=${encodeURIComponent(`"${word}"`)}`
  while ((await searchJson(site, query)).total === 0) await sleep(POLL_MS)
}
