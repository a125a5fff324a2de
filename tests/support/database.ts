import { randomBytes } from 'node:crypto'

import pg from 'pg'
import { inject } from 'vitest'

import { writeCounts } from '#app/archive/counts.server.ts'
import { openDatabase, type Database } from '#app/archive/database.server.ts'

import { TEMPLATE_DATABASE } from './database-names.ts'

export type TestDatabase = {
  url: string
  db: Database
  /** Closes `db` and drops the database. */
  close: () => Promise<void>
}

/** A fresh, migrated, empty Postgres database of its own, real and on disk. Takes about 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(TEMPLATE_DATABASE)
}

/** A database with nothing in it at all, for tests of migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0')
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdministrator(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  const address = new URL(inject('postgresUrl'))
  address.pathname = `/${name}`
  const db = openDatabase(address.href)
  return {
    url: address.href,
    db,
    close: async () => {
      // As a site does that stops: the count of a download waits for seconds, and then finds no database.
      await writeCounts(db)
      await db.close()
      await asAdministrator(`DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function asAdministrator(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
