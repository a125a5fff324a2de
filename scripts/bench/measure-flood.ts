import { once } from 'node:events'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import autocannon from 'autocannon'

import { memoryOf, percentile, type Row } from './machine.ts'
import { download, type Site } from './site.ts'

/** The proxy that the site trusts: it says who asks. */
export const FLOOD_SETTINGS = { SEARCH_ENGINE: 'built-in', TRUST_PROXY: 'X-Forwarded-For', RATE_LIMIT: '600' }

const FLOOD_PER_SECOND = 400
const FLOOD_CONNECTIONS = 100
const ROUNDS = 3
const WARM_UP_SECONDS = 5
/** One reader, who asks for the next page some time after having the one before. */
const READS_EVERY_MS = 40
const PEOPLE = 300
/** Each of them looks at a page for so long. */
const LOOKS_FOR_MS = 8000
/** A page of ours, and what comes with it. */
const TOGETHER = ['/', '/people', '/themes', '/documents']

const from = (address: string) => ({ 'x-forwarded-for': address, 'accept-encoding': 'gzip, br' })

/**
 * What a reader feels of another who asks without end, on pages that have to be made, measured in turns in one run; and
 * whether a hospital behind one address is refused anything.
 */
export async function measureFlood(site: Site, seconds: number): Promise<Row[]> {
  const quiet: number[] = []
  const flooded: number[] = []
  const answers = { made: 0, refused: 0 }
  await readFor(site, WARM_UP_SECONDS, 'warm')
  for (let round = 0; round < ROUNDS; round += 1) {
    quiet.push(...(await readFor(site, seconds, `quiet${round}`)))
    const flood = floodFor(site, seconds + 2, round)
    await sleep(1000)
    flooded.push(...(await readFor(site, seconds, `flooded${round}`)))
    const { made, refused } = await flood
    answers.made += made
    answers.refused += refused
  }
  const memory = memoryOf(site.pid)
  const people = await hospital(site, Math.max(20, seconds * ROUNDS))
  const [before, during] = [percentile(quiet, 0.95), percentile(flooded, 0.95)]
  return [
    row('a page of results that nobody had asked for, p50 / p95', latency(quiet), ''),
    row(`the same while one address asks for ${FLOOD_PER_SECOND} others a second`, latency(flooded), ''),
    row('the ratio of both p95', (during / before).toFixed(2), '≤ 4'),
    row('the flood: made / refused', `${answers.made} / ${answers.refused}`, ''),
    row('memory after it, now / highest', `${memory?.now} / ${memory?.highest} MB`, ''),
    row(
      `${PEOPLE} people behind one address: pages, p95`,
      `${people.times.length}, ${percentile(people.times, 0.95).toFixed(0)} ms`,
      '',
    ),
    row('of these refused', String(people.refused), '0'),
  ]
}

/** Milliseconds of each answer. */
async function readFor(site: Site, seconds: number, name: string): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  for (let turn = 0; performance.now() < end; turn += 1) {
    const began = performance.now()
    await download(`${site.url}/search?q=kindness+${name}${turn}`, agent, from('203.0.113.1'))
    times.push(performance.now() - began)
    await sleep(READS_EVERY_MS)
  }
  agent.destroy()
  return times
}

/** In a thread of its own, so that it does not measure itself. */
async function floodFor(site: Site, seconds: number, round: number): Promise<{ made: number; refused: number }> {
  const requests = Array.from({ length: 4000 }, (_, index) => ({ path: `/search?q=care+flood${round}x${index}` }))
  const result = await autocannon({
    url: site.url,
    connections: FLOOD_CONNECTIONS,
    overallRate: FLOOD_PER_SECOND,
    duration: seconds,
    headers: from('198.51.100.66'),
    requests,
    workers: 1,
  })
  return { made: result['2xx'], refused: result.non2xx }
}

/** People who come one after the other within some seconds and go on reading, each on a connection of their own. */
async function hospital(site: Site, seconds: number): Promise<{ times: number[]; refused: number }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: PEOPLE })
  const headers = from('192.0.2.7')
  const end = performance.now() + seconds * 1000
  const times: number[] = []
  let refused = 0
  async function person(number: number): Promise<void> {
    // All of them open the first page at once, from a letter; then each reads.
    for (let turn = 0; performance.now() < end; turn += 1) {
      const address =
        turn % 2 === 1 ? `/search?q=kindness+ward${number}+${turn}` : TOGETHER[(number + turn) % TOGETHER.length]
      const began = performance.now()
      const status = await statusOf(`${site.url}${address}`, agent, headers)
      if (status === 200) times.push(performance.now() - began)
      else refused += 1
      await sleep(LOOKS_FOR_MS / 2 + ((number * 7919) % LOOKS_FOR_MS))
    }
  }
  await Promise.all(Array.from({ length: PEOPLE }, (_, number) => person(number)))
  agent.destroy()
  return { times, refused }
}

async function statusOf(address: string, agent: http.Agent, headers: Record<string, string>): Promise<number> {
  const request = http.get(address, { agent, headers })
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  answer.resume()
  await once(answer, 'end')
  return answer.statusCode ?? 0
}

function latency(times: readonly number[]): string {
  return `${percentile(times, 0.5).toFixed(0)} / ${percentile(times, 0.95).toFixed(0)} ms`
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}
