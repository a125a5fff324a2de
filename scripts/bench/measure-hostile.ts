import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '#app/archive/database.server.ts'

import { hostileContents, SUMMARIES, writeHostile } from './hostile/contents.ts'
import { timed, type Row } from './machine.ts'
import { runNode, searchJson, type Site } from './site.ts'

export type HostileTarget = {
  site: Site
  dataDir: string
  port: number
  metricsPort: number
  folder: string
  tree: string
}

const AT_ONCE = 12
const PROBE_MS = 20
/** How far apart the measuring timer of the process fires when nothing holds it up (prom-client's default). */
const MEASURED_EVERY_MS = 10
const FILES = [
  'summary.pdf',
  'summary.md',
  'summary.txt',
  'transcript.vtt',
  'transcript.srt',
  'transcript.txt',
  'citation.ris',
]
const LISTS = ['/', '/conversations', '/conversations/2018', '/documents', '/feed.atom', '/sitemap.xml', '/podcast.xml']
/** What people hold: what such pages cost is the floor of this way of measuring. */
const ORDINARY = ['/', '/conversations', '/about', '/search?q=kindness', '/people', '/themes']
const FLOOR_ROUNDS = 20
const IDLE_MS = 3000
const MOST_TRIES = 3
const FOLLOW_LIMIT_MS = 120_000
const ZIPS = ['/conversations/2018/summaries.zip', '/conversations/2019/summaries.zip']

/**
 * Every page and download of hostile contents, many at once: how long the event loop of the process that serves stood still
 * at the longest, by its own timer, and how long somebody else waited for an answer that costs nothing.
 */
export async function measureHostile(target: HostileTarget, db: Database): Promise<Row[]> {
  const { site, folder } = target
  const contents = hostileContents()
  writeHostile(folder, contents)
  const floor = await measureFloor(target)
  await longestStop(target)
  const { seconds: importSeconds } = await timed(() => importFolder(target))
  const importing = await longestStop(target)
  const { seconds: followSeconds } = await timed(() => untilFollowed(site, db))
  const following = await longestStop(target)
  await storeAsOlderVersion(db)
  const slugs = await slugsOf(db)
  const pages = slugs.flatMap((slug) => addressesOf(`/conversations/${slug}`))
  // Twice: what a page says of its files is found out after it was first asked for.
  const rounds = [...LISTS, ...ZIPS, ...pages, ...pages, '/search.json?q=kindness', '/search?q=kindness+length']

  await untilFollowed(site, db)
  await longestStop(target)
  const stops = new Map<string, number>()
  const probe = probing(site)
  const told: Told = { again: [], failed: [] }
  const { seconds } = await timed(() => inTurn(rounds, AT_ONCE, (address) => ask(site, address, told)))
  const together = await longestStop(target)
  const waited = await probe.end()
  // One by one, to name what held it up.
  const waits = new Map<string, number>()
  for (const address of new Set(rounds)) {
    const before = waitedMs(site.pid)
    await ask(site, address)
    waits.set(address, waitedMs(site.pid) - before)
    stops.set(address, await longestStop(target))
  }
  const [worst = '', longest = 0] = [...stops].toSorted((a, b) => b[1] - a[1])[0] ?? []
  for (const address of told.failed.slice(0, 10)) console.log(`  failed: ${address}`)
  for (const address of told.again.slice(0, 10)) console.log(`  to come again: ${address}`)
  for (const [address, stop] of [...stops].toSorted((a, b) => b[1] - a[1]).slice(0, 12)) {
    const waited = `${waits.get(address)?.toFixed(0)} ms without a processor`
    console.log(`  ${stop.toFixed(0).padStart(6)} ms ${address} (${waited})`)
  }
  return [
    {
      what: 'refused at import',
      measured: `${contents.length - slugs.length + STORED.length} of ${contents.length}`,
      bar: '',
    },
    { what: 'floor: idle', measured: `${floor.idle.toFixed(0)} ms`, bar: '' },
    { what: 'floor: ordinary pages, one by one', measured: `${floor.oneByOne.toFixed(0)} ms`, bar: '' },
    { what: `floor: ordinary pages, ${AT_ONCE} at once`, measured: `${floor.atOnce.toFixed(0)} ms`, bar: '' },
    { what: 'the import', measured: `${importSeconds.toFixed(1)} s`, bar: '' },
    { what: 'longest stop while it runs', measured: `${importing.toFixed(0)} ms`, bar: '≤ 50 ms' },
    { what: 'search has followed, after', measured: `${followSeconds.toFixed(1)} s`, bar: '' },
    { what: 'longest stop until then', measured: `${following.toFixed(0)} ms`, bar: '≤ 50 ms' },
    { what: `${rounds.length} answers, ${AT_ONCE} at once`, measured: `${seconds.toFixed(1)} s`, bar: '' },
    { what: 'longest stop of the loop, all at once', measured: `${together.toFixed(0)} ms`, bar: '≤ 50 ms' },
    { what: `longest stop, one by one (${worst})`, measured: `${longest.toFixed(0)} ms`, bar: '≤ 50 ms' },
    { what: 'longest wait for /livez meanwhile', measured: `${waited.toFixed(0)} ms`, bar: '' },
    { what: 'answers of 503 that say when to come again', measured: String(told.again.length), bar: '' },
    { what: 'others of 500 and above, or broken off', measured: String(told.failed.length), bar: '0' },
  ]
}

