import { setTimeout as sleep } from 'node:timers/promises'

import { Meilisearch } from 'meilisearch'

import type { Database } from '#app/archive/database.server.ts'
import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import { withSnapshot } from '#app/search/changes.server.ts'
import { readAllDocuments } from '#app/search/documents.server.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { adminClient, type MeilisearchAddress } from '#app/search/meilisearch/client.server.ts'
import { MeilisearchEngine } from '#app/search/meilisearch/engine.server.ts'
import { indexDocuments } from '#app/search/meilisearch/index-documents.ts'
import { readIndexState } from '#app/search/meilisearch/position.server.ts'
import { SETTINGS } from '#app/search/meilisearch/settings.ts'
import { buildIndex } from '#app/search/meilisearch/sync.server.ts'

import { percentile, printTable, type Row, timed } from './machine.ts'
import { searchJson, type Site } from './site.ts'

const BARE = 'bench-bare'
const BARE_BATCH = 5000
const AT_ONCE = 50
const POLL_MS = 20

/** Prints the tables of a site that asks Meilisearch, with the talks in it. */
export async function measureMeilisearch(
  db: Database,
  site: Site,
  address: MeilisearchAddress,
  { queries, changes }: { queries: readonly string[]; changes: number },
): Promise<void> {
  await untilItAnswers(site)
  const inProcess = await measureRequests(db, address, queries)
  printTable('Meilisearch: search', [...inProcess, ...(await measureAnswers(site, queries))])
  printTable('Meilisearch: freshness', await measureFreshness(db, site, address, changes))
  printTable('Meilisearch: rebuild', await measureRebuild(db, site, address))
}

/** How many requests a search makes of the server, and how long searches take in process. */
async function measureRequests(db: Database, address: MeilisearchAddress, queries: readonly string[]): Promise<Row[]> {
  const builtIn = new BuiltInEngine()
  await withSnapshot(db, (client) => builtIn.rebuild(readAllDocuments(client)))
  let requests = 0
  const client = new Meilisearch({
    host: address.url,
    ...(address.apiKey === undefined ? {} : { apiKey: address.apiKey }),
    requestInit: { headers: { 'accept-encoding': 'identity' } },
    httpClient: async (...args) => {
      requests++
      const answer = await fetch(...args)
      if (!answer.ok) throw new Error(`Meilisearch answered ${answer.status}`)
      return answer.json()
    },
  })
  const engine = new MeilisearchEngine({ client, uid: (await readIndexState(db))!.uid }, builtIn)
  const waits: number[] = []
  const counts: number[] = []
  for (const q of queries) {
    const before = requests
    waits.push((await timed(() => engine.search({ ...EMPTY_QUERY, q }))).seconds * 1000)
    counts.push(requests - before)
  }
  const twice = counts.filter((count) => count === 2).length
  return [
    row('requests a search: most', String(Math.max(...counts)), '≤ 2'),
    row('searches that make two', `${((100 * twice) / counts.length).toFixed(0)} %`, ''),
    row('search p50 / p95, in process', milliseconds(waits), ''),
  ]
}

/** Through `/search.json` of a site that asks Meilisearch. */
async function measureAnswers(site: Site, queries: readonly string[]): Promise<Row[]> {
  const waits: number[] = []
  for (const q of queries) {
    const { value, seconds } = await timed(() => searchJson(site, `q=${encodeURIComponent(q)}`))
    if (value.engine !== 'meilisearch') throw new Error(`The ${value.engine} engine answered: ${value.notice}`)
    waits.push(seconds * 1000)
  }
  return [row('/search.json p50 / p95', milliseconds(waits), '≤ 80 ms (p95)')]
}

/** From the commit of a change to an answer of Meilisearch that has it, beside what the server's own task took. */
async function measureFreshness(db: Database, site: Site, address: MeilisearchAddress, times: number): Promise<Row[]> {
  const uid = (await readIndexState(db))!.uid
  const { rows } = await db.pool.query<{ id: number; title: string | null }>(
    `SELECT id, title FROM conversation WHERE status = 'published' ORDER BY id LIMIT $1`,
    [Math.max(times, AT_ONCE)],
  )
  const rename = (ids: number[], title: string | null) =>
    db.pool.query('UPDATE conversation SET title = $2 WHERE id = ANY($1)', [ids, title])
  const total: number[] = []
  const own: number[] = []
  for (const [index, { id }] of rows.slice(0, times).entries()) {
    const word = wordOf(`a${index}`)
    await rename([id], `Freshly ${word}`)
    const { seconds } = await timed(() => untilFound(site, word))
    const { took } = await lastTasks(address, uid, 1)
    total.push(seconds * 1000)
    own.push(seconds * 1000 - took)
  }
  const before = (await lastTasks(address, uid, 1)).count
  const word = wordOf('all')
  await rename(
    rows.slice(0, AT_ONCE).map(({ id }) => id),
    `Freshly ${word}`,
  )
  const together = await timed(() => untilFound(site, word))
  const after = (await lastTasks(address, uid, 1)).count
  for (const { id, title } of rows) await rename([id], title)
  // What is measured next shall not wait behind it.
  await untilFound(site, word, 0)
  return [
    row(`a saved change is found (${times} times, p50 / p95)`, milliseconds(total), ''),
    row('of it, beside the server’s own task', milliseconds(own), '≤ 150 ms (p95)'),
    row(`${AT_ONCE} changes at once: all found`, `${(together.seconds * 1000).toFixed(0)} ms`, ''),
    row(`${AT_ONCE} changes at once: tasks`, String(after - before), '≤ 2'),
  ]
}

