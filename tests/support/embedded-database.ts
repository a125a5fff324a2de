import fs from 'node:fs'
import path from 'node:path'

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
