import { ServiceAwayError } from './operator-error.ts'
import { singleton } from './singleton.ts'

/** Codes of sockets, of Postgres (class 08 and 57P: it goes, comes or is gone) and of Prisma for a database that is away. */
const CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\d{3}|57P0\d|P1001|P1002|P1017)$/
/** What pg and Prisma's adapter say without a code. */
const WORDS = /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/i
const KINDS = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout)$/

/** Nobody asks for a request whose reader went away before it failed: the oldest are forgotten. */
const MOST_NOTED = 1000

/** Whether an error, or what caused it, says that the database cannot be reached, rather than that we asked wrongly. */
export function isOutage(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5 || error instanceof ServiceAwayError) return false
  if (error instanceof AggregateError && error.errors.some((one) => isOutage(one, depth + 1))) return true
  if ('code' in error && typeof error.code === 'string' && CODES.test(error.code)) return true
  if ('kind' in error && typeof error.kind === 'string' && KINDS.test(error.kind)) return true
  if ('message' in error && typeof error.message === 'string' && WORDS.test(error.message)) return true
  return (['cause', 'meta', 'driverAdapterError'] as const).some(
    (name) => name in error && isOutage((error as Record<string, unknown>)[name], depth + 1),
  )
}

/** Notes that this request failed because the database was away. */
export function noteOutage(requestId: string): void {
  const noted = outages()
  noted.add(requestId)
  const [oldest] = noted
  if (noted.size > MOST_NOTED && oldest !== undefined) noted.delete(oldest)
}

/** Whether that was noted of this request since the last time it was asked. */
export function takeOutage(requestId: string): boolean {
  return outages().delete(requestId)
}

/** By request, since the site and the server before it share nothing but its id. */
function outages(): Set<string> {
  return singleton('outages', () => new Set<string>())
}
