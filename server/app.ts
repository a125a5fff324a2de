import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import { logError } from '#app/platform/log.server.ts'

import { finishAnswer } from './finish-answer.ts'
import { livez, readyz } from './health.ts'
import { onlyReading } from './only-reading.ts'
import { securityHeaders } from './security-headers.ts'
import { staticFiles } from './static-files.ts'

/** A search with every facet chosen stays far below; Node itself refuses 16 kB. */
const MAX_ADDRESS_LENGTH = 8192
const MAX_BODY_BYTES = 1024 * 1024

export type AppOptions = {
  /** Answers what nothing before it has answered. */
  handle: (request: Request) => Promise<Response>
  /** The folder of files to serve; undefined in development, where Vite serves them. */
  clientFolder: string | undefined
  /** Whether readers come over HTTPS. */
  https: boolean
  development: boolean
}

/** The HTTP application: health, limits, files and finally `handle`, its answers finished and secured. */
export function createApp({ handle, clientFolder, https, development }: AppOptions): Hono {
  const app = new Hono()
  app.use(securityHeaders({ https }))
  app.get('/livez', () => livez())
  app.get('/readyz', () => readyz())
  app.use(async (context, next) => {
    const { pathname, search } = new URL(context.req.url)
    if (pathname.length + search.length <= MAX_ADDRESS_LENGTH) return next()
    return plainText(414, 'This address is too long.')
  })
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => plainText(413, 'What was sent is too large.') }))
  app.use(onlyReading())
  if (clientFolder !== undefined) app.use(staticFiles(clientFolder))
  app.use(finishAnswer({ development }))
  app.all('*', (context) => handle(context.req.raw))
  app.onError((error) => {
    logError('A request failed.', error)
    return plainText(500, 'Something went wrong here. Please try again in a moment.')
  })
  return app
}

function plainText(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** What is answered while the archive is being opened: `/livez` and `/readyz` as ever, for all else "in a moment". */
export function createWaitingApp(): Hono {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>One moment</title>
<p>The archive is being opened. This page tries again by itself.</p></html>`
  const headers = { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2', 'cache-control': 'no-store' }
  return createApp({
    handle: async () => new Response(page, { status: 503, headers }),
    clientFolder: undefined,
    https: false,
    development: false,
  })
}
