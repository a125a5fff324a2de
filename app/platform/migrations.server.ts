import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import type pg from 'pg'

import { type LockWait, waitForLock } from './advisory-locks.server.ts'
import { explainError } from './explain-error.ts'
import { OperatorError } from './operator-error.ts'
import { connectPostgres } from './postgres-client.server.ts'
import { expectUsable } from './usable-database.server.ts'

const LOCK_LIMIT = {
  ms: 300_000,
  sentence: 'Another program has been migrating this database for five minutes: stop it, or wait.',
}

/** The table in which Prisma records what was applied. */
export const CREATE_MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

export type MigrationReport = {
  /** The names of the migrations that were applied now, in order. */
  applied: string[]
  /** Sentences about what is odd but stops nothing: a file changed after it was applied, a migration we do not know. */
  warnings: string[]
}

export type Migration = { name: string; sql: string; checksum: string }
type AppliedRow = { migration_name: string; checksum: string; finished_at: Date | null }

/**
 * Brings a database up to date with a folder of Prisma migrations, recorded as `prisma migrate deploy` records them:
 * same table, lock and checksums. (The command itself needs a binary that it downloads; a server starts without a
 * network.) Each migration and its record are one transaction, so a kill in the middle leaves nothing of it. Throws an
 * OperatorError when the database cannot be reached, a migration fails, or one failed before under the command.
 *
 * @param wait how another program that migrates is waited for
 */
export async function applyMigrations(
  url: string,
  folder: string,
  wait: Pick<LockWait, 'signal' | 'say'> = {},
): Promise<MigrationReport> {
  const migrations = readMigrations(folder)
  const client = await connectPostgres(url)
  try {
    await expectUsable(client, url)
    await waitForLock(client, 'migration', { ...wait, limit: LOCK_LIMIT })
    await client.query(CREATE_MIGRATIONS_TABLE)
    const { rows } = await client.query<AppliedRow>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    const failed = rows.find((row) => row.finished_at === null)
    if (failed) {
      throw new OperatorError(
        `The migration ${failed.migration_name} failed earlier: put the database right and run "prisma migrate resolve".`,
      )
    }
    const recorded = new Map(rows.map((row) => [row.migration_name, row.checksum]))
    const pending = migrations.filter((migration) => !recorded.has(migration.name))
    for (const migration of pending) await applyOne(client, migration)
    return { applied: pending.map((migration) => migration.name), warnings: compare(migrations, recorded) }
  } catch (error) {
    throw explainError(error)
  } finally {
    await client.end() // Gives the lock back too.
  }
}

/** The migrations of a folder, in order. */
export function readMigrations(folder: string): Migration[] {
  const names = fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, 'migration.sql')))
  return names.sort().map((name) => {
    const content = fs.readFileSync(path.join(folder, name, 'migration.sql'))
    return { name, sql: content.toString('utf8'), checksum: createHash('sha256').update(content).digest('hex') }
  })
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    const id = randomUUID()
    await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
      id,
      checksum,
      name,
    ])
    await client.query(sql)
    await client.query(
      'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
      [id],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined) // The connection may be gone; the first error is what matters.
    const reason = error instanceof Error ? error.message : String(error)
    throw new OperatorError(`The migration ${name} failed and changed nothing: ${reason}`, { cause: error })
  }
}

function compare(migrations: Migration[], recorded: Map<string, string>): string[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  const warnings: string[] = []
  for (const [name, checksum] of recorded) {
    const ours = known.get(name)
    if (ours === undefined) warnings.push(`The database holds the migration ${name}, which this version does not know.`)
    else if (ours !== checksum) warnings.push(`The migration ${name} was changed after it was applied.`)
  }
  return warnings
}
