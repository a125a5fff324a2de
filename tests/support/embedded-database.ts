import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'

/** The process id of a data folder's running Postgres, and the address of its database. */
export function postgresOf(dataDir: string): { pid: number; url: string } {
  const home = path.join(dataDir, 'postgres')
  const lines = fs.readFileSync(path.join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')
  const password = fs.readFileSync(path.join(home, 'password'), 'utf8')
  return {
    pid: Number(lines[0]),
    url: `postgresql://third_thursday:${password}@127.0.0.1:${lines[3]}/third_thursday`,
  }
}

/** Runs one statement in the database of a site, beside it. */
export async function runSql(dataDir: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: postgresOf(dataDir).url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

/** What hangs is ended. */
const RESTART_LIMIT_MS = 60_000

/**
 * Waits until another Postgres than the one of process `gone` takes statements in a data folder, and gives its process id.
 * What a site says of its database may be a moment old: it says nothing of one that is just being started again.
 */
export async function nextPostgres(dataDir: string, gone: number): Promise<number> {
  const end = performance.now() + RESTART_LIMIT_MS
  for (;;) {
    try {
      const { pid } = postgresOf(dataDir)
      if (pid === gone) throw new Error(`No Postgres has followed that of process ${gone}.`)
      await runSql(dataDir, 'SELECT 1')
      return pid
    } catch (error) {
      // Its file is gone until another is started, and one that is being started refuses.
      if (performance.now() > end) throw error
      await sleep(20)
    }
  }
}
