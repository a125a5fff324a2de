import pg from 'pg'

import { OperatorError } from './operator-error.ts'

const CONNECT_TIMEOUT_MS = 5000

/** Connects one client. An error that the operator can put right (nobody there, wrong password) is an OperatorError. */
export async function connectPostgres(url: string, applicationName = 'third-thursday'): Promise<pg.Client> {
  const client = makeClient(url, applicationName)
  // A server that is stopped may say so right after it has let us in, when nobody else listens yet; unheard, that would
  // end the process. Whoever asks the client next hears of it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined) // It never connected: nothing to close, and the first error is what matters.
    throw explainConnectionError(error, url)
  }
}

function makeClient(url: string, applicationName: string): pg.Client {
  try {
    return new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    })
  } catch {
    throw new OperatorError('DATABASE_URL is not an address such as postgresql://user:password@host:5432/name.')
  }
}

/** The code of a Postgres error (`57P03`) or of a socket error (`ECONNREFUSED`); undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError) return errorCode(error.errors[0])
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

function explainConnectionError(error: unknown, url: string): unknown {
  const target = describeAddress(url)
  switch (errorCode(error)) {
    case 'ECONNREFUSED':
      return new OperatorError(`No Postgres answers at ${target.host}: start it, or correct DATABASE_URL.`, {
        cause: error,
      })
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new OperatorError(`The host of DATABASE_URL (${target.host}) cannot be found.`, { cause: error })
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ECONNRESET':
      return new OperatorError(
        `Postgres at ${target.host} cannot be reached: check the network, or correct DATABASE_URL.`,
        {
          cause: error,
        },
      )
    case '28P01':
    case '28000':
      return new OperatorError(`Postgres at ${target.host} refuses the user or password of DATABASE_URL.`, {
        cause: error,
      })
    case '3D000':
      return new OperatorError(
        `Postgres at ${target.host} has no database "${target.database}": create it, or correct DATABASE_URL.`,
        {
          cause: error,
        },
      )
    case '53300':
      return new OperatorError(`Postgres at ${target.host} has no connection left for us.`, { cause: error })
    default:
      break
  }
  // pg raises its own timeout as a plain Error.
  if (error instanceof Error && /timeout/i.test(error.message)) {
    return new OperatorError(`Postgres at ${target.host} did not answer within ${CONNECT_TIMEOUT_MS / 1000} seconds.`, {
      cause: error,
    })
  }
  return error
}

/** Where an address leads, without the password that stands in it. */
export function describeAddress(url: string): { host: string; database: string } {
  try {
    const parsed = new URL(url)
    return {
      host: parsed.host || parsed.searchParams.get('host') || 'localhost',
      database: decodeURIComponent(parsed.pathname.slice(1)),
    }
  } catch {
    return { host: 'the address given', database: '' }
  }
}
