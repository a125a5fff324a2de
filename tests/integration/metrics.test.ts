import type { AddressInfo } from 'node:net'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { configureLog } from '#app/platform/log.server.ts'
import { createApp } from '#server/app.ts'
import { cachedPages } from '#server/cached-pages.ts'
import { readiness } from '#server/health.ts'
import { listen, type ListeningServer } from '#server/listen.ts'
import { createMetrics } from '#server/metrics.ts'
import { serveMetrics } from '#server/metrics-server.ts'
import { observe } from '#server/observe.ts'
import { PageCache } from '#server/page-cache.ts'
import { SECURITY } from '#tests/support/security.ts'

/** Vitest alone would give up after a second, and a busy machine takes longer. */
const WAIT_MS = 60_000

let site: ListeningServer
let metrics: ListeningServer
let cache: PageCache

beforeEach(async () => {
  configureLog({ format: 'json', level: 'error' })
  cache = new PageCache(2 ** 20)
  const counts = createMetrics(cache)
  const app = createApp({ handle: answerSite, cache, clientFolder: undefined, https: false, development: false })
  const local = { host: '127.0.0.1', port: 0 }
  site = await listen(local, (request, bindings) => app.fetch(request, bindings))
  site.use(cachedPages(cache, { trustHeader: false }))
  site.use(observe({ trustHeader: false, metrics: counts }))
  metrics = await serveMetrics(local, counts.registry)
})

afterEach(async () => {
  Object.assign(readiness(), { migrated: false, seeded: false, indexed: false, serving: false })
  await Promise.all([site.close(), metrics.close()])
})

async function answerSite(request: Request): Promise<Response> {
  const isThere = new URL(request.url).pathname === '/'
  return new Response('a page', { status: isThere ? 200 : 404, headers: { 'content-type': 'text/html' } })
}

function addressOf(server: ListeningServer): string {
  return `http://127.0.0.1:${(server.http.address() as AddressInfo).port}`
}

/** The figures by name and labels, as Prometheus reads them. */
async function read(): Promise<Map<string, number>> {
  const text = await (await fetch(`${addressOf(metrics)}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

test('what is asked of the site is counted by method and status, what comes from memory apart', async () => {
  const url = addressOf(site)
  for (const address of ['/', '/', '/', '/missing']) await (await fetch(url + address)).text()
  await (await fetch(url, { method: 'POST', body: 'x' })).text()
  await (await fetch(url, { method: 'PROPFIND' })).text()
  await vi.waitFor(async () => {
    const figures = await read()
    const requests = (method: string, status: number) =>
      figures.get(`http_request_duration_seconds_count{method="${method}",status="${status}"}`)
    expect([requests('GET', 200), requests('GET', 404)]).toEqual([1, 1])
    expect([requests('POST', 405), requests('other', 405)]).toEqual([1, 1])
    const cached = ['hits', 'misses', 'kept'].map((event) => figures.get(`page_cache_events_total{event="${event}"}`))
    expect(cached).toEqual([2, 2, 1])
    expect([figures.get('page_cache_pages'), figures.get('page_cache_bytes')]).toEqual([1, cache.bytes])
    expect(figures.get('http_requests_in_flight')).toBe(0)
  }, WAIT_MS)
})

test('readiness is a figure, and so are the connections of the database', async () => {
  expect((await read()).get('site_ready')).toBe(0)
  Object.assign(readiness(), { migrated: true, seeded: true, indexed: true, serving: true })
  const figures = await read()
  expect(figures.get('site_ready')).toBe(1)
  expect(figures.get('database_connections{state="waiting"}')).toBe(0)
  expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(0)
})

test('nothing else is at the port of metrics, and every answer there has the security headers', async () => {
  for (const [address, status] of [
    ['/metrics', 200],
    ['/', 404],
    ['/livez', 404],
  ] as const) {
    const answer = await fetch(addressOf(metrics) + address)
    expect(answer.status, address).toBe(status)
    expect(SECURITY.filter((name) => !answer.headers.has(name))).toEqual([])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  }
})
