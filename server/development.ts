import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'

import type { ListeningServer } from './listen.ts'
import type { RequestHandler } from './remix-build.ts'

export type DevelopmentSite = { handle: RequestHandler; close: () => Promise<void> }

/**
 * The site as Vite compiles it on demand, with hot reload over the port of `server`. Vite's own middleware answers for
 * modules and files before our application does.
 */
export async function startDevelopment(server: ListeningServer): Promise<DevelopmentSite> {
  const vite = await withoutNewListeners('SIGTERM', () =>
    createServer({ server: { middlewareMode: true, hmr: { server: server.http } }, appType: 'custom' }),
  )
  server.use((request, response, next) => vite.middlewares(request, response, next))
  const load = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
  const handler = createRequestHandler(load, 'development')
  return { handle: (request) => handler(request), close: () => vite.close() }
}

/** Remix runs a second Vite inside, which would end the process at once and leave Postgres behind. */
async function withoutNewListeners<T>(signal: NodeJS.Signals, work: () => Promise<T>): Promise<T> {
  const before = new Set(process.listeners(signal))
  const result = await work()
  for (const listener of process.listeners(signal)) {
    if (!before.has(listener)) process.off(signal, listener)
  }
  return result
}
