import type { HttpBindings } from '@hono/node-server'
import type { Context, Next } from 'hono'

import { ownScriptsOf, turnAfter, wholeBodyOf } from '#app/platform/whole-body.server.ts'

import { chooseEncoding, compress, COMPRESS_FROM_BYTES, isCompressible } from './compression.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { weakTag } from './entity-tag.ts'
import { isFile } from './is-file.ts'
import type { Coding } from './page-cache.ts'

export type AppEnv = {
  Bindings: Partial<HttpBindings>
  /** What `finishAnswer` leaves for `keepPages`: the body as it was before it was compressed, and as it was sent. */
  Variables: { whole?: Uint8Array<ArrayBuffer>; sent?: Sent }
}

type Sent = { coding: Coding; body: Uint8Array<ArrayBuffer> }

/** It may have changed since, and costs nothing when it has not. */
const ASK_AGAIN = 'no-cache'

/**
 * A middleware that finishes what the site answered. A page is read whole, the scripts of its renderer are named in its
 * policy, and text is compressed in one go. Streams, ranges and files pass as they are.
 */
export function finishAnswer({ development }: { development: boolean }) {
  return async (context: Context<AppEnv>, next: Next): Promise<void> => {
    await next()
    const { res: answer } = context
    const mediaType = answer.headers.get('content-type') ?? ''
    const isPage = mediaType.startsWith('text/html') && !isFile(answer)
    if (answer.body === null || (!isPage && !mayCompress(answer, mediaType))) return

    const body = await wholeBodyOf(answer)
    await turnAfter(body)
    const headers = new Headers(answer.headers)
    if (isPage && !headers.has('content-security-policy')) {
      const policy = contentSecurityPolicy({ inlineScripts: ownScriptsOf(answer), development })
      headers.set('content-security-policy', policy)
    }
    if (answer.status === 200 && !/no-store|private/.test(headers.get('cache-control') ?? '')) {
      if (!headers.has('etag')) headers.set('etag', weakTag(body))
      if (!headers.has('cache-control')) headers.set('cache-control', ASK_AGAIN)
    }
    const encoding = mayCompress(answer, mediaType)
      ? prepareEncoding(headers, context.req.header('accept-encoding'), body)
      : null
    const sent = encoding === null ? body : await compress(body, encoding)
    context.set('whole', body)
    context.set('sent', { coding: encoding ?? 'identity', body: sent })
    headers.set('content-length', String(sent.byteLength))
    // Hono copies the headers of the answer before onto the one that replaces it, unless that is taken away first.
    context.res = undefined
    context.res = new Response(sent, { status: answer.status, statusText: answer.statusText, headers })
  }
}

function mayCompress(answer: Response, mediaType: string): boolean {
  const { headers } = answer
  return (
    answer.status !== 206 &&
    isCompressible(mediaType) &&
    !mediaType.startsWith('text/event-stream') &&
    !headers.has('content-encoding') &&
    // The bytes of a file that is served in ranges are counted as they are.
    !headers.has('accept-ranges') &&
    !headers.get('cache-control')?.includes('no-transform')
  )
}

function prepareEncoding(headers: Headers, accepted: string | undefined, body: Uint8Array): 'br' | 'gzip' | null {
  if (!/\baccept-encoding\b/i.test(headers.get('vary') ?? '')) headers.append('vary', 'Accept-Encoding')
  const encoding = body.byteLength < COMPRESS_FROM_BYTES ? null : chooseEncoding(accepted)
  if (encoding === null) return null
  headers.set('content-encoding', encoding)
  // The compressed bytes are another representation: they may not carry its strong ETag (RFC 9110, section 8.8.1).
  const etag = headers.get('etag')
  if (etag !== null && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`)
  return encoding
}
