import type { AddressInfo } from 'node:net'

import { afterEach } from 'vitest'

import { configureLog } from '#app/platform/log.server.ts'
import { wholeAnswer } from '#app/platform/whole-body.server.ts'
import { createApp, type AppOptions } from '#server/app.ts'
import { cachedPages } from '#server/cached-pages.ts'
import { listen, type ListeningServer } from '#server/listen.ts'
import { NO_METRICS, observe } from '#server/observe.ts'
import { PageCache } from '#server/page-cache.ts'

const servers: ListeningServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

export type Served = { url: string; port: number; cache: PageCache }

/** The server as scripts/serve.ts puts it together, around a site of the test's own. */
export async function serve(
  handle: AppOptions['handle'],
  options: Partial<AppOptions> = {},
  now: () => number = Date.now,
): Promise<Served> {
  configureLog({ format: 'json', level: 'error' })
  const cache = new PageCache(2 ** 20, now)
  const app = createApp({ handle, cache, clientFolder: undefined, https: false, development: false, ...options })
  const server = await listen({ host: '127.0.0.1', port: 0 }, (request, bindings) => app.fetch(request, bindings))
  servers.push(server)
  server.use(cachedPages(cache, { trustHeader: false, trustProxy: options.trustProxy }))
  server.use(observe({ trustHeader: false, metrics: NO_METRICS }))
  const { port } = server.http.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, cache }
}

export function html(text: string, init: ResponseInit = {}): Response {
  const page = `<!doctype html><script>one()</script>${text}${'compassion '.repeat(200)}`
  const headers = { 'content-type': 'text/html; charset=utf-8', ...init.headers }
  return wholeAnswer(Buffer.from(page), { ...init, headers }, ['one()'])
}

/** A site that says how many pages it has made. */
export function counting(init: () => ResponseInit = () => ({})) {
  let made = 0
  return {
    handle: async () => {
      made += 1
      return html(`made ${made};`, init())
    },
    made: () => made,
  }
}
