import autocannon from 'autocannon'

import { memoryOf, percentile, type Row } from './machine.ts'
import type { Site } from './site.ts'

const PER_SECOND = 50
const SAMPLE_MS = 2000
const CONNECTIONS = 20
/** What readers do: most pages again and again, some searches that nobody made before, programs, files. */
const ADDRESSES = ['/', '/conversations', '/people', '/themes', '/documents', '/search?q=care', '/about', '/livez']
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

/** Mixed load at a steady rate: no error, and memory flat, which is the mean of its last fifth beside the second fifth. */
export async function measureLoad(site: Site, minutes: number): Promise<Row[]> {
  const memory: number[] = []
  const sample = setInterval(() => memory.push(memoryOf(site.pid)?.now ?? Number.NaN), SAMPLE_MS)
  let asked = 0
  const result = await autocannon({
    url: site.url,
    connections: CONNECTIONS,
    overallRate: PER_SECOND,
    duration: minutes * 60,
    requests: [{ setupRequest: (request) => ({ ...request, path: addressOf((asked += 1)) }) }],
  })
  clearInterval(sample)
  const fifth = Math.ceil(memory.length / 5)
  const [early, late] = [mean(memory.slice(fifth, 2 * fifth)), mean(memory.slice(-fifth))]
  return [
    row(`answers in ${minutes} minutes at ${PER_SECOND} a second`, result.requests.total.toLocaleString('en-GB'), ''),
    row('errors, time-outs, answers other than 2xx', `${result.errors} / ${result.timeouts} / ${result.non2xx}`, '0'),
    row('latency p50 / p99', `${result.latency.p50} / ${result.latency.p99} ms`, ''),
    row('memory early / late / highest', `${early} / ${late} / ${Math.round(percentile(memory, 1))} MB`, 'flat'),
  ]
}

/** The same sequence in each run: one in four is a search that nobody made before. */
function addressOf(turn: number): string {
  const word = encodeURIComponent(WORDS[turn % WORDS.length] ?? '')
  if (turn % 4 === 0) return `/search?q=${word}+${turn}`
  if (turn % 4 === 1) return `/search.json?q=${word}`
  return ADDRESSES[turn % ADDRESSES.length] ?? '/'
}

function mean(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length))
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}
