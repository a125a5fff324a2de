import fs from 'node:fs'
import path from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { findMeilisearch, runningMeilisearch, startLocalMeilisearch } from '#app/platform/local-meilisearch.server.ts'
import { isRunning } from '#app/platform/processes.server.ts'
import { adminClient } from '#app/search/meilisearch/client.server.ts'
import { MEILISEARCH, WITHOUT_MEILISEARCH } from '#tests/support/meilisearch.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

/** No process has so great a number. */
const NOBODY = 2 ** 30

let dataDir: string

beforeEach(() => {
  dataDir = makeTemporaryFolder('local-meilisearch')
})
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }))

test('a program is found by its name where it may be run, and nowhere else', () => {
  const program = path.join(dataDir, 'meilisearch')
  expect(findMeilisearch([dataDir])).toBeUndefined()
  fs.writeFileSync(program, '', { mode: 0o644 })
  expect(findMeilisearch([dataDir])).toBeUndefined()
  fs.chmodSync(program, 0o755)
  expect(findMeilisearch(['nowhere', dataDir])).toBe(program)
})

test('a program that does not start is told with where to look', async () => {
  await expect(startLocalMeilisearch('/bin/false', dataDir)).rejects.toThrow(/does not start.*SEARCH_ENGINE=built-in/)
})

if (!MEILISEARCH) test.skip(`the real program: ${WITHOUT_MEILISEARCH}`)

describe.runIf(MEILISEARCH)('The real program', () => {
  const start = () => startLocalMeilisearch(MEILISEARCH!, dataDir)
  const file = (name: string) => path.join(dataDir, 'meilisearch', name)

  test('runs on the loopback address with a key that only its owner can read, and is gone when it was stopped', async () => {
    const server = await start()
    expect(new URL(server.url).hostname).toBe('127.0.0.1')
    expect(fs.statSync(file('key')).mode & 0o077).toBe(0)
    await expect(adminClient({ url: server.url, apiKey: undefined }).getKeys()).rejects.toThrow(/Authorization/i)
    await expect(adminClient(server).getKeys()).resolves.toBeDefined()
    expect(await runningMeilisearch(dataDir)).toEqual({ url: server.url, apiKey: server.apiKey })
    await server.stop()
    expect(isRunning(server.pid)).toBe(false)
    expect(await runningMeilisearch(dataDir)).toBeUndefined()
  })

  test('left behind by a killed site it is taken over, and stopped with the one that took it', async () => {
    const left = await start()
    const running = JSON.parse(fs.readFileSync(file('running.json'), 'utf8')) as Record<string, unknown>
    fs.writeFileSync(file('running.json'), JSON.stringify({ ...running, owner: NOBODY }))
    const taken = await start()
    expect(taken.pid).toBe(left.pid)
    await taken.stop()
    expect(isRunning(left.pid)).toBe(false)
    await left.stop()
  })

  test('with data of another version it starts anew, since an index can be built again', async () => {
    const first = await start()
    await adminClient(first).createIndex('before').waitTask()
    await first.stop()
    fs.writeFileSync(file('data/VERSION'), '0.30.0')
    const second = await start()
    expect((await adminClient(second).getIndexes()).results).toEqual([])
    await second.stop()
  })
})
