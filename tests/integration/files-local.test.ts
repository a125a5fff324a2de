import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { localFileStore } from '#app/files/local.server.ts'
import { FileContentError } from '#app/files/media-type.ts'
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

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

async function read(key: string, range?: { start: number; end: number }): Promise<string | null> {
  const file = await files.open(key, range)
  return file === null ? null : (await buffer(file.stream)).toString()
}

test('a file from a path is kept under the hash of its content and reads back', async () => {
  const source = path.join(top, 'sheet.md')
  await fs.writeFile(source, '# Kindness, Zoë')
  const stored = await files.put(source)
  const key = sha256('# Kindness, Zoë')
  expect(stored).toEqual({ key, sha256: key, bytes: 16, mediaType: 'text/markdown' })
  expect(await fs.readFile(path.join(folder, key.slice(0, 2), key), 'utf8')).toBe('# Kindness, Zoë')
  expect(await read(key)).toBe('# Kindness, Zoë')
  expect(await files.has(key)).toBe(true)
  expect(await files.size(key)).toBe(16)
})

test('a stream is kept as a path is, and nothing stays aside', async () => {
  const stored = await files.put(Readable.from([Buffer.from('one '), Buffer.from('two')]), { name: 'a.txt' })
  expect(stored).toMatchObject({ key: sha256('one two'), bytes: 7, mediaType: 'text/plain' })
  expect(await fs.readdir(path.join(folder, 'incoming'))).toEqual([])
})

test('the same content twice, also at once, is one file', async () => {
  const content = Buffer.alloc(100_000, 'kind ')
  const stored = await Promise.all([1, 2, 3].map((n) => files.put(Readable.from([content]), { name: `${n}.txt` })))
  expect(new Set(stored.map(({ key }) => key))).toEqual(new Set([sha256(content)]))
  expect(await fs.readdir(path.join(folder, sha256(content).slice(0, 2)))).toEqual([sha256(content)])
})

test('an empty file is a file', async () => {
  const { key, bytes } = await files.put(Readable.from([]), { name: 'empty.txt' })
  expect(bytes).toBe(0)
  expect(await read(key)).toBe('')
})

test('a range gives its bytes and the size of the whole', async () => {
  const { key } = await files.put(Readable.from([Buffer.from('0123456789')]), { name: 'a.txt' })
  expect(await read(key, { start: 2, end: 4 })).toBe('234')
  expect(await read(key, { start: 9, end: 9 })).toBe('9')
  const file = await files.open(key, { start: 0, end: 0 })
  expect(file?.bytes).toBe(10)
  file?.stream.destroy()
})

test('a stream that breaks off leaves nothing behind', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half')
    throw new Error('The line went dead')
  }
  await expect(files.put(broken(), { name: 'a.txt' })).rejects.toThrow('The line went dead')
  expect(await fs.readdir(folder)).toEqual(['incoming'])
  expect(await fs.readdir(path.join(folder, 'incoming'))).toEqual([])
})

test('a file that is not what its name says is refused and leaves nothing behind', async () => {
  const page = Readable.from([Buffer.from('<html><script>alert(1)</script></html>')])
  await expect(files.put(page, { name: 'report.pdf' })).rejects.toThrow(FileContentError)
  expect(await files.has(sha256('<html><script>alert(1)</script></html>'))).toBe(false)
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

test.each([
  '',
  '../secret',
  '..%2fsecret',
  '/etc/passwd',
  `${'a'.repeat(63)}\0`,
  'A'.repeat(64),
  `${'a'.repeat(64)}/..`,
])('the key %j is no file', async (key) => {
  await fs.mkdir(folder, { recursive: true })
  await fs.writeFile(path.join(top, 'secret'), 'secret')
  expect(await files.open(key)).toBeNull()
  expect(await files.has(key)).toBe(false)
})

test('a key that nothing was stored under is no file', async () => {
  expect(await files.open('a'.repeat(64))).toBeNull()
  expect(await files.size('a'.repeat(64))).toBeNull()
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

test('a PNG is known by its content', async () => {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
  const png = Buffer.from(pixel, 'base64')
  expect((await files.put(Readable.from([png]), { name: 'pixel.png' })).mediaType).toBe('image/png')
  expect((await files.put(Readable.from([png]))).mediaType).toBe('image/png')
})
