import autocannon from 'autocannon'

import { memoryOf, type Row } from './machine.ts'
import type { Site } from './site.ts'

const PER_SECOND = 20
const SAMPLE_MS = 2000
const CONNECTIONS = 20
/** Early on the heap still grows to its usual size, and what is compiled is kept. */
const SETTLED_MINUTES = 5
const TOUR = '/conversations/a-tour-of-the-archive'
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
 * Mixed load at a steady rate: no error, and memory flat, which is its slope (least squares) once it has settled: after
 * five minutes, or in a shorter run in its second half.
 */
export async function measureLoad(site: Site, minutes: number): Promise<Row[]> {
  const addresses = [...ADDRESSES, ...(await filesOf(site, TOUR))]
  const memory: Sample[] = []
  const began = performance.now()
  const look = () => {
    const now = memoryOf(site.pid)?.now
    if (now !== undefined) memory.push({ minute: (performance.now() - began) / 60_000, memory: now })
  }
  look()
  const sample = setInterval(look, SAMPLE_MS)
  let asked = 0
  const result = await autocannon({
    url: site.url,
    connections: CONNECTIONS,
    overallRate: PER_SECOND,
    duration: minutes * 60,
    requests: [{ setupRequest: (request) => ({ ...request, path: addressOf((asked += 1), addresses) }) }],
  })
  clearInterval(sample)
  const settled = memory.filter(({ minute }) => minute >= Math.min(SETTLED_MINUTES, minutes / 2))
  const highest = Math.max(...memory.map((one) => one.memory))
  return [
    row(`answers in ${minutes} minutes at ${PER_SECOND} a second`, result.requests.total.toLocaleString('en-GB'), ''),
    row('errors / time-outs / answers other than 2xx', `${result.errors} / ${result.timeouts} / ${result.non2xx}`, '0'),
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

/** The same sequence in each run: one in five is a search that nobody made before. */
function addressOf(turn: number, addresses: readonly string[]): string {
  const word = encodeURIComponent(WORDS[turn % WORDS.length] ?? '')
  if (turn % 5 === 0) return `/search?q=${word}+${turn}`
  if (turn % 5 === 1) return `/search.json?q=${word}`
  return addresses[(Math.floor(turn / 5) * 3 + (turn % 5)) % addresses.length] ?? '/'
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
