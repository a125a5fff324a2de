import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'

import { logWarning } from '#app/platform/log.server.ts'
import { singleton } from '#app/platform/singleton.ts'

import { PrismaClient } from './generated/client.ts'

/**
 * The way to the archive: Prisma for what a page reads, the same pool for SQL in bulk (import, index load, the table of
 * changes). Everything in `archive/`, `search/` and `ingest/` takes it as its first argument.
 */
export type Database = {
  prisma: PrismaClient
  pool: pg.Pool
  /** Ends the pool; nothing may be asked afterwards. */
  close: () => Promise<void>
}

const POOL_SIZE = 10
/** For a page, behind which a reader waits. */
const CONNECT_TIMEOUT_MS = 5000
/** For what is not limited either: a start or an import on a busy machine does not give up where it would only have to wait. */
const PATIENT_CONNECT_TIMEOUT_MS = 20_000

export type DatabaseOptions = {
  /** How long one question may take, in milliseconds; 0 for as long as it needs, as an import does. */
  statementLimitMs?: number
}

/** Opens a database by its `postgresql://` address. Connects at the first query, not here. */
export function openDatabase(url: string, { statementLimitMs = 0 }: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: statementLimitMs > 0 ? CONNECT_TIMEOUT_MS : PATIENT_CONNECT_TIMEOUT_MS,
    // A connection whose other end has vanished is noticed also while nothing is said on it.
    keepAlive: true,
    // Not among the options of the connection: a pooler in front of Postgres refuses those that it does not know.
    ...(statementLimitMs > 0 && { onConnect: limitStatements(statementLimitMs) }),
  })
  // Without a listener an idle connection that the server closes (a restart of Postgres) ends the whole process.
  pool.on('error', (error) => logWarning('A database connection was lost.', { reason: error.message }))
  // The same of one in use, between two questions: whoever holds it hears of it with the next one.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect()
      if (!pool.ended) await pool.end()
    },
  }
}

/** For the pool, which waits for what it gives before it lends the connection. */
function limitStatements(ms: number): (client: pg.ClientBase) => unknown {
  return (client) => client.query(`SET statement_timeout = ${ms}`)
}

/** The database of this process. `url` is read at the first call only. */
export function getDatabase(url: () => string): Database {
  return singleton('database', () => openDatabase(url()))
}
