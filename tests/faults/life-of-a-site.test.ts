import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'

import { isRunning, waitForExit } from '#app/platform/processes.server.ts'
import { nextPostgres, postgresOf, runSql } from '#tests/support/embedded-database.ts'
import { freePort } from '#tests/support/free-port.ts'
import { MEILISEARCH } from '#tests/support/meilisearch.ts'
import { makeMeilisearchProgram } from '#tests/support/meilisearch-program.ts'
import { copyPrepared, type Prepared } from '#tests/support/prepared-data.ts'
import { runStart, startSite, stopAllSites, type Site } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const WAIT = { timeout: 60_000, interval: 20 }

const sites: Site[] = []

/** Starts a site in a new folder that holds what was prepared, or nothing; or in the one that `env` names. */
async function start(env: Record<string, string> = {}, held: Prepared | 'nothing' = 'seeded'): Promise<Site> {
  const folder = () => makeTemporaryFolder('data')
  const dataDir = env['DATA_DIR'] ?? (held === 'nothing' ? folder() : copyPrepared(held, folder()))
  const site = await startSite({ env: { SEARCH_ENGINE: 'built-in', ...env, DATA_DIR: dataDir } })
  sites.push(site)
  return site
}

afterEach(async () => {
  await stopAllSites()
  for (const site of sites.splice(0)) fs.rmSync(site.dataDir, { recursive: true, force: true })
})

async function countConversations(dataDir: string): Promise<number> {
  const { rows } = await runSql(dataDir, 'SELECT count(*)::int AS count FROM conversation')
  return (rows[0] as { count: number } | undefined)?.count ?? 0
}

/** Stops a site by a signal, and looks whether all that it has started is gone. */
async function expectAllStops(site: Site, signal: NodeJS.Signals): Promise<void> {
  const { pid } = postgresOf(site.dataDir)
  expect(await site.stop(signal)).toBe(0)
  expect(isRunning(pid)).toBe(false)
  await expect(fetch(`${site.url}/livez`)).rejects.toThrow()
}

async function readiness(site: Site): Promise<unknown> {
  return (await fetch(`${site.url}/readyz`)).json()
}

test('a site goes on when nobody reads its log any more, and SIGTERM still stops all that was started', async () => {
  const site = await start()
  site.process.stdout?.destroy()
  site.process.stderr?.destroy()
  // Lines of the log are written some thousand letters at a time.
  for (let turn = 0; turn < 40; turn += 1) {
    for (const path of ['/', '/people', '/themes', '/not-here'])
      await fetch(site.url + path).then((answer) => answer.text())
  }
  expect((await fetch(`${site.url}/readyz`)).status).toBe(200)
  await expectAllStops(site, 'SIGTERM')
})

test('a start seeds, indexes and serves; a second one rebuilds and seeds nothing', async () => {
  const first = await start({}, 'nothing')
  expect(await readiness(first)).toEqual({
    status: 'ready',
    checks: { migrated: true, seeded: true, indexed: true, serving: true, database: true },
  })
  const conversations = await countConversations(first.dataDir)
  expect(conversations).toBeGreaterThan(18)
  expect(await first.stop()).toBe(0)

  const builtAt = fs.statSync('build/server/index.js').mtimeMs
  const second = await start({ DATA_DIR: first.dataDir })
  expect(second.output()).not.toMatch(/Installing|Generating|Building|Migrated|seed/)
  expect(fs.statSync('build/server/index.js').mtimeMs).toBe(builtAt)
  expect(await countConversations(first.dataDir)).toBe(conversations)
})

test('metrics are at their own port of this machine, a bad address is answered with a page, and SIGHUP stops all', async () => {
  const port = String(await freePort())
  const site = await start({ METRICS_PORT: port })
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('\nsite_ready 1\n')
  expect((await fetch(`${site.url}/metrics`)).status).toBe(404)
  for (const network of Object.values(os.networkInterfaces()).flat()) {
    if (network === undefined || network.internal || network.family !== 'IPv4') continue
    await expect(fetch(`http://${network.address}:${port}/metrics`)).rejects.toThrow()
  }
  for (const address of [
    '/conversations/%ff',
    '/people/%00',
    '/%E0%A4%A',
    '/search?q=%00%ff',
    '/search?page=%',
    '//evil',
  ]) {
    const answer = await fetch(`${site.url}${address}`, { redirect: 'manual' })
    expect(answer.status, address).toBeLessThan(500)
    expect(answer.headers.get('content-type'), address).toContain('text/html')
  }
  await expectAllStops(site, 'SIGHUP')
})

