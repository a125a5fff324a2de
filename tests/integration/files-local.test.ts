import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { localFileStore } from '#app/files/local.server.ts'
import type { FileStore } from '#app/files/store.ts'

let top: string
let folder: string
let files: FileStore

beforeEach(async () => {
  top = await fs.mkdtemp(path.join(os.tmpdir(), 'files-'))
  folder = path.join(top, 'files')
  files = localFileStore(folder)
})
afterEach(() => fs.rm(top, { recursive: true }))

test('a file lies under the first letters of its key', async () => {
  const { key } = await files.put(Readable.from([Buffer.from('words')]), { name: 'a.txt' })
  expect(await fs.readFile(path.join(folder, key.slice(0, 2), key), 'utf8')).toBe('words')
})

test('the same content many times at once is one file', async () => {
  const content = Buffer.alloc(100_000, 'kind ')
  const stored = await Promise.all([1, 2, 3].map((n) => files.put(Readable.from([content]), { name: `${n}.txt` })))
  const [key = ''] = new Set(stored.map((file) => file.key))
  expect(stored.every((file) => file.key === key)).toBe(true)
  expect(await fs.readdir(path.join(folder, key.slice(0, 2)))).toEqual([key])
})

test('what a killed process left aside is cleared after a day', async () => {
  const incoming = path.join(folder, 'incoming')
  await fs.mkdir(incoming, { recursive: true })
  await fs.writeFile(path.join(incoming, 'old'), '')
  await fs.writeFile(path.join(incoming, 'new'), '')
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000)
  await fs.utimes(path.join(incoming, 'old'), twoDaysAgo, twoDaysAgo)
  await files.put(Readable.from([Buffer.from('a')]), { name: 'a.txt' })
  expect(await fs.readdir(incoming)).toEqual(['new'])
})

test('a link that leads out of the folder is no file, one to a store kept elsewhere is', async () => {
  const { key } = await files.put(Readable.from([Buffer.from('here')]), { name: 'a.txt' })
  await fs.writeFile(path.join(top, 'secret'), 'secret')
  const [linked, parent] = ['b'.repeat(64), 'c'.repeat(64)]
  await fs.mkdir(path.join(folder, 'bb'))
  await fs.symlink(path.join(top, 'secret'), path.join(folder, 'bb', linked))
  await fs.mkdir(path.join(top, 'outside'))
  await fs.writeFile(path.join(top, 'outside', parent), 'secret')
  await fs.symlink(path.join(top, 'outside'), path.join(folder, 'cc'))
  expect(await files.open(linked)).toBeNull()
  expect(await files.has(linked)).toBe(false)
  expect(await files.open(parent)).toBeNull()

  await fs.symlink(folder, path.join(top, 'mounted'))
  expect(await localFileStore(path.join(top, 'mounted')).has(key)).toBe(true)
})

test('a folder in the place of a file is no file', async () => {
  await fs.mkdir(path.join(folder, 'dd', 'd'.repeat(64)), { recursive: true })
  expect(await files.open('d'.repeat(64))).toBeNull()
  expect(await files.has('d'.repeat(64))).toBe(false)
})
