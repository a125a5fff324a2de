import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

import { afterEach, expect, test } from 'vitest'

import { freePort } from '#tests/support/free-port.ts'
import { runStart } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const folders: string[] = []

function makeFolder(): string {
  const folder = makeTemporaryFolder('refused')
  folders.push(folder)
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

/** Starts the site, expects that it refuses, and gives what it said: whole sentences without a stack. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { code, output } = await runStart({ env: { DATA_DIR: makeFolder(), ...env } })
  expect(code, output).toBe(1)
  expect(output).not.toMatch(/^\s+at /m)
  return output.trim().split('\n').at(-1) ?? ''
}

test('a port that is taken is told in one sentence, before anything else is done', async () => {
  const port = await freePort()
  const other = net.createServer().listen(port, '127.0.0.1')
  const dataDir = makeFolder()
  const said = await refusal({ PORT: String(port), DATA_DIR: dataDir })
  other.close()
  expect(said).toBe(`Port ${port} is taken by another program: stop that, or set PORT to another one.`)
  expect(fs.readdirSync(dataDir)).toEqual([])
})

test('a DATABASE_URL where nobody answers is told in one sentence, without its password', async () => {
  const port = await freePort()
  const said = await refusal({ DATABASE_URL: `postgresql://me:hunter2@127.0.0.1:${port}/talks` })
  expect(said).toBe(`No Postgres answers at 127.0.0.1:${port}: start it, or correct DATABASE_URL.`)
})

test('a DATABASE_URL whose host is unknown is told in one sentence', async () => {
  const said = await refusal({ DATABASE_URL: 'postgresql://me:hunter2@nowhere.invalid/talks' })
  expect(said).toBe('The host of DATABASE_URL (nowhere.invalid) cannot be found.')
})

test('a data folder that cannot be written is told in one sentence', async () => {
  const folder = makeFolder()
  if (process.getuid?.() === 0) {
    // Root may write anywhere; a file in the way stops it too.
    fs.writeFileSync(path.join(folder, 'data'), '')
    expect(await refusal({ DATA_DIR: path.join(folder, 'data') })).toContain('is not a folder: set DATA_DIR to one.')
    return
  }
  fs.chmodSync(folder, 0o500)
  expect(await refusal({ DATA_DIR: path.join(folder, 'data') })).toContain('cannot be read and written by this user')
})

test('a bad variable is named in one sentence', async () => {
  expect(await refusal({ PORT: 'http' })).toBe('PORT must be a whole number from 1 to 65535, not "http".')
  expect(await refusal({ HOST: '203.0.113.7' })).toBe('HOST "203.0.113.7" is no address of this machine.')
})

test('a Node that is too old is told in one sentence', () => {
  const pretend = `Object.defineProperty(process, 'version', { value: 'v18.20.4' }); import('./scripts/start.mjs')`
  const { status, stderr, stdout } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stdout + stderr).toBe('This needs Node 20.19 or newer, and v18.20.4 is running: install a newer one.\n')
})
