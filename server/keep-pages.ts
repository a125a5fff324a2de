import type { Context, Next } from 'hono'

import { makingOf } from './cached-pages.ts'
import { matchesTag } from './entity-tag.ts'
import type { AppEnv } from './finish-answer.ts'
import { keptPage, type PageCache } from './page-cache.ts'
import { REQUEST_ID } from './request-id.ts'

/**
 * A middleware around all others that keeps what they answered, when anybody may have it, and answers "not modified" to
 * whoever has it already. A page that cannot be made now is answered as it was.
 */
export function keepPages(cache: PageCache | undefined) {
  return async (context: Context<AppEnv>, next: Next): Promise<void> => {
    const making = makingOf(context.env?.incoming)
    await next()
    settle()
    const { res } = context
    const etag = res.headers.get('etag')
    const known = context.req.header('if-none-match')
    if (context.get('whole') !== undefined && etag !== null && known !== undefined && matchesTag(known, etag)) {
      replace(context, new Response(null, { status: 304, headers: withoutBody(res.headers) }))
    }

    function settle(): void {
      if (making === undefined || cache === undefined) return
      const { res } = context
      const whole = context.get('whole')
      if (whole !== undefined && mayKeep(res)) {
        // A short one may lie in the midst of a larger buffer.
        const body = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength)
        making.keep(keptPage(res.headers, body, cache.now(), context.get('sent')))
      } else if (res.status >= 500 && making.standIn) {
        cache.counts.stoodIn += 1
        const { headers, body } = making.standIn
        context.set('whole', undefined)
        replace(context, new Response(new Uint8Array(body), { headers: [...pairs(headers), ...requestIdOf(res)] }))
        making.end()
      } else {
        making.end()
      }
    }
  }
}

function mayKeep({ status, headers }: Response): boolean {
  return (
    status === 200 &&
    !headers.has('set-cookie') &&
    !/no-store|private/.test(headers.get('cache-control') ?? '') &&
    /^(accept-encoding)?$/i.test(headers.get('vary') ?? '')
  )
}

/** Hono copies the headers of the answer before onto the one that replaces it, unless that is taken away first. */
function replace(context: Context<AppEnv>, answer: Response): void {
  context.res = undefined
  context.res = answer
}

function withoutBody(headers: Headers): Headers {
  const rest = new Headers(headers)
  for (const name of ['content-length', 'content-encoding', 'content-type']) rest.delete(name)
  return rest
}

/** It names this request, not the one that made the page. */
function requestIdOf({ headers }: Response): [string, string][] {
  const id = headers.get(REQUEST_ID)
  return id === null ? [] : [[REQUEST_ID, id]]
}

function pairs(headers: readonly string[]): [string, string][] {
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1] ?? '']] : []))
}