/**
 * The index built from Postgres beside a bare client that feeds the same documents, while readers go on searching: they
 * take their share of the machine from both.
 */
async function measureRebuild(db: Database, site: Site, address: MeilisearchAddress): Promise<Row[]> {
  const documents = await withSnapshot(db, (client) => collect(readAllDocuments(client)))
  const count = documents.flatMap((one) => indexDocuments(one)).length
  const bare = await whileReading(site, () => feedBare(address, documents))
  const ours = await whileReading(site, () => buildIndex(db, adminClient(address), () => undefined))
  return [
    row('documents a second, fed by the bare client', rate(count, bare.seconds), ''),
    row('documents a second, from Postgres to answering', rate(count, ours.seconds), ''),
    row('the one to the other', (bare.seconds / ours.seconds).toFixed(2), '≥ 0.9'),
    row(`searches meanwhile (${ours.asked}): failed, empty`, `${ours.failed}, ${ours.empty}`, '0, 0'),
  ]
}

type Reading = { seconds: number; asked: number; failed: number; empty: number }

/** How long a work takes, and what became of the searches of a reader who asks again and again meanwhile. */
async function whileReading(site: Site, work: () => Promise<unknown>): Promise<Reading> {
  const counts = { asked: 0, failed: 0, empty: 0 }
  let isWorking = true
  const reading = (async () => {
    while (isWorking) {
      counts.asked++
      const found = await searchJson(site, 'q=python').catch(() => null)
      // That the other engine steps in is a failure here.
      if (found?.engine !== 'meilisearch') counts.failed++
      else if (found.total === 0) counts.empty++
    }
  })()
  const { seconds } = await timed(() => work().finally(() => (isWorking = false)))
  await reading
  return { seconds, ...counts }
}

async function feedBare(address: MeilisearchAddress, documents: readonly SearchDocument[]): Promise<void> {
  const admin = adminClient(address)
  await admin.deleteIndexIfExists(BARE)
  await admin.createIndex(BARE, { primaryKey: 'key' })
  const tasks = [await admin.index(BARE).updateSettings(SETTINGS)]
  const all = documents.flatMap((one) => indexDocuments(one))
  for (let at = 0; at < all.length; at += BARE_BATCH) {
    tasks.push(await admin.index(BARE).addDocuments(all.slice(at, at + BARE_BATCH)))
  }
  const ended = await admin.tasks.waitForTasks(tasks, { timeout: 0 })
  if (ended.some(({ status }) => status !== 'succeeded')) throw new Error('The bare client’s documents were refused')
  await admin.deleteIndexIfExists(BARE)
}

async function untilItAnswers(site: Site): Promise<void> {
  while ((await searchJson(site, 'q=')).engine !== 'meilisearch') await sleep(POLL_MS)
}

/** Until so many have a word: one at least, or none. */
async function untilFound(site: Site, word: string, least: 0 | 1 = 1): Promise<void> {
  const query = `q=${encodeURIComponent(`"${word}"`)}`
  for (;;) {
    const { engine, total } = await searchJson(site, query)
    if (engine === 'meilisearch' && Math.min(total, 1) === least) return
    await sleep(POLL_MS)
  }
}

/** What the last tasks of an index took, from being sent to being done, and how many there have been in all. */
async function lastTasks(
  address: MeilisearchAddress,
  uid: string,
  limit: number,
): Promise<{ took: number; count: number }> {
  const { results, total } = await adminClient(address).tasks.getTasks({
    indexUids: [uid],
    types: ['documentAdditionOrUpdate', 'documentDeletion'],
    statuses: ['succeeded'],
    limit,
  })
  const [last] = results
  if (!last?.finishedAt) return { took: 0, count: total }
  return { took: Date.parse(last.finishedAt) - Date.parse(last.enqueuedAt), count: total }
}

async function collect(batches: AsyncIterable<SearchDocument[]>): Promise<SearchDocument[]> {
  const all: SearchDocument[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}

/** A word that nothing in the archive comes near to. */
function wordOf(name: string): string {
  return `qx${name}z${process.pid.toString(36)}jv`
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}

function rate(count: number, seconds: number): string {
  return Math.round(count / seconds).toLocaleString('en-GB')
}

function milliseconds(waits: readonly number[]): string {
  return `${percentile([...waits], 0.5).toFixed(1)} / ${percentile([...waits], 0.95).toFixed(1)} ms`
}
