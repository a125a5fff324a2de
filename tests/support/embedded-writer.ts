import pg from 'pg'

import { startEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts'

/**
 * A program to be killed: starts (or joins) the embedded Postgres of the folder it is given and writes one row after the
 * other, each told on standard output once Postgres has acknowledged it. Run by tests through tsx.
 */
const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' })
const client = new pg.Client({ connectionString: postgres.url })
await client.connect()
// In one transaction: of two programs that make a table at the same moment, Postgres refuses one, IF NOT EXISTS or not.
await client.query('SELECT pg_advisory_xact_lock(1); CREATE TABLE IF NOT EXISTS written (writer int, number int)')
console.log(`postgres ${postgres.pid}`)
for (let number = 1; ; number += 1) {
  await client.query('INSERT INTO written VALUES ($1, $2)', [process.pid, number])
  console.log(`written ${number}`)
}
