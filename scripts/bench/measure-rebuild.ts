import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '#app/archive/database.server.ts'
import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import { withSnapshot } from '#app/search/changes.server.ts'
import { readAllDocuments } from '#app/search/documents.server.ts'

import { timed, type Row } from './machine.ts'

const BETWEEN_SEARCHES_MS = 10

/** The built-in index built anew from Postgres while it is searched. */
export async function measureRebuild(db: Database, queries: readonly string[]): Promise<Row[]> {
  const engine = new BuiltInEngine()
  await rebuild(engine, db)
  const finding: string[] = []
  for (const q of queries) if (await finds(engine, q)) finding.push(q)
  const asking = { isOver: false }
  const searches = search(engine, finding, asking)
  // Where the machine itself gives no turn, this counts it too: it is a figure for a quiet one.
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const { seconds, value: documents } = await timed(() => rebuild(engine, db))
  delay.disable()
  asking.isOver = true
  const { asked, failed } = await searches
  return [
    {
      what: 'documents a second, from Postgres to answering',
      measured: Math.round(documents / seconds).toLocaleString('en-GB'),
      bar: '≥ 5,000',
    },
    {
      what: 'longest stop of the event loop meanwhile (p99.9 / most)',
      measured: `${inMilliseconds(delay.percentile(99.9))} / ${inMilliseconds(delay.max)} ms`,
      bar: '≤ 50 ms',
    },
    { what: `failed or empty of ${asked} searches meanwhile`, measured: String(failed), bar: '0' },
  ]
}

async function rebuild(engine: BuiltInEngine, db: Database): Promise<number> {
  let count = 0
  await withSnapshot(db, async (client) => {
    async function* counted() {
      for await (const batch of readAllDocuments(client)) {
        count += batch.length
        yield batch
      }
    }
    await engine.rebuild(counted())
  })
  return count
}

/** Searches until it is told to stop; each query found something before, so each must find something now. */
async function search(engine: BuiltInEngine, queries: readonly string[], asking: { isOver: boolean }) {
  let [asked, failed] = [0, 0]
  while (!asking.isOver) {
    if (!(await finds(engine, queries[asked++ % queries.length]!))) failed++
    await sleep(BETWEEN_SEARCHES_MS)
  }
  return { asked, failed }
}

async function finds(engine: BuiltInEngine, q: string): Promise<boolean> {
  const outcome = await engine.search({ ...EMPTY_QUERY, q })
  return outcome.status === 'ok' && outcome.total > 0
}

function inMilliseconds(nanoseconds: number): string {
  return (nanoseconds / 1e6).toFixed(0)
}
