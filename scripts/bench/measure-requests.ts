import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'

import { timed, type Row } from './machine.ts'
import { download, runNode, untilAnswers, type Site } from './site.ts'

const CONNECTIONS = 16
const SECONDS = 8

/** Searches a second over 16 connections, no answer kept, beside a bare server that sends the same bytes. */
export async function measureRequests(
  site: Site,
  queries: readonly string[],
  folder: string,
  port: number,
): Promise<Row[]> {
  const addresses = queries.map((query) => `${site.url}/search.json?q=${encodeURIComponent(query)}`)
  const file = path.join(folder, 'answer.json')
  const body = Buffer.from(await (await fetch(addresses[0] ?? site.url)).arrayBuffer())
  const headers = ['content-type', 'application/json', 'content-length', String(body.length)]
  fs.writeFileSync(file, JSON.stringify({ headers, body: body.toString('base64') }))
  const ours = await requestsPerSecond(addresses)
  const bare = runNode(['scripts/bench/bare-server.mjs', String(port), file], folder, port)
  try {
    const url = `http://127.0.0.1:${port}/`
    await untilAnswers(bare, url)
    const theirs = await requestsPerSecond(addresses.map(() => url))
    return [
      {
        what: `/search.json requests a second, ${CONNECTIONS} connections, uncached`,
        measured: ours.toFixed(0),
        bar: '≥ 250',
      },
      { what: 'a bare node:http server sending the same bytes', measured: theirs.toFixed(0), bar: '' },
      { what: 'the ratio', measured: (ours / theirs).toFixed(3), bar: '(more is better)' },
    ]
  } finally {
    bare.kill()
    await once(bare, 'exit')
  }
}

async function requestsPerSecond(addresses: readonly string[]): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const end = performance.now() + SECONDS * 1000
  let asked = 0
  async function askOnAndOn(): Promise<void> {
    while (performance.now() < end) {
      // An address that was never asked for is in no cache.
      const address = addresses[asked++ % addresses.length]!
      await download(`${address}${address.includes('?') ? '&' : '?'}asked=${asked}`, agent)
    }
  }
  const { seconds } = await timed(() => Promise.all(Array.from({ length: CONNECTIONS }, askOnAndOn)))
  agent.destroy()
  return asked / seconds
}
