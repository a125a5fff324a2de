import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'

import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { startEmbeddedPostgres, type EmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts'
import { isRunning, waitForExit } from '#app/platform/processes.server.ts'
import { copyFolder, makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const folders: string[] = []
const started: EmbeddedPostgres[] = []

function makeFolder(): string {
  const folder = makeTemporaryFolder('embedded')
  folders.push(folder)
  return folder
}

/** A data folder with a cluster that has been stopped in order: a copy takes a tenth of what making one does. */
let made = ''

beforeAll(async () => {
  made = makeTemporaryFolder('embedded-made')
  await (await startEmbeddedPostgres({ dataDir: made })).stop()
})
afterAll(() => fs.rmSync(made, { recursive: true, force: true }))

function copyMade(): string {
  const folder = makeFolder()
  fs.rmdirSync(folder)
  copyFolder(made, folder)
  return folder
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir })
  started.push(postgres)
  return postgres
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

afterEach(async () => {
  for (const postgres of started.splice(0).reverse()) await postgres.stop()
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

/** Runs the writer until it has written `rows` rows, kills it, and tells what it knew then. */
async function writeAndKill(dataDir: string, rows: number): Promise<{ acknowledged: number; postmaster: number }> {
  const writer = spawn(process.execPath, ['--import', 'tsx', 'tests/support/embedded-writer.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(writer, 'exit')
  let output = ''
  for await (const chunk of writer.stdout) {
    output += String(chunk)
    if (output.includes(`written ${rows}\n`)) writer.kill('SIGKILL')
  }
  await exit
  const numbers = [...output.matchAll(/^written (\d+)$/gm)].map((match) => Number(match[1]))
  return { acknowledged: Math.max(0, ...numbers), postmaster: Number(/^postgres (\d+)$/m.exec(output)?.[1]) }
}

test('after a kill -9 of the program its Postgres is adopted, with every acknowledged row', async () => {
  const dataDir = copyMade()
  const { acknowledged, postmaster } = await writeAndKill(dataDir, 200)
  const postgres = await start(dataDir)
  expect(postgres).toMatchObject({ adopted: true, pid: postmaster })
  const [row] = (await ask(postgres.url, 'SELECT count(*)::int AS rows, max(number) AS last FROM written')) as [
    { rows: number; last: number },
  ]
  expect(row.last).toBeGreaterThanOrEqual(acknowledged)
  expect(row.rows).toBe(row.last)
})

test('after a kill -9 of the program and of Postgres a new one recovers every acknowledged row', async () => {
  const dataDir = copyMade()
  const { acknowledged, postmaster } = await writeAndKill(dataDir, 200)
  process.kill(postmaster, 'SIGKILL')
  expect(await waitForExit(postmaster, 60_000)).toBe(true)
  const postgres = await start(dataDir)
  expect(postgres.adopted).toBe(false)
  const [row] = (await ask(postgres.url, 'SELECT count(*)::int AS rows FROM written')) as [{ rows: number }]
  expect(row.rows).toBeGreaterThanOrEqual(acknowledged)
})

test('a half-made cluster of a killed start is thrown away', async () => {
  const dataDir = makeFolder()
  const abandoned = path.join(dataDir, 'postgres.init-4194305') // A process id that Linux never gives.
  fs.mkdirSync(path.join(abandoned, 'cluster', 'base'), { recursive: true })
  const postgres = await start(dataDir)
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(fs.readdirSync(dataDir)).toEqual(['postgres'])
})

test('two programs that start at the same moment on an empty folder share one Postgres', async () => {
  const dataDir = makeFolder()
  const [one, other] = await Promise.all([writeAndKill(dataDir, 20), writeAndKill(dataDir, 1)])
  expect(one.postmaster).toBe(other.postmaster)
  expect((await start(dataDir)).pid).toBe(one.postmaster)
})

test('who leaves first leaves Postgres to the other, and who leaves last stops it', async () => {
  const dataDir = copyMade()
  const first = await startEmbeddedPostgres({ dataDir })
  const second = await startEmbeddedPostgres({ dataDir })
  expect(second).toMatchObject({ adopted: true, pid: first.pid })
  expect(await first.stop()).toBe('left')
  expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(await second.stop()).toBe('stopped')
  expect(isRunning(first.pid)).toBe(false)
})

test('Postgres is not stopped under a client that is no program of ours', async () => {
  const postgres = await start(copyMade())
  const visitor = new pg.Client({ connectionString: postgres.url, application_name: 'psql' })
  await visitor.connect()
  expect(await postgres.stop()).toBe('left')
  await visitor.query('SELECT 1')
  await visitor.end()
  const again = await start(folders[0] ?? '')
  expect(await again.stop()).toBe('stopped')
  started.length = 0
})

test('a postmaster.pid whose number was given to another process since stops nobody', async () => {
  const dataDir = copyMade()
  const pidFile = path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
  fs.writeFileSync(pidFile, `${process.pid}\n${dataDir}\n1700000000\n1\n\n127.0.0.1\n\nready\n`)
  expect((await start(dataDir)).adopted).toBe(false)
})

test('the password is readable for its owner only, and a wrong one is refused', async () => {
  const dataDir = copyMade()
  const postgres = await start(dataDir)
  expect(fs.statSync(path.join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600)
  const wrong = new URL(postgres.url)
  wrong.password = 'guess'
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
})

test('a data folder that is a file is told in one sentence', async () => {
  const folder = makeFolder()
  const file = path.join(folder, 'file')
  fs.writeFileSync(file, '')
  await expect(startEmbeddedPostgres({ dataDir: file })).rejects.toThrow(
    `${file} is not a folder: set DATA_DIR to one.`,
  )
})
