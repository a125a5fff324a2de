import { Hono, type Context, type Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import { logError, logWarning } from '#app/platform/log.server.ts'

import type { Asker, Site } from './ask-site.ts'
import { makingOf } from './cached-pages.ts'
import { clientAddress, isThroughUnknownProxy } from './client-address.ts'
import { finishAnswer, type AppEnv } from './finish-answer.ts'
import { livez, readyz } from './health.ts'
import { keepPages } from './keep-pages.ts'
import { onlyReading } from './only-reading.ts'
import type { PageCache } from './page-cache.ts'
import { beyondLimits } from './page-key.ts'
import { plainText } from './plain-text.ts'
import { createRateLimit } from './rate-limit.ts'
import { REQUEST_ID } from './request-id.ts'
import { securityHeaders } from './security-headers.ts'
import { staticFiles } from './static-files.ts'
import { waitingPage } from './waiting-page.ts'

const MAX_BODY_BYTES = 1024 * 1024

export type AppOptions = {
  /** Answers what nothing before it has answered. */
  handle: Site
  /** The folder of files to serve; undefined in development, where Vite serves them. */
  clientFolder: string | undefined
  /** Whether readers come over HTTPS. */
  https: boolean
  development: boolean
  /** Where pages are kept; it answers by itself, before this application does. */
  cache?: PageCache | undefined
  /** Answers a second that one address may have made for it; 0 for no limit. */
  rateLimit?: number
  /** The header in which a trusted proxy says who asks. */
  trustProxy?: string | undefined
}

/** The HTTP application: health, limits, files and finally `handle`, its answers finished and secured. */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const { handle, clientFolder, https, development, cache, rateLimit = 0, trustProxy } = options
  const app = new Hono<AppEnv>()
  const askerOf = createAsker(trustProxy)
  app.use(keepPages(cache))
  app.use(securityHeaders({ https }))
  app.get('/livez', () => livez())
  app.get('/readyz', () => readyz())
  app.use(limitAddress)
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => plainText(413, 'What was sent is too large.') }))
  app.use(onlyReading())
  if (clientFolder !== undefined) app.use(staticFiles(clientFolder))
  if (rateLimit > 0) app.use(limitRate(rateLimit, trustProxy))
  app.use(finishAnswer({ development }))
  app.all('*', (context) => handle(context.req.raw, askerOf(context)))
  app.onError((error, context) => {
    // Nobody reads the answer, and what broke is what was being sent.
    if (hasGone(context)) return plainText(400, 'This request broke off.')
    const requestId = context.req.header(REQUEST_ID)
    logError('A request failed.', error, { requestId })
    const reference = requestId === undefined ? '' : ` Reference: ${requestId}`
    return plainText(500, `Something went wrong here. Please try again in a moment.${reference}`)
  })
  return app
}

function hasGone({ env, req }: Context<AppEnv>): boolean {
  const incoming = env?.incoming
  return incoming === undefined ? req.raw.signal.aborted : incoming.destroyed && !incoming.complete
}

function createAsker(trustProxy: string | undefined): (context: Context<AppEnv>) => Asker {
  let isWarned = false
  return ({ env }) => {
    const incoming = env?.incoming
    // Without Node's own request, as in a test, everybody is one.
    if (incoming === undefined) return { address: '' }
    if (!isWarned && isThroughUnknownProxy(incoming, trustProxy)) {
      isWarned = true
      logWarning('Requests come through a proxy that TRUST_PROXY does not name: all its readers count as one address.')
    }
    return { address: clientAddress(incoming, trustProxy), onTurn: makingOf(incoming)?.begin }
  }
}

async function limitAddress(context: Context, next: Next): Promise<Response | undefined> {
  const { pathname, search } = new URL(context.req.url)
  const beyond = beyondLimits(pathname + search)
  if (beyond === 'length') return plainText(414, 'This address is too long.')
  if (beyond === 'parameters') return plainText(400, 'This address asks for too many things at once.')
  await next()
  return undefined
}

function limitRate(perSecond: number, trustProxy: string | undefined) {
  const take = createRateLimit(perSecond)
  return async (context: Context<AppEnv>, next: Next): Promise<Response | undefined> => {
    const { incoming } = context.env
    const wait = incoming ? take(clientAddress(incoming, trustProxy)) : 0
    if (wait > 0) {
      return plainText(429, `Too much was asked from your address at once. Please try again in ${wait} s.`, {
        'retry-after': String(wait),
      })
    }
    await next()
    return undefined
  }
}

/** What is answered while the archive is being opened: `/livez` and `/readyz` as ever, for all else "in a moment". */
export function createWaitingApp(): Hono<AppEnv> {
  return createApp({
    handle: async () => waitingPage('The archive is being opened.', 2),
    clientFolder: undefined,
    https: false,
    development: false,
  })
}
