import pg from 'pg'

import { OperatorError } from './operator-error.ts'
import { connectPostgres, describeAddress } from './postgres-client.server.ts'

const OLDEST_VERSION = 15
/** Others may use the pool at the same moment: what one round does not show, another one does. */
const ROUNDS = 3

type Facts = {
  version: number
  encoding: string
  database: string
  user: string
  has_schema: boolean
  may_create: boolean
  is_read_only: boolean
  backend: number
}

/**
 * Throws an OperatorError for a database that the site could not work with, before anything is done to it: too old, not in
 * UTF-8, without rights, read-only, or behind a pooler that gives each transaction another connection. `client` is connected
 * to `url`; it is left as it was, and nothing is locked.
 */
export async function expectUsable(client: pg.Client, url: string): Promise<void> {
  const { host } = describeAddress(url)
  const { rows } = await client.query<Facts>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding,
       current_database() AS database, current_user AS user, to_regnamespace('public') IS NOT NULL AS has_schema,
       -- Of several rights in one question any one would do.
       coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE')
         AND has_schema_privilege(to_regnamespace('public'), 'USAGE'), false) AS may_create,
       pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS is_read_only, pg_backend_pid() AS backend`,
  )
  const [facts] = rows
  if (facts === undefined) throw new Error('Postgres told nothing of itself.')
  const { version, encoding, database, user } = facts
  const which = `The database “${database}” at ${host}`
  if (version < OLDEST_VERSION)
    throw new OperatorError(`Postgres at ${host} is version ${version}: ${OLDEST_VERSION} or newer is needed.`)
  if (encoding !== 'UTF8') {
    throw new OperatorError(
      `${which} has the encoding ${encoding}: make another one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and name it in DATABASE_URL.`,
    )
  }
  if (facts.is_read_only)
    throw new OperatorError(`${which} can only be read: name the server that takes writes in DATABASE_URL.`)
  if (!facts.has_schema)
    throw new OperatorError(`${which} has no schema public: CREATE SCHEMA public AUTHORIZATION "${user}".`)
  if (!facts.may_create) {
    throw new OperatorError(
      `The user “${user}” of DATABASE_URL may not make tables in the schema public of “${database}”: GRANT ALL ON SCHEMA public TO "${user}", or let it own the database.`,
    )
  }
  // A pooler makes up the process id that it tells a client.
  if (processIdOf(client) !== facts.backend && (await isSharedBetween(client, url))) throw poolerError(host)
}

/**
 * Whether two clients, both connected, are served by one and the same process of Postgres: a pooler in transaction mode.
 * Locks, LISTEN and settings, which belong to a connection, would then be anybody's.
 */
async function isSharedBetween(client: pg.Client, url: string): Promise<boolean> {
  const other = await connectPostgres(url)
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await backendOf(client)
      // While the other one is in a transaction it holds a process: before, the one that was just free.
      await other.query('BEGIN')
      const taken = await backendOf(other)
      await other.query('ROLLBACK')
      if (taken === before || (await backendOf(client)) !== before) return true
    }
    return false
  } catch (error) {
    // In statement mode there are no transactions at all.
    if (error instanceof pg.DatabaseError && /transaction blocks not allowed/i.test(error.message)) return true
    throw error
  } finally {
    await other.end()
  }
}

function poolerError(host: string): OperatorError {
  return new OperatorError(
    `At ${host} a pooler in transaction mode stands before Postgres, such as pgbouncer, and the site needs connections of its own: name Postgres itself in DATABASE_URL, or set pool_mode = session.`,
  )
}

async function backendOf(client: pg.Client): Promise<number | undefined> {
  return (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid
}

/** As the server told it at the beginning of the connection (BackendKeyData); the types of pg leave it out. */
function processIdOf(client: pg.Client): number | null {
  return (client as pg.Client & { processID: number | null }).processID
}
