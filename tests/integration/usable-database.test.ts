import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'

import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'

import { openDatabase } from '#app/archive/database.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { applyMigrations } from '#app/platform/migrations.server.ts'
import { freePort } from '#tests/support/free-port.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

// Databases that are there and cannot be used: each is told in a sentence, and nothing is done to it.

const MIGRATIONS = 'prisma/migrations'

let admin: pg.Client
let name = ''
const undo: (() => unknown)[] = []

beforeEach(async () => {
  name = `unusable_${randomBytes(6).toString('hex')}`
  admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
})

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await admin.end()
})

async function makeDatabase(options = ''): Promise<void> {
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ${options}`)
  undo.push(() => admin.query(`DROP DATABASE ${name} WITH (FORCE)`))
}

function address(change: (url: URL) => void = () => undefined): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  change(url)
  return url.href
}

async function refusalOf(url: string): Promise<string> {
  const error: unknown = await applyMigrations(url, MIGRATIONS).then(
    () => new Error('It was taken.'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(OperatorError)
  return (error as OperatorError).message
}

test('a database that is not in UTF-8 is refused by its encoding', async () => {
  await makeDatabase(`ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'`)
  expect(await refusalOf(address())).toMatch(/has the encoding SQL_ASCII: make another one with .*'UTF8'/)
})

test('a role that may not make tables is told what to grant, by its name', async () => {
  await makeDatabase()
  await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'secret'`)
  undo.push(() => admin.query(`DROP ROLE ${name}`))
  const url = address((url) => Object.assign(url, { username: name, password: 'secret' }))
  expect(await refusalOf(url)).toContain(`GRANT ALL ON SCHEMA public TO "${name}"`)
})

test('a role that may make tables but not use those that are there is told that it has too few rights', async () => {
  await makeDatabase()
  await applyMigrations(address(), MIGRATIONS)
  await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'secret'`)
  const inside = new pg.Client({ connectionString: address() })
  await inside.connect()
  await inside.query(`GRANT ALL ON SCHEMA public TO ${name}`)
  await inside.end()
  undo.unshift(() => admin.query(`DROP ROLE ${name}`))
  const url = address((url) => Object.assign(url, { username: name, password: 'secret' }))
  expect(await refusalOf(url)).toMatch(/too few rights \(permission denied for table _prisma_migrations\)/)
})

test('a database that can only be read, and one without the schema public, are told so', async () => {
  await makeDatabase()
  await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`)
  expect(await refusalOf(address())).toContain('can only be read')
  await admin.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`)
  const inside = new pg.Client({ connectionString: address() })
  await inside.connect()
  await inside.query('DROP SCHEMA public')
  await inside.end()
  expect(await refusalOf(address())).toContain('has no schema public')
})

test('a wrong password and a database that is not there are told without the password', async () => {
  await makeDatabase()
  const wrong = await refusalOf(address((url) => Object.assign(url, { password: 'hunter2' })))
  expect(wrong).toContain('refuses the user or password of DATABASE_URL')
  const missing = await refusalOf(address((url) => Object.assign(url, { pathname: '/nowhere' })))
  expect(missing).toContain('has no database "nowhere": create it')
  expect(wrong + missing).not.toMatch(/hunter2|:[^/@]*@/)
})

const PGBOUNCER = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer'].find((program) => fs.existsSync(program))

/** A real pgbouncer before the tests' Postgres. It refuses root: then it runs as nobody. */
async function startPgbouncer(mode: 'session' | 'transaction' | 'statement'): Promise<string> {
  const folder = makeTemporaryFolder('pgbouncer')
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true }))
  const { hostname, port, username, password } = new URL(inject('postgresUrl'))
  const listening = await freePort()
  const config = path.join(folder, 'pgbouncer.ini')
  fs.writeFileSync(
    config,
    `[databases]\n* = host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}\n` +
      `[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port=${listening}\nauth_type=any\npool_mode=${mode}\nunix_socket_dir=\n`,
  )
  fs.chmodSync(folder, 0o755)
  fs.chmodSync(config, 0o644)
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const server = spawn(PGBOUNCER ?? '', [...asNobody, config], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(server, 'exit')
  let said = ''
  server.stderr.on('data', (chunk) => (said += String(chunk)))
  undo.push(async () => {
    server.kill('SIGTERM')
    await ended
  })
  await expect.poll(() => said, { timeout: 60_000 }).toMatch(/process up/)
  return address((url) => Object.assign(url, { port: String(listening), password: '' }))
}

test.skipIf(PGBOUNCER === undefined)('a pooler in transaction mode is refused, and leaves no lock behind', async () => {
  await makeDatabase()
  for (const mode of ['transaction', 'statement'] as const) {
    expect(await refusalOf(await startPgbouncer(mode))).toContain('a pooler in transaction mode')
    const { rows } = await admin.query(
      `SELECT l.* FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE l.locktype = 'advisory' AND d.datname = $1`,
      [name],
    )
    expect(rows).toEqual([])
  }
})

test.skipIf(PGBOUNCER === undefined)('a pooler that gives each client its own connection is taken', async () => {
  await makeDatabase()
  const url = await startPgbouncer('session')
  expect((await applyMigrations(url, MIGRATIONS)).applied.length).toBeGreaterThan(0)
  const db = openDatabase(url, { statementLimitMs: 1234 })
  const { rows } = await db.pool.query('SHOW statement_timeout')
  await db.close()
  expect(rows).toEqual([{ statement_timeout: '1234ms' }])
})

if (PGBOUNCER === undefined) test.skip('poolers in front of Postgres are told apart: pgbouncer is not installed here')
