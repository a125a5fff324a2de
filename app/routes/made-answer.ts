import { createHash } from 'node:crypto'

import { wholeAnswer } from '#app/platform/whole-body.server.ts'
import { entityTag, isKnown } from '#app/routes/entity-tag.ts'

/** Kept by whoever likes, asked again each time: an editor's correction is there at once. */
export const ASK_AGAIN = 'public, no-cache'

/** The same for what is taken away: no cache between may answer for us, or the download would not be counted. */
export const ASK_US_AGAIN = 'private, no-cache'

/** Something that is written when it is asked for. `type` with its charset. */
export type MadeFile = { type: string; content: string | Uint8Array<ArrayBuffer>; changed?: Date }

/**
 * The answer with a made file: whole, or 304 to whoever has it already (by its tag, or by its date where no tag is sent:
 * RFC 9110, section 13.2.2). `headers` may say more, and how long it is kept.
 */
export function answerMade(request: Request, { type, content, changed }: MadeFile, more: HeadersInit = {}): Response {
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const tag = entityTag(createHash('sha256').update(body).digest('hex'))
  const headers = new Headers({ 'Content-Type': type, 'Cache-Control': ASK_AGAIN, ETag: tag })
  for (const [name, value] of new Headers(more)) headers.set(name, value)
  if (changed !== undefined) headers.set('Last-Modified', changed.toUTCString())
  if (isUnchanged(request, tag, changed)) return new Response(null, { status: 304, headers })
  headers.set('Content-Length', String(body.byteLength))
  return request.method === 'HEAD' ? new Response(null, { headers }) : wholeAnswer(body, { headers })
}

function isUnchanged(request: Request, tag: string, changed: Date | undefined): boolean {
  const known = request.headers.get('if-none-match')
  if (known !== null) return isKnown(known, tag)
  const since = Date.parse(request.headers.get('if-modified-since') ?? '')
  // A date of HTTP has no parts of a second.
  return changed !== undefined && !Number.isNaN(since) && Math.floor(changed.getTime() / 1000) * 1000 <= since
}
