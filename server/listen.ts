import http from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

import { getRequestListener, type HttpBindings } from '@hono/node-server'

import { errorCode } from '#app/platform/postgres-client.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { drain, takeWaiting } from './drain.ts'
import { answerBroken, refuseConnection, refuseExpectation, refuseNameless } from './refusals.ts'
import { repairAddress } from './repair-address.ts'

export type Limits = {
  /** How long the headers of a request may take to arrive. A reader on a slow line needs a second. */
  headersMs: number
  /** And all of it. */
  requestMs: number
  /** How long a connection may stand still while a request is answered: whoever reads on is never cut off. */
  silenceMs: number
}

const LIMITS: Limits = { headersMs: 20_000, requestMs: 60_000, silenceMs: 120_000 }
/** Longer than a proxy keeps its idle connections (60 s is usual), so that it never sends into one that we close. */
const KEEP_ALIVE_MS = 65_000

/** A name or an address, and a port (RFC 3986, section 3.2), in the signs that such have on the web. */
const HOST = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d*)?$/i

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

export type ListenOptions = {
  /** Whether a connection may become a channel, as hot reload needs it. Else who asks for one is answered as ever. */
  channels?: boolean
  limits?: Partial<Limits>
}

/** Serves HTTP on an address. Throws an OperatorError when that cannot be had: the port is taken, the host unknown. */
export async function listen(
  address: Address,
  listener: Listener,
  { channels: mayOpenChannels = false, limits = {} }: ListenOptions = {},
): Promise<ListeningServer> {
  const { headersMs, requestMs, silenceMs } = { ...LIMITS, ...limits }
  const answer = getRequestListener((request, bindings) => listener(request, bindings as HttpBindings), {
    errorHandler: answerBroken,
  })
  const middlewares: Middleware[] = []
  const answering = new Set<http.ServerResponse>()
  let draining = false
  /** What came while the door is being closed. */
  let waiting: (() => void)[] | undefined
  // Node would refuse a request without a host by itself, without our headers.
  const settings = { requireHostHeader: false, connectionsCheckingInterval: headersMs / 4 }
  const server = http.createServer(settings, (request, response) => {
    answering.add(response)
    response.once('close', () => answering.delete(response))
    if (draining) response.shouldKeepAlive = false
    if (!namesOneHost(request)) return refuseNameless(response)
    request.url = repairAddress(request.url ?? '/')
    if (waiting) waiting.push(() => run(0, request, response))
    else run(0, request, response)
  })
  function run(at: number, request: http.IncomingMessage, response: http.ServerResponse): void {
    const middleware = middlewares[at]
    if (middleware === undefined) return void answer(request, response)
    middleware(request, response, () => run(at + 1, request, response))
  }
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.headersTimeout = headersMs
  server.requestTimeout = requestMs
  server.timeout = silenceMs
  server.on('clientError', (error, socket) => {
    const isMidway = [...answering].some((response) => response.socket === socket && response.headersSent)
    // A refusal in the middle of an answer would be read as a part of it.
    if (isMidway) socket.destroy()
    else refuseConnection(error, socket)
  })
  server.on('checkExpectation', refuseExpectation)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  // Hot reload's channels: Node counts them as open connections and closes none of them itself. With a listener it hands
  // over each request that offers an upgrade, and whoever offers `h2c` (curl, Java) would wait for ever.
  const channels = new Set<Duplex>()
  if (mayOpenChannels) {
    server.on('upgrade', (_request, socket) => {
      channels.add(socket)
      socket.once('close', () => channels.delete(socket))
    })
  }
  await open(server, address)
  async function close(): Promise<void> {
    draining = true
    // Whoever is being answered is told not to ask on this connection again.
    for (const response of answering) response.shouldKeepAlive = false
    for (const channel of channels) channel.destroy()
    waiting = []
    await takeWaiting(server, answering)
    const drained = drain(server, sockets)
    const late = waiting
    waiting = undefined
    for (const begin of late) begin()
    await drained
  }
  return { http: server, use: (middleware) => void middlewares.push(middleware), close }
}

/** An HTTP/1.1 request names one host and no more (RFC 9112, section 3.2); Node would take the first of several. */
function namesOneHost({ rawHeaders, headers, httpVersion }: http.IncomingMessage): boolean {
  const { host } = headers
  if (host === undefined) return httpVersion !== '1.1'
  let named = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') named += 1
  }
  return named === 1 && HOST.test(host)
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
