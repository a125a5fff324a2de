import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fileStoreOf } from '#app/files/index.server.ts'
import { FileContentError } from '#app/files/media-type.ts'
import type { FileStore } from '#app/files/store.ts'
import { S3_KINDS, startS3, type S3Server, WITHOUT_MOTO } from '#tests/support/s3-server.ts'

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')
const of = (...parts: (string | Buffer)[]): Readable => Readable.from(parts.map((part) => Buffer.from(part)))

if (!S3_KINDS.includes('moto')) test.skip(`in a bucket of another kind: ${WITHOUT_MOTO}`)

/** What holds for every store. */
describe.each(['a folder' as const, ...S3_KINDS])('in %s', (place) => {
  let top: string
  let incoming: string
  let files: FileStore
  let s3: S3Server | undefined

  beforeAll(async () => {
    top = await fs.mkdtemp(path.join(os.tmpdir(), 'files-'))
    if (place !== 'a folder') s3 = await startS3(place)
    incoming = path.join(top, s3 ? 'incoming' : 'files/incoming')
    files = fileStoreOf({ dataDir: top, filesS3: s3?.settings })
  })
  afterAll(async () => {
    await s3?.close()
    await fs.rm(top, { recursive: true })
  })

  async function read(key: string, range?: { start: number; end: number }): Promise<string | null> {
    const file = await files.open(key, range)
    return file === null ? null : (await buffer(file.stream)).toString()
  }

  test('a file from a path is kept under the hash of its content and reads back', async () => {
    const source = path.join(top, 'sheet.md')
    await fs.writeFile(source, '# Kindness, Zoë')
    const key = sha256('# Kindness, Zoë')
    expect(await files.has(key)).toBe(false)
    expect(await files.put(source)).toEqual({ key, sha256: key, bytes: 16, mediaType: 'text/markdown' })
    expect(await read(key)).toBe('# Kindness, Zoë')
    expect(await files.has(key)).toBe(true)
    expect(await files.size(key)).toBe(16)
  })

  test('a stream is kept as a path is, and nothing stays aside', async () => {
    const stored = await files.put(of('one ', 'two'), { name: 'a.txt' })
    expect(stored).toMatchObject({ key: sha256('one two'), bytes: 7, mediaType: 'text/plain' })
    expect(await fs.readdir(incoming)).toEqual([])
  })

  test('the same content twice is one file', async () => {
    const first = await files.put(of('kind words'), { name: 'a.txt' })
    expect(await files.put(of('kind words'), { name: 'b.txt' })).toEqual(first)
    expect(await read(first.key)).toBe('kind words')
  })

  test('a file of many parts is whole', async () => {
    const content = Buffer.alloc(12_345_678, 'a recording of an evening ')
    const { key, bytes } = await files.put(Readable.from([content]), { name: 'words.txt' })
    expect({ key, bytes }).toEqual({ key: sha256(content), bytes: content.length })
    const file = await files.open(key)
    const back = createHash('sha256')
    for await (const chunk of file?.stream ?? []) back.update(chunk)
    expect(back.digest('hex')).toBe(key)
    expect(await read(key, { start: 10_000_000, end: 10_000_009 })).toBe(
      content.toString('utf8', 10_000_000, 10_000_010),
    )
  })

  test('an empty file is a file', async () => {
    const { key, bytes } = await files.put(Readable.from([]), { name: 'empty.txt' })
    expect(bytes).toBe(0)
    expect(await read(key)).toBe('')
  })

  test('a range gives its bytes and the size of the whole', async () => {
    const { key } = await files.put(of('0123456789'), { name: 'a.txt' })
    expect(await read(key, { start: 2, end: 4 })).toBe('234')
    expect(await read(key, { start: 9, end: 9 })).toBe('9')
    const file = await files.open(key, { start: 0, end: 0 })
    expect(file?.bytes).toBe(10)
    file?.stream.destroy()
  })

  test('a stream that breaks off leaves nothing behind', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half of it')
      throw new Error('The line went dead')
    }
    await expect(files.put(broken(), { name: 'a.txt' })).rejects.toThrow('The line went dead')
    expect(await files.has(sha256('half of it'))).toBe(false)
    expect(await fs.readdir(incoming)).toEqual([])
  })

  test('a file that is not what its name says is refused and leaves nothing behind', async () => {
    const page = '<html><script>alert(1)</script></html>'
    await expect(files.put(of(page), { name: 'report.pdf' })).rejects.toThrow(FileContentError)
    expect(await files.has(sha256(page))).toBe(false)
    expect(await fs.readdir(incoming)).toEqual([])
  })

  test('a PNG is known by its content', async () => {
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
    const png = Buffer.from(pixel, 'base64')
    expect((await files.put(of(png), { name: 'pixel.png' })).mediaType).toBe('image/png')
    expect((await files.put(of(png))).mediaType).toBe('image/png')
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
    expect(await files.open(key)).toBeNull()
    expect(await files.has(key)).toBe(false)
  })

  test('a key that nothing was stored under is no file', async () => {
    expect(await files.open('a'.repeat(64))).toBeNull()
    expect(await files.open('a'.repeat(64), { start: 0, end: 1 })).toBeNull()
    expect(await files.size('a'.repeat(64))).toBeNull()
  })
})

test('a bucket that is not there is a failure, not a missing file', async () => {
  const s3 = await startS3()
  try {
    const files = fileStoreOf({ dataDir: s3.folder, filesS3: { ...s3.settings, bucket: 'no-such-bucket' } })
    await expect(files.open('a'.repeat(64))).rejects.toThrow()
  } finally {
    await s3.close()
  }
})
