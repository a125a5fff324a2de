// @ts-check
import { randomUUID } from 'node:crypto'

import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import pg from 'pg'

import { valueType } from './result-values.mjs'

/** @typedef {import('@prisma/driver-adapter-utils').SqlQuery} SqlQuery */

/**
 * The way from the schema engine to Postgres. Not Prisma's own adapter, because that cuts scripts at every semicolon
 * (which breaks functions) and refuses the types of the catalogue.
 *
 * @param {string} url
 * @param {string | undefined} shadowUrl a database to replay migrations in; without one they get a new one, dropped after
 */
export function createAdapterFactory(url, shadowUrl) {
  /** @type {(() => Promise<void>)[]} */
  const openShadows = []
  return {
    provider: /** @type {const} */ ('postgres'),
    adapterName: 'third-thursday-schema-engine',
    connect: async () => createAdapter(await connect(url), url),
    connectToShadowDb: async () => {
      if (shadowUrl) return createAdapter(await connect(shadowUrl), shadowUrl)
      const shadow = await createShadow(url)
      openShadows.push(shadow.drop)
      return createAdapter(shadow.client, shadow.url, shadow.drop)
    },
    /** The engine does not always dispose of them. */
    dropShadows: async () => {
      for (const drop of openShadows.splice(0)) await drop()
    },
  }
}

/** @param {string} url */
async function createShadow(url) {
  const database = `prisma_migrate_shadow_db_${randomUUID()}`
  await runOnce(url, `CREATE DATABASE "${database}"`)
  const address = new URL(url)
  address.pathname = `/${database}`
  const client = await connect(address.href)
  let dropped = false
  const drop = async () => {
    if (dropped) return
    dropped = true
    await client.end()
    await runOnce(url, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
  }
  return { url: address.href, client, drop }
}

/**
 * @param {string} url
 * @param {string} sql
 */
async function runOnce(url, sql) {
  const client = await connect(url)
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** @param {string} url */
export async function connect(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, options: '-c timezone=UTC' })
  client.on('error', () => undefined) // The query that needs the connection fails and tells.
  await client.connect()
  return client
}

/**
 * One connection serves everything: the engine asks one thing after the other, and says BEGIN and COMMIT itself.
 *
 * @param {pg.Client} client
 * @param {string} url
 * @param {() => Promise<void>} [dispose]
 */
function createAdapter(client, url, dispose = () => client.end()) {
  const queries = {
    provider: /** @type {const} */ ('postgres'),
    adapterName: 'third-thursday-schema-engine',
    /** @param {SqlQuery} query */
    queryRaw: async (query) => toResultSet(await run(client, query)),
    /** @param {SqlQuery} query */
    executeRaw: async (query) => (await run(client, query)).rowCount ?? 0,
  }
  return {
    ...queries,
    /** @param {string} script */
    executeScript: async (script) => void (await orDriverError(client.query(script))),
    startTransaction: async () => {
      await orDriverError(client.query('BEGIN'))
      const savepoint = (/** @type {string} */ sql) => async (/** @type {string} */ name) =>
        void (await orDriverError(client.query(`${sql} ${name}`)))
      return {
        ...queries,
        options: { usePhantomQuery: false },
        commit: async () => undefined,
        rollback: async () => undefined,
        createSavepoint: savepoint('SAVEPOINT'),
        rollbackToSavepoint: savepoint('ROLLBACK TO SAVEPOINT'),
        releaseSavepoint: savepoint('RELEASE SAVEPOINT'),
      }
    },
    getConnectionInfo: () => {
      const schemaName = new URL(url).searchParams.get('schema')
      return { supportsRelationJoins: true, ...(schemaName ? { schemaName } : {}) }
    },
    dispose,
  }
}

/** Every value as the text that Postgres sent: `toResultSet` knows what the engine wants. */
const AS_TEXT = { getTypeParser: () => (/** @type {string} */ text) => text }

/**
 * @param {pg.Client} client
 * @param {SqlQuery} query
 * @returns {Promise<pg.QueryArrayResult<(string | null)[]>>}
 */
function run(client, { sql, args }) {
  const config = /** @type {pg.QueryArrayConfig} */ ({ text: sql, values: args, rowMode: 'array', types: AS_TEXT })
  return orDriverError(client.query(config))
}

/** @param {pg.QueryArrayResult<(string | null)[]>} result */
function toResultSet({ fields, rows }) {
  const types = fields.map((field) => valueType(field.dataTypeID))
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: types.map((type) => type.kind),
    rows: rows.map((row) => row.map((value, index) => (value === null ? null : types[index]?.parse(value)))),
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function orDriverError(work) {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    throw new DriverAdapterError({
      kind: 'postgres',
      code: error.code ?? 'XX000',
      severity: error.severity ?? 'ERROR',
      message: error.message,
      detail: error.detail,
      column: error.column,
      hint: error.hint,
      originalCode: error.code ?? '',
      originalMessage: error.message,
    })
  }
}
