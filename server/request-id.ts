import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The header that names a request, in the answer and on the way to the site. */
export const REQUEST_ID = 'x-request-id'

const WELL_FORMED = /^[\w-]{8,64}$/

/** The id that a trusted proxy has given to a request, else a new one. */
export function chooseRequestId(request: IncomingMessage, trustHeader: boolean): string {
  const given = trustHeader ? request.headers[REQUEST_ID] : undefined
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID()
}

/** Gives a request its id, in place of whatever stood in its own header, so that the site reads the same. */
export function nameRequest(request: IncomingMessage, trustHeader: boolean): string {
  const id = chooseRequestId(request, trustHeader)
  const { rawHeaders } = request
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
    if (rawHeaders[at]?.toLowerCase() === REQUEST_ID) rawHeaders.splice(at, 2)
  }
  rawHeaders.push(REQUEST_ID, id)
  request.headers[REQUEST_ID] = id
  return id
}