test('the Meilisearch that a site starts sends no analytics home, and is stopped with the site', async () => {
  // Where there is none it is a double: what counts here is how the program is run.
  const programs = makeTemporaryFolder('programs')
  const folder = MEILISEARCH ? path.dirname(MEILISEARCH) : makeMeilisearchProgram(programs).folder
  const PATH = `${folder}${path.delimiter}${process.env['PATH']}`
  const site = await start({ SEARCH_ENGINE: 'auto', SEED: 'none', PATH }, 'empty')
  const running = fs.readFileSync(path.join(site.dataDir, 'meilisearch', 'running.json'), 'utf8')
  const { pid } = JSON.parse(running) as { pid: number }
  expect(isRunning(pid)).toBe(true)
  const args = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  expect(args).toContain('--no-analytics')
  expect(args[args.indexOf('--http-addr') + 1]).toMatch(/^127\.0\.0\.1:/)
  expect(await site.stop('SIGTERM')).toBe(0)
  expect(isRunning(pid)).toBe(false)
  fs.rmSync(programs, { recursive: true, force: true })
})

test('after a kill -9 of everything the next start recovers, and after one of the site alone it adopts its Postgres', async () => {
  const killed = await start()
  const { dataDir } = killed
  const conversations = await countConversations(dataDir)
  const { pid } = postgresOf(dataDir)
  await killed.stop('SIGKILL')
  process.kill(pid, 'SIGKILL')
  expect(await waitForExit(pid, 60_000)).toBe(true)

  const next = await start({ DATA_DIR: dataDir })
  expect(await countConversations(dataDir)).toBe(conversations)
  expect((await fetch(`${next.url}/`)).status).toBe(200)
  const left = postgresOf(dataDir).pid
  await next.stop('SIGKILL')
  expect(isRunning(left)).toBe(true)

  const last = await start({ DATA_DIR: dataDir })
  expect(postgresOf(dataDir).pid).toBe(left)
  expect(await countConversations(dataDir)).toBe(conversations)
  await expectAllStops(last, 'SIGINT')
})

test('two copies with their own folders and ports run side by side', async () => {
  const [one, other] = await Promise.all([start({ SEED: 'none' }, 'empty'), start()])
  expect(await countConversations(one.dataDir)).toBe(0)
  expect(await countConversations(other.dataDir)).toBeGreaterThan(18)
  await one.stop()
  expect((await fetch(`${other.url}/`)).status).toBe(200)
})

test('two sites on one folder that start at once load the seed once, and the first to stop leaves Postgres to the other', async () => {
  const dataDir = copyPrepared('empty', makeTemporaryFolder('data'))
  const [a, b] = await Promise.all([start({ DATA_DIR: dataDir }), start({ DATA_DIR: dataDir })])
  const { rows } = await runSql(
    dataDir,
    `SELECT count(*)::int AS loads FROM audit_entry WHERE action = 'seed.finished'`,
  )
  expect(rows).toEqual([{ loads: 1 }])
  await a.stop()
  expect((await fetch(`${b.url}/readyz`)).status).toBe(200)
  const { pid } = postgresOf(dataDir)
  await b.stop()
  expect(isRunning(pid)).toBe(false)
})

test('when Postgres dies under the site it is started again, and an answer on its way is finished before the site stops', async () => {
  const site = await start({ SEED: 'none' }, 'empty')
  const { pid } = postgresOf(site.dataDir)
  process.kill(pid, 'SIGKILL')
  expect(await waitForExit(pid, 60_000)).toBe(true)
  expect((await fetch(`${site.url}/livez`)).status).toBe(200)
  const revived = await nextPostgres(site.dataDir, pid)
  await vi.waitFor(async () => expect(await readiness(site)).toMatchObject({ status: 'ready' }), WAIT)
  expect((await fetch(`${site.url}/people`)).status).toBe(200)

  const client = new pg.Client({ connectionString: postgresOf(site.dataDir).url })
  await client.connect()
  // Every page reads the archive, and waits while it is locked.
  await client.query('BEGIN; LOCK TABLE conversation, person, series IN ACCESS EXCLUSIVE MODE')
  const page = fetch(`${site.url}/`)
  const waiting = 'SELECT FROM pg_locks WHERE NOT granted'
  await vi.waitFor(async () => expect((await client.query(waiting)).rowCount).toBeGreaterThan(0), WAIT)
  const stopped = site.stop('SIGTERM')
  await vi.waitFor(() => expect(fetch(`${site.url}/livez`)).rejects.toThrow(), WAIT)
  await client.query('COMMIT')
  await client.end()
  expect((await page).status).toBe(200)
  expect(await stopped).toBe(0)
  expect(isRunning(revived)).toBe(false)
})

test('Ctrl-C in the middle of a start leaves nothing behind', async () => {
  const dataDir = makeTemporaryFolder('data')
  for (const afterMs of [400, 800, 1200, 1600, 2000]) {
    await runStart({ env: { DATA_DIR: dataDir }, interruptAfterMs: afterMs })
    const file = path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
    expect(fs.existsSync(file), `interrupted after ${afterMs} ms`).toBe(false)
  }
  const site = await start({ DATA_DIR: dataDir })
  expect(await readiness(site)).toMatchObject({ status: 'ready' })
})
