import type { AddressInfo } from 'node:net'

import { createRequestHandler, type ServerBuild } from '@remix-run/node'

import { createApp } from '#server/app.ts'
import { makeBesideReaders } from '#app/making/make.server.ts'
import { listen } from '#server/listen.ts'

type RouteModule = ServerBuild['routes'][string]['module']

export type RouteServer = {
  /** The origin, without a slash at its end. */
  url: string
  close: () => Promise<void>
}

const FUTURE: ServerBuild['future'] = {
  v3_fetcherPersist: true,
  v3_lazyRouteDiscovery: true,
  v3_relativeSplatPath: true,
  v3_singleFetch: true,
  v3_throwAbortReason: true,
}

/**
 * The site's own HTTP server and Remix's request handler around some routes that answer without a page, by their path.
 * On a free port of this machine.
 */
export async function serveRoutes(
  routes: Record<string, { loader: NonNullable<RouteModule['loader']> }>,
): Promise<RouteServer> {
  const build: ServerBuild = {
    mode: 'test',
    entry: { module: { default: () => new Response('There is no such page in this test.', { status: 404 }) } },
    routes: Object.fromEntries(
      Object.entries(routes).map(([path, { loader }]) => [path, { id: path, path, module: { loader } as RouteModule }]),
    ),
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: FUTURE,
    isSpaMode: false,
  }
  const app = createApp({
    handle: createRequestHandler(build, 'production'),
    clientFolder: undefined,
    https: false,
    development: false,
  })
  makeBesideReaders()
  const server = await listen({ host: '127.0.0.1', port: 0 }, app.fetch)
  const { port } = server.http.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: server.close }
}
