import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import pg from 'pg'
import type { TestProject } from 'vitest/node'

import { startEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts'
import { applyMigrations } from '#app/platform/migrations.server.ts'
import { isRunning } from '#app/platform/processes.server.ts'

import { ADMIN_DATABASE, TEMPLATE_DATABASE } from './database-names.ts'
import { temporaryParent } from './temporary-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the administration database of this run's cluster. */
    postgresUrl: string
  }
}

const PREFIX = 'third-thursday-cluster-'

/**
 * One Postgres for a run of vitest, with a migrated database that every test database is a copy of. Each project of
 * vitest calls this: the first one starts it, the others join it, the last one stops it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = temporaryParent()
  sweepAbandoned(parent)
  const dataDir = path.join(parent, `${PREFIX}${process.pid}`)
  const postgres = await startEmbeddedPostgres({
    dataDir,
    database: ADMIN_DATABASE,
    // Tests throw their data away.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      max_connections: '200',
      // It takes transactions in any database at any moment, and tests say what a transaction of theirs holds back.
      autovacuum: 'off',
    },
  })
  if (!postgres.adopted) await makeTemplate(postgres.url)
  project.provide('postgresUrl', postgres.url)
  return async () => {
    if ((await postgres.stop()) === 'stopped') fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`)
  await admin.end()
  const template = new URL(adminUrl)
  template.pathname = `/${TEMPLATE_DATABASE}`
  await applyMigrations(template.href, 'prisma/migrations')
}

/** A run that was killed leaves its Postgres and its folder. */
function sweepAbandoned(parent: string): void {
  for (const name of fs.readdirSync(parent)) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : NaN
    if (Number.isNaN(owner) || isRunning(owner)) continue
    const folder = path.join(parent, name)
    const pidFile = path.join(folder, 'postgres', 'cluster', 'postmaster.pid')
    if (fs.existsSync(pidFile)) spawnSync('kill', ['-QUIT', fs.readFileSync(pidFile, 'utf8').split('\n')[0] ?? ''])
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
