import autocannon from 'autocannon'

import { memoryOf, type Row } from './machine.ts'
import type { Site } from './site.ts'

const PER_SECOND = 20
const SAMPLE_MS = 2000
const CONNECTIONS = 20
/** Early on the heap still grows to its usual size, and what is compiled is kept. */
const SETTLED_MINUTES = 5
const TOUR = '/conversations/a-tour-of-the-archive'
const ZIP = '/conversations/2023/summaries.zip'
/** Beside the mixture: somebody asks whether a page has changed, and now and then something is published. */
const HEAD_EVERY_MS = 1000
const PUBLISH_EVERY_MS = 20_000
/** What readers do: most pages again and again, some searches that nobody made before, programs, downloads, files. */
const ADDRESSES = [
  '/',
  '/conversations',
  '/conversations/2023',
  TOUR,
  '/conversations/compassion-and-kindness-in-leadership',
  `${TOUR}/transcript.vtt`,
  '/conversations/clean-language/summary.pdf',
  '/people',
  '/people/maureen-bisognano',
  '/themes',
  '/themes/leadership',
  '/documents',
  '/search?q=care',
  '/feed.atom',
  '/about',
  '/livez',
]
const WORDS = [
  'kindness',
  'compassion',
  'leader',
  'safety',
  'trust',
  'famlies',
  'moral injury',
  'joy',
  'listen',
  'team',
]

/** Resident memory in MB at a moment in minutes. */
type Sample = { minute: number; memory: number }

/**
 * Mixed load at a steady rate, `publish` changing the archive now and then: no error, and memory flat, which is its slope (least squares) once it has settled: after
 * five minutes, or in a shorter run in its second half.
 */
export async function measureLoad(site: Site, minutes: number, publish: () => Promise<void>): Promise<Row[]> {
  const files = await filesOf(site, TOUR)
  const addresses = [...ADDRESSES, ...files]
  const memory: Sample[] = []
  const began = performance.now()
  const look = () => {
    const now = memoryOf(site.pid)?.now
    if (now !== undefined) memory.push({ minute: (performance.now() - began) / 60_000, memory: now })
  }
  look()
  const sample = setInterval(look, SAMPLE_MS)
  const heads = everyNow(HEAD_EVERY_MS, (turn) => askHead(site.url + (addresses[turn % addresses.length] ?? '/')))
  const publications = everyNow(PUBLISH_EVERY_MS, publish)
  let asked = 0
  const result = await autocannon({
    url: site.url,
    connections: CONNECTIONS,
    overallRate: PER_SECOND,
    duration: minutes * 60,
    requests: [{ setupRequest: (request) => ({ ...request, ...requestOf((asked += 1), addresses, files) }) }],
  })
  clearInterval(sample)
  const beside = [await heads.stop(), await publications.stop()]
  const settled = memory.filter(({ minute }) => minute >= Math.min(SETTLED_MINUTES, minutes / 2))
  const highest = Math.max(...memory.map((one) => one.memory))
  return [
    row(`answers in ${minutes} minutes at ${PER_SECOND} a second`, result.requests.total.toLocaleString('en-GB'), ''),
    row('errors / time-outs / answers other than 2xx', `${result.errors} / ${result.timeouts} / ${result.non2xx}`, '0'),
    row('HEAD / publications beside them', beside.map(({ done }) => done).join(' / '), ''),
    row('of these failed', beside.map(({ failed }) => failed).join(' / '), '0'),
    row('latency p50 / p99 / highest', `${result.latency.p50} / ${result.latency.p99} / ${result.latency.max} ms`, ''),
    row(
      'memory at the start / settled / at the end / highest',
      `${memory[0]?.memory} / ${settled[0]?.memory} / ${settled.at(-1)?.memory} / ${highest} MB`,
      '',
    ),
    row('slope of memory once settled', `${(slope(settled) * 60).toFixed(1)} MB an hour`, 'flat'),
  ]
}

/** A stored file and the scripts and styles that a page names: a download, and what the build has made. */
async function filesOf(site: Site, address: string): Promise<string[]> {
  const page = await (await fetch(site.url + address)).text()
  const named = [...page.matchAll(/(?:href|src)="(\/(?:files|assets)\/[^"?#]+)/g)].map(([, found = '']) => found)
  return [...new Set(named)].slice(0, 12)
}

type Asked = { path: string; headers: Record<string, string> }

/** The same sequence in each run: one in five is a search that nobody made before, some are ranges, few a zip. */
function requestOf(turn: number, addresses: readonly string[], files: readonly string[]): Asked {
  const word = encodeURIComponent(WORDS[turn % WORDS.length] ?? '')
  const whole = (path: string): Asked => ({ path, headers: {} })
  if (turn % 200 === 2) return whole(ZIP)
  if (turn % 5 === 0) return whole(`/search?q=${word}+${turn}`)
  if (turn % 5 === 1) return whole(`/search.json?q=${word}`)
  const stored = files.filter((file) => file.startsWith('/files/'))
  const file = stored[turn % stored.length]
  if (turn % 20 === 3 && file !== undefined)
    return { path: file, headers: { range: `bytes=${turn % 900}-${turn + 900}` } }
  return whole(addresses[(Math.floor(turn / 5) * 3 + (turn % 5)) % addresses.length] ?? '/')
}

/** autocannon waits for the content of an answer that has none. */
async function askHead(address: string): Promise<void> {
  const answer = await fetch(address, { method: 'HEAD' })
  if (!answer.ok) throw new Error(`HEAD ${address} answered ${answer.status}`)
}

/** Does something now and then, one time after the other, and counts how often it was done and how often it failed. */
function everyNow(ms: number, what: (turn: number) => Promise<void>) {
  const count = { done: 0, failed: 0 }
  let last = Promise.resolve()
  const timer = setInterval(() => {
    last = last
      .then(() => what((count.done += 1)))
      .catch((error: unknown) => {
        count.failed += 1
        console.error(error)
      })
  }, ms)
  return {
    stop: async () => {
      clearInterval(timer)
      await last
      return count
    },
  }
}

/** MB a minute. */
function slope(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [middle, height] = [mean(samples.map(({ minute }) => minute)), mean(samples.map(({ memory }) => memory))]
  const across = samples.reduce((sum, { minute, memory }) => sum + (minute - middle) * (memory - height), 0)
  return across / samples.reduce((sum, { minute }) => sum + (minute - middle) ** 2, 0)
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}
