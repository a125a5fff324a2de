import type { IncomingMessage, ServerResponse } from 'node:http'

import { clientAddress } from './client-address.ts'
import { chooseEncoding } from './compression.ts'
import { matchesTag } from './entity-tag.ts'
import type { Middleware } from './listen.ts'
import { type PageCache, type Encoded, type KeptPage, type Making } from './page-cache.ts'
import { pageKey } from './page-key.ts'
import { chooseRequestId, REQUEST_ID } from './request-id.ts'

const makings = new WeakMap<IncomingMessage, Making>()

/** The making of the page that this request began; undefined when its answer is not to be kept. */
export function makingOf(request: IncomingMessage | undefined): Making | undefined {
  return request && makings.get(request)
}

export type CachedPagesOptions = {
  /** Whether a trusted proxy names the requests. */
  trustHeader: boolean
  /** The header in which that proxy says who asks. */
  trustProxy?: string | undefined
  /** Addresses (path and query) that are made anew each time. */
  except?: (address: string) => boolean
}

/**
 * A middleware before everything else that answers from the cache: pages for readers who are not signed in. It writes to
 * Node's own response, since building a Request and a Response costs more than the whole answer.
 */
export function cachedPages(
  cache: PageCache,
  { trustHeader, trustProxy, except = () => false }: CachedPagesOptions,
): Middleware {
  function give(key: string, page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
    answer(cache, key, page, { request, response, requestId: chooseRequestId(request, trustHeader) })
  }
  return (request, response, next) => {
    if (!mayBeCached(request)) return next()
    const { address: key, isPlain } = pageKey(request.url ?? '/')
    // What is kept for all is also made for all.
    request.url = key
    if (!isPlain || except(key)) return next()
    const page = cache.get(key)
    if (page) {
      cache.counts.hits += 1
      return give(key, page, request, response)
    }
    cache.counts.misses += 1
    const address = clientAddress(request, trustProxy)
    const underWay = cache.underWay(key)
    // What waits in the line of another address may wait for long: whoever comes from elsewhere asks by themselves.
    if (underWay && (underWay.isBegun() || underWay.address === address)) {
      void underWay.outcome.then((made) => {
        if (made) give(key, made, request, response)
        else next()
      })
      return
    }
    // A question about a page makes none.
    if (request.method === 'GET') {
      const making = cache.begin(key, address)
      makings.set(request, making)
      response.once('close', making.end)
    }
    next()
  }
}

/** A reader with a cookie may be signed in, and is answered anew; so is who asks for a part. */
function mayBeCached({ method, headers }: IncomingMessage): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    headers.cookie === undefined &&
    headers.authorization === undefined &&
    headers.range === undefined
  )
}

type Exchange = { request: IncomingMessage; response: ServerResponse; requestId: string }

function answer(cache: PageCache, key: string, page: KeptPage, exchange: Exchange): void {
  const { request, response, requestId } = exchange
  if (isKnown(request, page)) {
    response.writeHead(304, [...page.headers, REQUEST_ID, requestId]).end()
    return
  }
  const coding = page.shrinks ? (chooseEncoding(acceptedBy(request)) ?? 'identity') : 'identity'
  const encoded = page.ready.get(coding)
  // What is there already does not wait for a turn of the event loop.
  if (encoded) send(encoded, exchange)
  else void cache.encode(key, page, coding).then((made) => send(made, exchange))
}

/** By its tag, or by its date where no tag is sent (RFC 9110, section 13.2.2). */
function isKnown({ headers }: IncomingMessage, { etag, changed }: KeptPage): boolean {
  const known = headers['if-none-match']
  return known === undefined ? changed <= Date.parse(headers['if-modified-since'] ?? '') : matchesTag(known, etag)
}

function send({ headers, body }: Encoded, { request, response, requestId }: Exchange): void {
  response.writeHead(200, [...headers, REQUEST_ID, requestId])
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Node joins the lines of this header, which its types do not say. */
function acceptedBy({ headers }: IncomingMessage): string | undefined {
  const accepted = headers['accept-encoding']
  return Array.isArray(accepted) ? accepted.join(',') : accepted
}
