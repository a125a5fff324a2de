import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import {
  type LocalMeilisearch,
  runningMeilisearch,
  startLocalMeilisearch,
} from '#app/platform/local-meilisearch.server.ts'
import { isRunning, waitForExit } from '#app/platform/processes.server.ts'
import { freePort } from '#tests/support/free-port.ts'
import { makeMeilisearchProgram, type MeilisearchProgram } from '#tests/support/meilisearch-program.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

// A double of the program (see tests/support/meilisearch-program.ts): how it is started, watched and stopped.

const PATIENCE = { timeout: 60_000, interval: 20 }
const UNTIL_KILLED = ['-e', 'setInterval(() => undefined, 1000)']

let folder: string
const children: ChildProcess[] = []
const servers: LocalMeilisearch[] = []

beforeEach(() => {
  folder = makeTemporaryFolder('meilisearch-program')
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
  for (const child of children.splice(0)) child.kill('SIGKILL')
  fs.rmSync(folder, { recursive: true, force: true })
  vi.unstubAllEnvs()
})

const dataDir = () => path.join(folder, 'data')
const file = (name: string) => path.join(dataDir(), 'meilisearch', name)

async function start({ program }: MeilisearchProgram): Promise<LocalMeilisearch> {
  const server = await startLocalMeilisearch(program, dataDir())
  servers.push(server)
  return server
}

function run(program: string, args: string[]): number {
  const child = spawn(program, args, { stdio: 'ignore' })
  children.push(child)
  return child.pid!
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL')
  expect(await waitForExit(pid, 60_000)).toBe(true)
}

/** A server that another program has started and looks after, as it would be found here. */
async function runForAnother({ program }: MeilisearchProgram) {
  const port = await freePort()
  const server = run(program, ['--http-addr', `127.0.0.1:${port}`])
  const owner = run(process.execPath, UNTIL_KILLED)
  const url = `http://127.0.0.1:${port}`
  await vi.waitFor(() => fetch(url), PATIENCE)
  fs.mkdirSync(path.dirname(file('key')), { recursive: true })
  fs.writeFileSync(file('running.json'), JSON.stringify({ pid: server, url, owner }))
  return { server, owner, url }
}

test('a double: it starts on the loopback address with analytics off, and is told none of our secrets', async () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://me:hunter2@host/db')
  vi.stubEnv('MEILISEARCH_API_KEY', 'hunter2')
  vi.stubEnv('MEILI_MAX_INDEXING_THREADS', '1')
  const program = makeMeilisearchProgram(folder)
  const server = await start(program)
  const [{ args, env }] = program.starts() as [ReturnType<typeof program.starts>[number]]
  expect(args).toContain('--no-analytics')
  expect(args[args.indexOf('--http-addr') + 1]).toBe(new URL(server.url).host)
  expect(new URL(server.url).hostname).toBe('127.0.0.1')
  expect(env).toMatchObject({ MEILI_MASTER_KEY: server.apiKey, MEILI_MAX_INDEXING_THREADS: '1' })
  expect(JSON.stringify(env)).not.toContain('hunter2')
})

test('a double: one that a signal ends at its start has failed to start, and nobody waits for it', async () => {
  const program = makeMeilisearchProgram(folder, { begins: `process.kill(process.pid, 'SIGKILL')` })
  await expect(start(program)).rejects.toThrow(/does not start/)
})

test('a double: data of another version are given up once, and not again and again', async () => {
  const begins = `console.error('Your database version (0.30.0) is incompatible with your current engine version (1.50.0).')
    process.exit(1)`
  const program = makeMeilisearchProgram(folder, { begins })
  await expect(start(program)).rejects.toThrow(/does not start/)
  expect(program.starts()).toHaveLength(2)
})

test('a double: data are kept when it does not start for another reason', async () => {
  fs.mkdirSync(file('data'), { recursive: true })
  const begins = `console.error('Upgrade your kernel to run this version of Meilisearch.'); process.exit(1)`
  await expect(start(makeMeilisearchProgram(folder, { begins }))).rejects.toThrow(/does not start/)
  expect(fs.existsSync(file('data'))).toBe(true)
})

test('a double: one that dies again and again is started again after growing pauses', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const program = makeMeilisearchProgram(folder, { whenAsked: 'setTimeout(() => process.exit(1), 50)' })
  await start(program)
  await vi.waitFor(() => expect(program.starts().length).toBeGreaterThanOrEqual(4), PATIENCE)
  const [, second, third, fourth] = program.starts().map(({ at }) => at) as [number, number, number, number]
  // A timer is never early.
  expect(third - second).toBeGreaterThan(490)
  expect(fourth - third).toBeGreaterThan(990)
})

test('a double: one that another program uses is left to it, and started here when both are gone', async () => {
  const program = makeMeilisearchProgram(folder)
  const { server, owner, url } = await runForAnother(program)
  const guest = await start(program)
  expect(guest).toMatchObject({ pid: server, url })
  await kill(server)
  await kill(owner)
  await vi.waitFor(async () => expect(await runningMeilisearch(dataDir())).toMatchObject({ url }), PATIENCE)
  const { pid } = JSON.parse(fs.readFileSync(file('running.json'), 'utf8')) as { pid: number }
  expect(pid).not.toBe(server)
  await servers.pop()!.stop()
  expect(isRunning(pid)).toBe(false)
})

test('a double: one that another program uses goes on when only we stop, and is ours when only that program ends', async () => {
  const program = makeMeilisearchProgram(folder)
  const { server, owner } = await runForAnother(program)
  await start(program)
  await servers.pop()!.stop()
  expect(isRunning(server)).toBe(true)
  await start(program)
  await kill(owner)
  await vi.waitFor(() => {
    expect(JSON.parse(fs.readFileSync(file('running.json'), 'utf8'))).toMatchObject({ owner: process.pid })
  }, PATIENCE)
  await servers.pop()!.stop()
  expect(isRunning(server)).toBe(false)
})

test('a double: when it dies again and again the log says once what helps', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const wrote = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  const program = makeMeilisearchProgram(folder, { whenAsked: 'setTimeout(() => process.exit(1), 20)' })
  await start(program)
  const said = () => JSON.stringify([warned.mock.calls, wrote.mock.calls])
  await vi.waitFor(() => expect(program.starts().length).toBeGreaterThanOrEqual(4), PATIENCE)
  await vi.waitFor(() => expect(said()).toContain(`remove ${file('data')} and start again`), PATIENCE)
  expect(said().match(/goes away again and again/g)).toHaveLength(1)
})

test('a double: a start that nobody waits for any more is given up, and leaves nothing running', async () => {
  // It lives, and never says that it is healthy.
  const program = makeMeilisearchProgram(folder, { begins: 'setInterval(() => undefined, 1000); return' })
  const end = new AbortController()
  const starting = startLocalMeilisearch(program.program, dataDir(), end.signal)
  await vi.waitFor(() => expect(program.starts()).toHaveLength(1), PATIENCE)
  end.abort(new Error('The site is being stopped.'))
  await expect(starting).rejects.toThrow('The site is being stopped.')
})