/** What the same measuring finds where nothing is hostile. */
async function measureFloor(target: HostileTarget): Promise<{ idle: number; oneByOne: number; atOnce: number }> {
  const { site } = target
  const pages = Array.from({ length: FLOOR_ROUNDS }, () => ORDINARY).flat()
  // What is done once (code that is made ready, say) is none of it.
  await inTurn(pages, AT_ONCE, (address) => ask(site, address))
  await longestStop(target)
  await sleep(IDLE_MS)
  const idle = await longestStop(target)
  await inTurn(pages, 1, (address) => ask(site, address))
  const oneByOne = await longestStop(target)
  await inTurn(pages, AT_ONCE, (address) => ask(site, address))
  return { idle, oneByOne, atOnce: await longestStop(target) }
}

/** Until search finds as many conversations as are published. Without a word it looks into no text. */
async function untilFollowed(site: Site, db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM conversation WHERE status = 'published'`,
  )
  const published = rows[0]?.count ?? 0
  const deadline = Date.now() + FOLLOW_LIMIT_MS
  while ((await searchJson(site, 'kind=conversation&page=1000')).total !== published) {
    if (Date.now() > deadline) throw new Error(`Search has not followed the import after ${FOLLOW_LIMIT_MS / 1000} s`)
    await sleep(PROBE_MS)
  }
}

/** What an older version took and this one may refuse: the rows are written as that version left them. */
const STORED = ['narrow-table', 'links-apart', 'html-open', 'wide-table'] as const

async function storeAsOlderVersion(db: Database): Promise<void> {
  for (const name of STORED) {
    await db.pool.query(
      `INSERT INTO conversation (slug, title, series_id, held_on, held_on_precision, summary, summary_html, status, published_at, updated_at)
       SELECT $1, $1, id, '2018-07-01', 'month', $2, '<p>An older version wrote this.</p>', 'published', now(), now()
       FROM series WHERE slug = 'hostile' ON CONFLICT DO NOTHING`,
      [`stored-${name}`, SUMMARIES[name]],
    )
  }
}

async function slugsOf(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ slug: string }>(
    `SELECT conversation.slug FROM conversation JOIN series ON series.id = series_id
     WHERE series.slug = 'hostile' AND status = 'published' ORDER BY conversation.id`,
  )
  return rows.map(({ slug }) => slug)
}

function addressesOf(page: string): string[] {
  return [page, `${page}.data`, `${page}/picture.png`, ...FILES.map((file) => `${page}/${file}`)]
}

async function importFolder({ dataDir, port, folder, tree }: HostileTarget): Promise<void> {
  const child = runNode(['scripts/run.mjs', 'scripts/import.ts', path.resolve(folder)], dataDir, port, {}, tree)
  await once(child, 'exit')
}

/** What readers were told: to come again in a moment, or nothing that helps. */
type Told = { again: string[]; failed: string[] }

/** 404 is an answer: not every conversation has every file. Whoever is told when to come again does. */
async function ask(site: Site, address: string, told: Told = { again: [], failed: [] }): Promise<void> {
  try {
    for (let tries = 1; ; tries++) {
      const answer = await fetch(site.url + address, { signal: AbortSignal.timeout(120_000) })
      await answer.arrayBuffer()
      if (answer.status < 500) return
      const seconds = Number(answer.headers.get('retry-after'))
      if (answer.status !== 503 || !(seconds > 0) || tries > MOST_TRIES)
        return void told.failed.push(`${address} ${answer.status}`)
      told.again.push(address)
      await sleep(seconds * 1000)
    }
  } catch (error) {
    told.failed.push(`${address} ${String(error)}`)
  }
}

async function inTurn(
  addresses: readonly string[],
  atOnce: number,
  work: (address: string) => Promise<void>,
): Promise<void> {
  const waiting = addresses.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const address of waiting) await work(address)
    }),
  )
}

/** For how long the main thread of a process was ready and others had the processors (Linux): no fault of the program. */
function waitedMs(pid: number): number {
  const file = `/proc/${pid}/task/${pid}/schedstat`
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : 0
}

/** Milliseconds since it was last asked, of the process itself. */
async function longestStop({ metricsPort }: HostileTarget): Promise<number> {
  // The timer may come after the question that is asked right behind a stop, which would go to the next account.
  await sleep(2 * MEASURED_EVERY_MS)
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  const seconds = Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics)?.[1])
  return Math.max(0, seconds * 1000 - MEASURED_EVERY_MS)
}

/** Somebody who asks for next to nothing, again and again. */
function probing(site: Site): { end: () => Promise<number> } {
  let longest = 0
  let isOver = false
  const running = (async () => {
    while (!isOver) {
      const { seconds } = await timed(async () => (await fetch(`${site.url}/livez`)).arrayBuffer())
      longest = Math.max(longest, seconds * 1000)
      await sleep(PROBE_MS)
    }
  })()
  return {
    end: async () => {
      isOver = true
      await running
      return longest
    },
  }
}

/** A folder for the contents beside the data. */
export function hostileFolder(dataDir: string): string {
  const folder = path.join(dataDir, 'hostile-contents')
  fs.mkdirSync(folder, { recursive: true })
  return folder
}
