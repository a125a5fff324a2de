import type http from 'node:http'
import type { Duplex } from 'node:stream'

import { logError } from '#app/platform/log.server.ts'
import { errorCode } from '#app/platform/postgres-client.server.ts'

import { EVERY_ANSWER } from './security-headers.ts'

const BY_CODE: Record<string, [status: string, sentence: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The address or the headers of this request are too long.',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'What was sent is too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'This request took too long to arrive.'],
}
const NOT_UNDERSTOOD = 'This request is not understood.'
const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  ...EVERY_ANSWER,
}

/** What is no HTTP that Node understands never becomes a request; it is answered all the same. */
export function refuseConnection(error: Error, socket: Duplex): void {
  const code = errorCode(error) ?? ''
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, sentence] = BY_CODE[code] ?? ['400 Bad Request', NOT_UNDERSTOOD]
  const headers = Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status}`, ...headers, 'connection: close', '', `${sentence}\n`].join('\r\n'))
}

/** A request that names no host, or several (RFC 9112, section 3.2). */
export function refuseNameless(response: http.ServerResponse): void {
  refuse(response, 400, NOT_UNDERSTOOD)
}

/** A request that expects what nobody here can give (RFC 9110, section 10.1.1). */
export function refuseExpectation(_request: http.IncomingMessage, response: http.ServerResponse): void {
  refuse(response, 417, 'What this request expects cannot be met.')
}

function refuse(response: http.ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...HEADERS, connection: 'close' }).end(`${sentence}\n`)
}

/** The answer to a request that cannot be read as one (a host that is none), or when the listener failed. */
export function answerBroken(error: unknown): Response {
  const isRequest = error instanceof Error && error.name === 'RequestError'
  if (!isRequest) logError('A request failed before it was understood.', error)
  const sentence = isRequest ? NOT_UNDERSTOOD : 'Something went wrong here.'
  return new Response(`${sentence}\n`, { status: isRequest ? 400 : 500, headers: HEADERS })
}
