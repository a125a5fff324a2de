import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'

import { afterEach, expect, test } from 'vitest'

import { waitForExit } from '#app/platform/processes.server.ts'
import { freePort } from '#tests/support/free-port.ts'
import { copyPrepared } from '#tests/support/prepared-data.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const folders: string[] = []
const groups: number[] = []

afterEach(() => {
  for (const group of groups.splice(0)) endGroup(group)
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

/** Whatever a test that failed has left behind. */
function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

type Started = { npm: ChildProcess; port: number; site: number; postgres: number }

/** `npm start` as an operator types it, in a group of processes of its own. */
async function start(shell: string | null): Promise<Started> {
  const [port, dataDir] = [await freePort(), copyPrepared('seeded', makeTemporaryFolder('data'))]
  folders.push(dataDir)
  const { NODE_ENV: _mode, VITEST: _vitest, DATABASE_URL: _url, ...rest } = process.env
  const own = { PORT: String(port), DATA_DIR: dataDir, SEARCH_ENGINE: 'built-in', LOG_LEVEL: 'error' }
  const npm = spawn('npm', ['start', ...(shell === null ? [] : [`--script-shell=${shell}`])], {
    env: { ...(rest as NodeJS.ProcessEnv), ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  groups.push(npm.pid ?? 0)
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    const keep = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Third Thursday is at')) resolve()
    }
    npm.stdout.on('data', keep)
    npm.stderr.on('data', keep)
    npm.on('close', () => reject(new Error(printed)))
  })
  const postgres = Number(
    fs.readFileSync(path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0],
  )
  return { npm, port, site: siteBelow(npm.pid ?? 0), postgres }
}

/** The process that serves, below npm and a shell or two. */
function siteBelow(pid: number): number {
  const children = fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number)
  for (const child of children) {
    const command = fs.readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0')
    if (path.basename(command[0] ?? '') === 'node' && command.includes('scripts/start.mjs')) return child
    const below = siteBelow(child)
    if (below !== 0) return below
  }
  return 0
}

/** A shell that stays between npm and us, as some do, and does not pass signals on. */
function stayingShell(): string {
  const folder = makeTemporaryFolder('shell')
  folders.push(folder)
  const file = path.join(folder, 'shell')
  fs.writeFileSync(file, '#!/bin/sh\nsh "$@"\nexit $?\n', { mode: 0o755 })
  return file
}

type Case = [whom: string, shell: (() => string) | null, signal: NodeJS.Signals, target: (started: Started) => number]

test.skipIf(process.platform !== 'linux').each<Case>([
  ['npm', null, 'SIGTERM', ({ npm }) => npm.pid ?? 0],
  ['npm, with two shells between it and the site', stayingShell, 'SIGKILL', ({ npm }) => npm.pid ?? 0],
  ['the whole group of processes', null, 'SIGTERM', ({ npm }) => -(npm.pid ?? 0)],
])('a signal to %s stops the site and its Postgres', async (_whom, shell, signal, target) => {
  const started = await start(shell === null ? null : shell())
  const { npm, port, site, postgres } = started
  expect(site).toBeGreaterThan(0)
  const npmEnds = once(npm, 'exit')
  process.kill(target(started), signal)
  await npmEnds
  expect(await waitForExit(site, 30_000)).toBe(true)
  expect(await waitForExit(postgres, 30_000)).toBe(true)
  await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow()
})
