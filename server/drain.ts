import type http from 'node:http'
import net, { type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

const DRAIN_LIMIT_MS = 10_000
const DRAIN_POLL_MS = 50
/** A request that is on its way on an idle connection when the drain begins is still answered. */
const IDLE_GRACE_MS = 250
/** A busy process needs seconds: requests under way are answered meanwhile. Of more than that some are lost. */
const TAKE_LIMIT_MS = 8000
/** Who has been answered comes back at once, on a new connection: it takes that long until they are here. */
const STILL_MS = 15
/** Where there are so many that it is never still, a moment without a connection has to do. */
const STILL_LIMIT_MS = 1000

/**
 * Takes every connection that is waiting: the system has agreed to it already, and resets it when nobody listens any more.
 * One comes with a turn of the event loop, so a turn without one has found none; the longer it has been still, the less
 * does such a turn do besides. Whoever comes later is refused, and asks elsewhere. Requests should wait meanwhile: an
 * answer that ends brings its client back.
 */
export async function takeWaiting(server: http.Server, answering: ReadonlySet<http.ServerResponse>): Promise<void> {
  const began = Date.now()
  let quietSince = began
  let quietTurns = 0
  const stir = () => {
    quietSince = Date.now()
    quietTurns = 0
  }
  server.on('connection', stir)
  for (const response of answering) response.once('close', stir)
  for (let now = began; !isStill(now) && now - began < TAKE_LIMIT_MS; now = Date.now()) {
    quietTurns += 1
    await turn()
  }
  server.off('connection', stir)

  function isStill(now: number): boolean {
    const stillMs = now - began < STILL_LIMIT_MS ? STILL_MS : 0
    // The first turn may end a poll that was under way before.
    return quietTurns >= 2 && now - quietSince >= stillMs
  }
}

/**
 * Stops listening and closes connections as they become idle. Node's own `close` would close idle ones at once, and with
 * them a request that is just arriving.
 */
export function drain(server: http.Server, sockets: ReadonlySet<Socket>): Promise<void> {
  function closeIdle(): void {
    // The listener alone waits for every browser that keeps its connection open without asking anything.
    server.closeIdleConnections()
    // Node takes a connection that was opened ahead, and never asked on, for one that is still asking.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }
  return new Promise((resolve) => {
    const began = Date.now()
    const idle = setInterval(() => {
      // A busy process looks at its connections first: what has arrived on them in the meantime is read.
      if (Date.now() - began >= IDLE_GRACE_MS) setImmediate(closeIdle)
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
