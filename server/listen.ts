import http from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

import { getRequestListener } from '@hono/node-server'

import { errorCode } from '#app/platform/postgres-client.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { repairAddress } from './repair-address.ts'

const DRAIN_LIMIT_MS = 10_000
const DRAIN_POLL_MS = 50
/** Longer than a proxy keeps its idle connections (60 s is usual), so that it never sends into one that we close. */
const KEEP_ALIVE_MS = 65_000

export type Listener = (request: Request) => Response | Promise<Response>
/** Takes a request before `listener` does; calls `next` for what is not its own. Vite's development server is one. */
export type Middleware = (request: http.IncomingMessage, response: http.ServerResponse, next: () => void) => void

export type ListeningServer = {
  /** Node's server, on which hot reload opens its own channel. */
  http: http.Server
  /** Puts a middleware before the listener. */
  use: (middleware: Middleware) => void
  /** Takes no more connections, lets running answers end, breaks off what lasts longer than ten seconds. */
  close: () => Promise<void>
}

/** Serves HTTP on an address. Throws an OperatorError when that cannot be had: the port is taken, the host unknown. */
export async function listen(address: { host: string; port: number }, listener: Listener): Promise<ListeningServer> {
  const answer = getRequestListener(listener)
  let middleware: Middleware = (_request, _response, next) => next()
  const server = http.createServer((request, response) => {
    request.url = repairAddress(request.url ?? '/')
    middleware(request, response, () => void answer(request, response))
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
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
    use: (first) => {
      middleware = first
    },
    close: () => {
      for (const channel of channels) channel.destroy()
      return drain(server, sockets)
    },
  }
}

function open(server: http.Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function explain(error: Error, host: string, port: number): Error {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new OperatorError(`Port ${port} is taken by another program: stop that, or set PORT to another one.`, {
        cause: error,
      })
    case 'EACCES':
      return new OperatorError(`This user may not open port ${port}: set PORT to 1024 or more.`, { cause: error })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new OperatorError(`HOST "${host}" is no address of this machine.`, { cause: error })
    default:
      return error
  }
}

function drain(server: http.Server, sockets: ReadonlySet<Socket>): Promise<void> {
  function closeIdle(): void {
    // `close` alone waits for every browser that keeps its connection open without asking anything.
    server.closeIdleConnections()
    // Node takes a connection that was opened ahead, and never asked on, for one that is still asking.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }
  return new Promise((resolve) => {
    const idle = setInterval(closeIdle, DRAIN_POLL_MS)
    const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT_MS)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(limit)
      resolve()
    })
    closeIdle()
  })
}
