import http from 'node:http'
import net, { type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

import { getRequestListener, type HttpBindings } from '@hono/node-server'

import { logError } from '#app/platform/log.server.ts'
import { errorCode } from '#app/platform/postgres-client.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { repairAddress } from './repair-address.ts'
import { EVERY_ANSWER } from './security-headers.ts'

const DRAIN_LIMIT_MS = 10_000
const DRAIN_POLL_MS = 50
/** A request that is on its way on an idle connection when the drain begins is still answered. */
const IDLE_GRACE_MS = 250
/** A reader on a slow line needs a second; who takes longer holds connections open on purpose. */
const HEADERS_TIMEOUT_MS = 20_000
const REQUEST_TIMEOUT_MS = 60_000
/** Longer than a proxy keeps its idle connections (60 s is usual), so that it never sends into one that we close. */
const KEEP_ALIVE_MS = 65_000

/** `bindings` are Node's own request and response. */
export type Listener = (request: Request, bindings: HttpBindings) => Response | Promise<Response>
/** Takes a request before `listener` does; calls `next` for what is not its own. Vite's development server is one. */
export type Middleware = (request: http.IncomingMessage, response: http.ServerResponse, next: () => void) => void

export type ListeningServer = {
  /** Node's server, on which hot reload opens its own channel. */
  http: http.Server
  /** Puts a middleware before the listener, and behind those put there earlier. */
  use: (middleware: Middleware) => void
  /** Takes no more connections, lets running answers end, breaks off what lasts longer than ten seconds. */
  close: () => Promise<void>
}

export type Address = {
  host: string
  port: number
  /** The variables that errors speak of. */
  hostVariable?: string
  portVariable?: string
}

/** Serves HTTP on an address. Throws an OperatorError when that cannot be had: the port is taken, the host unknown. */
export async function listen(address: Address, listener: Listener): Promise<ListeningServer> {
  const answer = getRequestListener((request, bindings) => listener(request, bindings as HttpBindings), {
    errorHandler: answerBroken,
  })
  const middlewares: Middleware[] = []
  const answering = new Set<http.ServerResponse>()
  let draining = false
  const server = http.createServer((request, response) => {
    request.url = repairAddress(request.url ?? '/')
    answering.add(response)
    response.once('close', () => answering.delete(response))
    if (draining) response.shouldKeepAlive = false
    run(0, request, response)
  })
  function run(at: number, request: http.IncomingMessage, response: http.ServerResponse): void {
    const middleware = middlewares[at]
    if (middleware === undefined) return void answer(request, response)
    middleware(request, response, () => run(at + 1, request, response))
  }
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.on('clientError', refuse)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  // Hot reload's channels: Node counts them as open connections and closes none of them itself.
  const channels = new Set<Duplex>()
  server.on('upgrade', (_request, socket) => {
    channels.add(socket)
    socket.once('close', () => channels.delete(socket))
  })
  await open(server, address)
  return {
    http: server,
    use: (middleware) => void middlewares.push(middleware),
    close: () => {
      draining = true
      // Whoever is being answered is told not to ask on this connection again.
      for (const response of answering) response.shouldKeepAlive = false
      for (const channel of channels) channel.destroy()
      return drain(server, sockets)
    },
  }
}

function open(server: http.Server, address: Address): Promise<void> {
  const { host, port } = address
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, address)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function explain(error: Error, { host, port, hostVariable = 'HOST', portVariable = 'PORT' }: Address): Error {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new OperatorError(
        `Port ${port} is taken by another program: stop that, or set ${portVariable} to another one.`,
        {
          cause: error,
        },
      )
    case 'EACCES':
      return new OperatorError(`This user may not open port ${port}: set ${portVariable} to 1024 or more.`, {
        cause: error,
      })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new OperatorError(`${hostVariable} "${host}" is no address of this machine.`, { cause: error })
    default:
      return error
  }
}

const REFUSALS: Record<string, [status: string, sentence: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The address or the headers of this request are too long.',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'What was sent is too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'This request took too long to arrive.'],
}
const REFUSAL_HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  ...EVERY_ANSWER,
}

/** What is no HTTP that Node understands never becomes a request; it is answered all the same. */
function refuse(error: Error, socket: Duplex): void {
  const code = errorCode(error) ?? ''
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, sentence] = REFUSALS[code] ?? ['400 Bad Request', 'This request is not understood.']
  const headers = Object.entries(REFUSAL_HEADERS).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status}`, ...headers, 'connection: close', '', `${sentence}\n`].join('\r\n'))
}

/** A request that cannot be read as one (a host that is none), or a listener that fails. */
function answerBroken(error: unknown): Response {
  const isRequest = error instanceof Error && error.name === 'RequestError'
  if (!isRequest) logError('A request failed before it was understood.', error)
  const sentence = isRequest ? 'This request is not understood.' : 'Something went wrong here.'
  return new Response(`${sentence}\n`, { status: isRequest ? 400 : 500, headers: REFUSAL_HEADERS })
}

/**
 * Stops listening and closes connections as they become idle. Node's own `close` would close idle ones at once, and with
 * them a request that is just arriving.
 */
function drain(server: http.Server, sockets: ReadonlySet<Socket>): Promise<void> {
  function closeIdle(): void {
    // The listener alone waits for every browser that keeps its connection open without asking anything.
    server.closeIdleConnections()
    // Node takes a connection that was opened ahead, and never asked on, for one that is still asking.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }
  return new Promise((resolve) => {
    const began = Date.now()
    const idle = setInterval(() => {
      if (Date.now() - began >= IDLE_GRACE_MS) closeIdle()
    }, DRAIN_POLL_MS)
    const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT_MS)
    net.Server.prototype.close.call(server, () => {
      clearInterval(idle)
      clearTimeout(limit)
      // Ends Node's own watch over slow connections.
      server.close(() => undefined)
      resolve()
    })
  })
}
