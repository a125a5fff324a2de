import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'

import type { ListeningServer } from './listen.ts'
import type { RequestHandler } from './remix-build.ts'

/**
 * The site as Vite compiles it on demand, with hot reload over the port of `server`. Vite's own middleware answers for
 * modules and files before our application does.
 */
export async function startDevelopment(
  server: ListeningServer,
): Promise<{ handle: RequestHandler; close: () => Promise<void> }> {
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server: server.http } }, appType: 'custom' })
  server.use((request, response, next) => vite.middlewares(request, response, next))
  const load = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
  const handler = createRequestHandler(load, 'development')
  return { handle: (request) => handler(request), close: () => vite.close() }
}
