import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * Who asks, as text that is the same for all requests of one network end: an IPv4 address, or the first 64 bits of an
 * IPv6 address, of which one household has as many as it likes. Of a list in the proxy's header the last entry counts:
 * the proxy added that one, whatever stands before it came with the request.
 *
 * @param trustProxy the name of the proxy's header in lower case; undefined to believe the connection alone
 */
export function clientAddress(request: IncomingMessage, trustProxy: string | undefined): string {
  const header = trustProxy === undefined ? undefined : request.headers[trustProxy]
  const told = (Array.isArray(header) ? header.join(',') : header)?.split(',').at(-1)?.trim()
  return network(told ? withoutPort(told) : (request.socket.remoteAddress ?? ''))
}

/**
 * Whether a proxy on this machine or its network has passed a request on, though none is trusted: all its readers are one
 * to us. From outside, where anybody can write that header, it says nothing.
 */
export function isThroughUnknownProxy(request: IncomingMessage, trustProxy: string | undefined): boolean {
  if (trustProxy !== undefined || request.headers['x-forwarded-for'] === undefined) return false
  return NEARBY.test((request.socket.remoteAddress ?? '').replace(/^::ffff:/i, ''))
}

const NEARBY = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][\da-f]{2}:)/i

/** Some proxies write the port too, which is another for each connection. */
function withoutPort(told: string): string {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(told) ?? []
  return bracketed ?? told.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] ?? address
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === '' ? [] : tail.split(':')
  const middle = address.includes('::') ? Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0') : []
  return [...first, ...middle, ...last]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')
}
