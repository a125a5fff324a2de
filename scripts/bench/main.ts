import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { openArchive } from '#app/archive/open-archive.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { findMeilisearch, runningMeilisearch } from '#app/platform/local-meilisearch.server.ts'

import { machineInWords, printMissed, printTable, type Row } from './machine.ts'
import { measureFreshness } from './measure-freshness.ts'
import { hostileFolder, measureHostile } from './measure-hostile.ts'
import { measureImport } from './measure-import.ts'
import { measureLighthouse } from './measure-lighthouse.ts'
import { measureLoad } from './measure-load.ts'
import { measureMeilisearch } from './measure-meilisearch.ts'
import { measurePages } from './measure-pages.ts'
import { measureRebuild } from './measure-rebuild.ts'
import { measureRequests } from './measure-requests.ts'
import { measureScale } from './measure-scale.ts'
import { measureSearch } from './measure-search.ts'
import { measureServer } from './measure-server.ts'
import { startSite } from './site.ts'

// npm run bench [-- --quick] [--only PART] [--minutes MINUTES] [--port PORT] [--corpus FILE] [--queries FILE] [--evaluator FILE]
// The corpus and the judged queries are not part of the repository; what is not there is left out, and said.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3999' },
    quick: { type: 'boolean', default: false },
    /** One part: archive (import, freshness, search, starts), meilisearch, scale, server, load, hostile, lighthouse or pages. */
    only: { type: 'string' },
    /** Of mixed load. */
    minutes: { type: 'string' },
    /** Another copy of the program, which the hostile contents are measured on. */
    tree: { type: 'string', default: '.' },
    corpus: { type: 'string', default: '../shared/corpora/talks.jsonl.gz' },
    queries: { type: 'string', default: '../shared/eval/queries.json' },
    evaluator: { type: 'string', default: '../shared/eval/evaluate.mjs' },
  },
})
const CHANGES = values.quick ? 20 : 100
const QUERIES = values.quick ? 200 : 1000
const SHOOT_SECONDS = values.quick ? 3 : 10
const LOAD_MINUTES = Number(values.minutes ?? (values.quick ? 0.5 : 30))
const LIGHTHOUSE_ROUNDS = values.quick ? 1 : 3
/** Passages, and how many milliseconds a facet search among them may take. */
const SCALES: [number, number][] = values.quick
  ? [[100_000, 10]]
  : [
      [100_000, 10],
      [1_000_000, 100],
    ]

/** More conversations than that are the talks. */
const SEED_AT_MOST = 1000
const BUILT_IN = { SEARCH_ENGINE: 'built-in' }

console.log(machineInWords())
const [dataDir, seedDir] = [temporaryFolder(), temporaryFolder()]
try {
  const port = Number(values.port)
  if (isWanted('archive')) await benchArchive(dataDir, port)
  if (isWanted('meilisearch')) await benchMeilisearch(dataDir, port)
  if (isWanted('scale')) await benchScale()
  if (isWanted('server')) await benchServer(seedDir, port)
  if (isWanted('load')) await benchLoad(seedDir, port)
  if (isWanted('hostile')) await benchHostile(seedDir, port)
  if (isWanted('lighthouse')) await benchLighthouse(seedDir, port)
  if (isWanted('pages')) printTable('Pages, in Chromium', await measurePages(seedDir, port))
  printMissed()
} finally {
  for (const folder of [dataDir, seedDir]) fs.rmSync(folder, { recursive: true, force: true })
}

function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'third-thursday-bench-'))
}

type Part = 'archive' | 'meilisearch' | 'scale' | 'pages' | 'server' | 'load' | 'hostile' | 'lighthouse'

function isWanted(part: Part): boolean {
  return values.only === undefined || values.only === part
}

/** A site that answers with the built-in engine: what comes with it wherever it runs. */
async function benchArchive(folder: string, port: number): Promise<void> {
  const first = await startSite(folder, port, BUILT_IN)
  await first.site.stop()
  const second = await startSite(folder, port, BUILT_IN)
  const starts: Row[] = [
    { what: 'first start, installed and built before', measured: inSeconds(first.seconds), bar: '' },
    { what: 'second start with the seed', measured: inSeconds(second.seconds), bar: '≤ 3 s' },
  ]
  let { site } = second
  try {
    await withDatabase(folder, async (db) => {
      printTable('Freshness, with the seed', await measureFreshness(db, site, CHANGES))
      if (!isThere(values.corpus, 'the talks')) return
      const target = { site, dataDir: folder, port, corpus: path.resolve(values.corpus) }
      printTable('Import of the talks', await measureImport(target, () => countConversations(db)))
      // Postgres does this by itself within minutes of an import: it shall not fall into one of the measurements.
      await db.pool.query('VACUUM ANALYZE')
      printTable('Freshness, with the talks', await measureFreshness(db, site, CHANGES))
      if (!isThere(values.queries, 'the judged queries')) return
      const queries = readQueries()
      printTable('Search on the talks', await measureSearch(db, site, queries))
      printTable('Requests on the talks', await measureRequests(site, queries, folder, port + 1))
      printTable('Rebuild of the built-in index, with the talks', await measureRebuild(db, queries))
      if (isThere(values.evaluator, 'the evaluator')) await evaluate(site.url)
    })
    if (fs.existsSync(values.corpus)) {
      await site.stop()
      const third = await startSite(folder, port, BUILT_IN)
      site = third.site
      starts.push({ what: 'second start with the talks', measured: inSeconds(third.seconds), bar: '≤ 6 s' })
    }
    printTable('Starts, to ready', starts)
  } finally {
    await site.stop()
  }
}

