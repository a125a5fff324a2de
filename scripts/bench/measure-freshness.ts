import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '#app/archive/database.server.ts'

import { percentile, timed, type Row } from './machine.ts'
import { searchJson, type Site } from './site.ts'

/** Asking without a pause would keep the site from the work that is measured. */
const POLL_MS = 5
const AT_ONCE = 50

type ConversationRow = { id: number; title: string | null }

/** From the commit of a changed title to an answer of `/search.json` that has it, again and again. */
export async function measureFreshness(db: Database, site: Site, times: number): Promise<Row[]> {
  const { rows } = await db.pool.query<ConversationRow>(
    `SELECT id, title FROM conversation WHERE status = 'published' ORDER BY id LIMIT $1`,
    [Math.max(times, AT_ONCE)],
  )
  const waits: number[] = []
  for (const [index, { id, title }] of rows.slice(0, times).entries()) {
    // A word that nothing else in the archive comes near to.
    const word = `qx${index.toString(36)}z${process.pid.toString(36)}jv`
    await setTitle(db, id, `Freshly ${word}`)
    const { seconds } = await timed(() => untilFound(site, word))
    waits.push(seconds * 1000)
    await setTitle(db, id, title)
    // One save is measured at a time, not what is left to do of the one before.
    await untilFound(site, word, 0)
  }
  const inWords = [0.5, 0.95].map((share) => percentile(waits, share).toFixed(1))
  const together = await changeTogether(db, site, rows.slice(0, AT_ONCE))
  return [
    {
      what: `a saved change is found (${waits.length} times, p50 / p95, over HTTP)`,
      measured: `${inWords.join(' / ')} ms`,
      bar: '≤ 50 ms (p95)',
    },
    {
      what: `${Math.min(AT_ONCE, rows.length)} changes saved at once, from the first commit until all are found`,
      measured: `${together.toFixed(0)} ms`,
      bar: '',
    },
  ]
}

/** Changes many titles, each in a transaction of its own, and waits for all of them; in milliseconds. */
async function changeTogether(db: Database, site: Site, rows: ConversationRow[]): Promise<number> {
  const word = `qx${process.pid.toString(36)}atoncejv`
  const { seconds } = await timed(async () => {
    await Promise.all(rows.map(({ id }) => setTitle(db, id, `Freshly ${word}`)))
    await untilFound(site, word, rows.length)
  })
  for (const { id, title } of rows) await setTitle(db, id, title)
  return seconds * 1000
}

async function setTitle(db: Database, id: number, title: string | null): Promise<void> {
  await db.pool.query('UPDATE conversation SET title = $2 WHERE id = $1', [id, title])
}

/** Asks until exactly so many conversations have the word. */
async function untilFound(site: Site, word: string, count = 1): Promise<void> {
  const query = `q=${encodeURIComponent(`"${word}"`)}`
  while ((await searchJson(site, query)).total !== count) await sleep(POLL_MS)
}
