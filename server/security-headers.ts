import type { Context, Next } from 'hono'

import { REQUEST_ID } from './request-id.ts'

/** Also of what is refused before it becomes a request. */
export const EVERY_ANSWER: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  // YouTube refuses to play in a page that sends no referrer at all.
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'SAMEORIGIN',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
}

/** A stored drawing or XML file that is opened by its address runs nothing. */
const ACTIVE_FILE =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox"
/** Anything else: a stricter policy than this stops the PDF viewers of browsers. */
const PASSIVE_FILE = "frame-ancestors 'self'"
const ONE_YEAR = 'max-age=31536000'

/** A middleware that puts security headers and the request's id on every answer; what a route has set itself stays. */
export function securityHeaders({ https }: { https: boolean }) {
  return async (context: Context, next: Next): Promise<void> => {
    await next()
    const { headers } = context.res
    for (const [name, value] of Object.entries(EVERY_ANSWER)) {
      if (!headers.has(name)) headers.set(name, value)
    }
    const requestId = context.req.header(REQUEST_ID)
    if (requestId !== undefined) headers.set(REQUEST_ID, requestId)
    if (https && !headers.has('strict-transport-security')) headers.set('strict-transport-security', ONE_YEAR)
    if (!headers.has('content-security-policy')) {
      const isActive = /\b(svg|x?html|xml)\b/.test(headers.get('content-type') ?? '')
      headers.set('content-security-policy', isActive ? ACTIVE_FILE : PASSIVE_FILE)
    }
  }
}
