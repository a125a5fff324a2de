import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import autocannon from 'autocannon'

import { percentile, type Row } from './machine.ts'
import { runNode, startSite, untilAnswers } from './site.ts'

const CONNECTIONS = 10
const ROUNDS = 3
/** A page that is rendered is quick only once V8 has compiled what renders it. */
const WARM_UP_SECONDS = 5
const ACCEPT = { 'accept-encoding': 'gzip, br' }
const SEARCH = '/search?q=kindness'

export type ServerTarget = { dataDir: string; databaseUrl: string; port: number; seconds: number }

/** A page from memory beside bare node:http, and a rendered page beside remix-serve on the same build. */
export async function measureServer(target: ServerTarget): Promise<Row[]> {
  return [...(await measureCached(target)), ...(await measureRendered(target))]
}

async function measureCached({ dataDir, port, seconds }: ServerTarget): Promise<Row[]> {
  const { site } = await startSite(dataDir, port, { SEARCH_ENGINE: 'built-in' })
  const file = path.join(dataDir, 'bare.json')
  try {
    await get(`${site.url}/`)
    const { headers, body } = await get(`${site.url}/`)
    fs.writeFileSync(file, JSON.stringify({ headers, body: body.toString('base64') }))
    const bare = runNode(['scripts/bench/bare-server.mjs', String(port + 1), file], dataDir, port)
    try {
      const bareUrl = `http://127.0.0.1:${port + 1}/`
      await untilAnswers(bare, bareUrl)
      const { ours, theirs } = await inTurns(`${site.url}/`, bareUrl, seconds)
      return [
        row('a page from memory, requests a second', rate(ours), ''),
        row('bare node:http, the same headers and bytes', rate(theirs), ''),
        row('a page from memory, to bare node:http', ratio(ours, theirs), '≥ 0.85'),
      ]
    } finally {
      bare.kill()
      await once(bare, 'exit')
    }
  } finally {
    await site.stop()
    fs.rmSync(file, { force: true })
  }
}

async function measureRendered({ dataDir, databaseUrl, port, seconds }: ServerTarget): Promise<Row[]> {
  const settings = { PAGE_CACHE_MB: '0', RATE_LIMIT: '0', SEARCH_ENGINE: 'built-in' }
  const { site } = await startSite(dataDir, port, settings)
  try {
    const cli = 'node_modules/@remix-run/serve/dist/cli.js'
    const remix = runNode([cli, 'build/server/index.js'], dataDir, port + 2, {
      ...settings,
      DATABASE_URL: databaseUrl,
      NODE_ENV: 'production',
    })
    try {
      const remixUrl = `http://127.0.0.1:${port + 2}${SEARCH}`
      await untilAnswers(remix, remixUrl)
      const { ours, theirs } = await inTurns(site.url + SEARCH, remixUrl, seconds)
      return [
        row('the search page rendered, requests a second', rate(ours), ''),
        row('remix-serve, the same build and page', rate(theirs), ''),
        row('the search page rendered, to remix-serve', ratio(ours, theirs), '≥ 1.6'),
      ]
    } finally {
      // It ends at no other signal while search follows the archive: nobody tells it to stop.
      remix.kill('SIGKILL')
      await once(remix, 'exit')
    }
  } finally {
    await site.stop()
  }
}

/** Requests a second of two servers, measured in turns, so that whatever else the machine does meets both. */
async function inTurns(ours: string, theirs: string, seconds: number): Promise<{ ours: number; theirs: number }> {
  await shoot(ours, WARM_UP_SECONDS)
  await shoot(theirs, WARM_UP_SECONDS)
  const rates: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.ours.push(await shoot(ours, seconds))
    rates.theirs.push(await shoot(theirs, seconds))
  }
  return { ours: percentile(rates.ours, 0.5), theirs: percentile(rates.theirs, 0.5) }
}

async function shoot(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, headers: ACCEPT })
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers that were none`)
  }
  await sleep(200)
  return result.requests.total / result.duration
}

type Got = { headers: string[]; body: Buffer }

/** An answer as it came over the wire, without the headers that Node writes by itself. */
function get(url: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    http.get(url, { headers: ACCEPT }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ headers: withoutNodes(response.rawHeaders), body: Buffer.concat(chunks) }))
      response.on('error', reject)
    })
  })
}

function withoutNodes(raw: readonly string[]): string[] {
  return raw.flatMap((name, at) =>
    at % 2 === 0 && !/^(date|connection|keep-alive)$/i.test(name) ? [name, raw[at + 1] ?? ''] : [],
  )
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}

function rate(perSecond: number): string {
  return Math.round(perSecond).toLocaleString('en-GB')
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2)
}
