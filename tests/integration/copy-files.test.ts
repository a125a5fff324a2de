import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { localFileStore, mendRights } from '#app/files/local.server.ts'
import { s3FileStore } from '#app/files/s3.server.ts'
import type { FileStore, ListedFile } from '#app/files/store.ts'
import { sumOf } from '#app/files/sum.server.ts'
import { copyFiles } from '#app/operate/copy-files.server.ts'
import { startS3, type S3Server } from '#tests/support/s3-server.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const QUIET = { verify: false, onStep: () => undefined }

let top = ''
let bucket: S3Server
let folder: FileStore
let inBucket: FileStore

beforeEach(async () => {
  top = makeTemporaryFolder('copy')
  bucket = await startS3()
  folder = localFileStore(path.join(top, 'files'))
  inBucket = s3FileStore(bucket.settings)
})

afterEach(async () => {
  await bucket.close()
  fs.rmSync(top, { recursive: true, force: true })
})

async function putWords(store: FileStore, count: number): Promise<string[]> {
  const keys: string[] = []
  for (let number = 0; number < count; number += 1) {
    const { key } = await store.put(Readable.from([Buffer.from(`Words ${number}`)]), { name: 'words.txt' })
    keys.push(key)
  }
  return keys.sort()
}

async function listed(store: FileStore): Promise<ListedFile[]> {
  const files: ListedFile[] = []
  for await (const file of store.list()) files.push(file)
  return files
}

function placeOf(key: string): string {
  return path.join(top, 'files', key.slice(0, 2), key)
}

test('a store lists its files in the order of their keys, and nothing else that lies there', async () => {
  for (const store of [folder, inBucket]) {
    const keys = await putWords(store, 12)
    if (store === folder) fs.writeFileSync(path.join(top, 'files', keys[0]?.slice(0, 2) ?? '', 'mine.txt'), 'x')
    expect((await listed(store)).map(({ key }) => key)).toEqual(keys)
    expect((await listed(store))[0]?.bytes).toBeGreaterThan(6)
  }
  expect(await listed(localFileStore(path.join(top, 'nowhere')))).toEqual([])
})

test('all files go from a folder into a bucket and back, each with its sum', async () => {
  const keys = await putWords(folder, 8)
  expect(await copyFiles(folder, inBucket, QUIET)).toEqual({ copied: 8, there: 0, damaged: [] })
  const back = localFileStore(path.join(top, 'back'))
  expect(await copyFiles(inBucket, back, QUIET)).toEqual({ copied: 8, there: 0, damaged: [] })
  for (const key of keys) expect([await sumOf(inBucket, key), await sumOf(back, key)]).toEqual([key, key])
})

test('a copy that is broken off goes on where it stood', async () => {
  await putWords(folder, 8)
  const stop = new AbortController()
  const onStep = (done: number) => {
    if (done === 3) stop.abort(new Error('stopped'))
  }
  await expect(copyFiles(folder, inBucket, { ...QUIET, onStep, signal: stop.signal })).rejects.toThrow('stopped')
  expect(await copyFiles(folder, inBucket, QUIET)).toEqual({ copied: 5, there: 3, damaged: [] })
})

test('a file that is damaged where it comes from is not copied; one that is damaged here is put right when it is read', async () => {
  const [bad = '', good = ''] = await putWords(folder, 2)
  fs.writeFileSync(placeOf(bad), 'wordS 0')
  expect(await copyFiles(folder, inBucket, QUIET)).toEqual({ copied: 1, there: 0, damaged: [bad] })
  expect(await inBucket.has(bad)).toBe(false)

  fs.writeFileSync(placeOf(good), 'wordS 1')
  expect((await copyFiles(inBucket, folder, QUIET)).there).toBe(1)
  expect(await copyFiles(inBucket, folder, { ...QUIET, verify: true })).toEqual({ copied: 1, there: 0, damaged: [] })
  expect(await sumOf(folder, good)).toBe(good)
})

test.skipIf(process.platform === 'win32')(
  'stored files are their owner’s alone, also those of an earlier version',
  async () => {
    const [key = ''] = await putWords(folder, 1)
    const places = [path.join(top, 'files'), path.dirname(placeOf(key)), placeOf(key)]
    const modes = () => places.map((place) => (fs.statSync(place).mode & 0o777).toString(8))
    expect(modes()).toEqual(['700', '700', '600'])
    for (const place of places) fs.chmodSync(place, 0o755)
    const outside = path.join(top, 'outside')
    fs.writeFileSync(outside, 'x', { mode: 0o644 })
    fs.symlinkSync(outside, path.join(top, 'files', 'link'))
    expect(await mendRights(path.join(top, 'files'))).toMatchObject({ left: 0, mended: expect.any(Number) })
    expect(modes()).toEqual(['700', '700', '600'])
    // A link is not followed.
    expect(fs.statSync(outside).mode & 0o777).toBe(0o644)
    expect(await mendRights(path.join(top, 'files'))).toEqual({ mended: 0, left: 0 })
  },
)
