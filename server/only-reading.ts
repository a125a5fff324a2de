import type { Context, Next } from 'hono'

import { plainText } from './plain-text.ts'

const ALLOWED = 'GET, HEAD, OPTIONS'

/**
 * A middleware that answers whoever wants to send something: nothing here takes any. Remix would answer as well, but with
 * a 500 for a form sent from another site and with "Unexpected Server Error" where there is no page, and would log both
 * as failures of ours. The first form names its address here.
 */
export function onlyReading() {
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const { method } = context.req
    if (method === 'GET' || method === 'HEAD') {
      await next()
      return undefined
    }
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: ALLOWED } })
    return plainText(405, 'Nothing can be sent to this address: it can only be read.', { allow: ALLOWED })
  }
}