/** A site on the same archive that asks Meilisearch: the program on the PATH, as `npm start` runs it. */
async function benchMeilisearch(folder: string, port: number): Promise<void> {
  if (!isThere(findMeilisearch() ?? 'meilisearch', 'the program of that name')) return
  if (!isThere(values.corpus, 'the talks') || !isThere(values.queries, 'the judged queries')) return
  const { site } = await startSite(folder, port, { SEARCH_ENGINE: 'meilisearch' })
  try {
    await withDatabase(folder, async (db) => {
      if ((await countConversations(db)) < SEED_AT_MOST) {
        await measureImport({ site, dataDir: folder, port, corpus: path.resolve(values.corpus) }, () =>
          countConversations(db),
        )
      }
      const address = (await runningMeilisearch(folder))!
      await measureMeilisearch(db, site, address, { queries: readQueries(), changes: CHANGES / 5 })
      if (isThere(values.evaluator, 'the evaluator')) await evaluate(site.url)
    })
  } finally {
    await site.stop()
  }
}

async function benchScale(): Promise<void> {
  for (const [passages, barMs] of SCALES) printTable('Scale, made up', await measureScale(passages, barMs))
}

/** Beside an archive that stays open: the servers that are compared are one after the other on its database. */
async function benchServer(folder: string, port: number): Promise<void> {
  const archive = await openArchive({ databaseUrl: process.env['DATABASE_URL'], dataDir: folder }, () => undefined)
  try {
    const target = { dataDir: folder, databaseUrl: archive.url, port, seconds: SHOOT_SECONDS }
    printTable('The server', await measureServer(target))
  } finally {
    await archive.close()
  }
}

async function benchLoad(folder: string, port: number): Promise<void> {
  const { site } = await startSite(folder, port, BUILT_IN)
  try {
    await withDatabase(folder, async (db) => {
      printTable('Mixed load', await measureLoad(site, LOAD_MINUTES, () => publishAnew(db)))
    })
  } finally {
    await site.stop()
  }
}

/** Apart from the other parts: its archive is not one to measure anything else on. */
async function benchHostile(seed: string, port: number): Promise<void> {
  const folder = path.join(seed, 'hostile')
  const tree = path.resolve(values.tree)
  const settings = { ...BUILT_IN, METRICS_PORT: String(port + 1), PAGE_CACHE_MB: '0' }
  const { site } = await startSite(folder, port, settings, tree)
  try {
    await withDatabase(folder, async (db) => {
      const target = { site, dataDir: folder, port, metricsPort: port + 1, folder: hostileFolder(folder), tree }
      printTable('Hostile contents', await measureHostile(target, db))
    })
  } finally {
    await site.stop()
  }
}

/** Changes what every list shows and search has to follow: an editor corrects the newest title, and then back. */
async function publishAnew(db: Database): Promise<void> {
  await db.pool.query(
    `UPDATE conversation SET title = CASE WHEN title LIKE '% (again)' THEN left(title, -8) ELSE title || ' (again)' END
     WHERE id = (SELECT id FROM conversation WHERE status = 'published' AND title IS NOT NULL ORDER BY id DESC LIMIT 1)`,
  )
}

async function benchLighthouse(folder: string, port: number): Promise<void> {
  const { site } = await startSite(folder, port, BUILT_IN)
  try {
    printTable('Lighthouse, mobile', await measureLighthouse(site, folder, LIGHTHOUSE_ROUNDS))
  } finally {
    await site.stop()
  }
}

async function withDatabase(folder: string, work: (db: Database) => Promise<void>): Promise<void> {
  const archive = await openArchive({ databaseUrl: process.env['DATABASE_URL'], dataDir: folder }, () => undefined)
  try {
    await work(archive.db)
  } finally {
    await archive.close()
  }
}

async function countConversations(db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM conversation WHERE status = 'published'`,
  )
  return rows[0]?.count ?? 0
}

/** Queries of all kinds, evenly out of the whole list. */
function readQueries(): string[] {
  const all = JSON.parse(fs.readFileSync(values.queries, 'utf8')) as { query: string }[]
  const step = Math.max(1, Math.floor(all.length / QUERIES))
  return all.filter((_query, index) => index % step === 0).map(({ query }) => query)
}

/** The evaluator's own table, through `/search.json`. */
async function evaluate(url: string): Promise<void> {
  console.log('\nQuality, through /search.json')
  const address = `${url}/search.json?q={q}`
  const options = ['--queries', values.queries, ...(values.quick ? ['--per-kind', '20'] : [])]
  const args = [values.evaluator, '--url', address, '--path', 'results[*].id', ...options]
  const [code] = (await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The evaluator ended with ${code}`)
}

function isThere(file: string, what: string): boolean {
  const there = fs.existsSync(file)
  if (!there) console.log(`\nLeft out: ${what} (${file}) are not on this machine.`)
  return there
}

function inSeconds(seconds: number): string {
  return `${seconds.toFixed(2)} s`
}
