import { createHash, randomUUID } from 'node:crypto'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import { fileTypeFromFile } from 'file-type'

import { mediaTypeOf } from './media-type.ts'
import { isFileKey, type ByteRange, type FileStore, type OpenFile, type StoredFile } from './store.ts'

/** Files being written; not a key's folder, so nothing in it can be asked for. */
const INCOMING = 'incoming'
const HEAD_BYTES = 4096
/** Older ones were left by a process that was killed. */
const INCOMING_LIFE_MS = 24 * 60 * 60 * 1000

/** Keeps files in a folder (made when first needed) under `ab/abcdef…`, the SHA-256 of their content. */
export function localFileStore(folder: string): FileStore {
  let swept: Promise<void> | null = null

  async function put(source: string | AsyncIterable<Uint8Array>, options: { name?: string } = {}): Promise<StoredFile> {
    const incoming = path.join(folder, INCOMING)
    await fs.mkdir(incoming, { recursive: true })
    await (swept ??= sweep(incoming))
    const aside = path.join(incoming, randomUUID())
    try {
      const { sha256, bytes, head } = await writeAside(source, aside)
      const name = options.name ?? (typeof source === 'string' ? path.basename(source) : '')
      const mediaType = mediaTypeOf(name, (await fileTypeFromFile(aside))?.mime ?? null, head)
      await moveIntoPlace(aside, placeOf(sha256))
      return { key: sha256, sha256, bytes, mediaType }
    } finally {
      await fs.rm(aside, { force: true })
    }
  }

  async function open(key: string, range?: ByteRange): Promise<OpenFile | null> {
    const handle = await openPlace(key)
    if (handle === null) return null
    try {
      const stat = await handle.stat()
      if (!stat.isFile()) {
        await handle.close()
        return null
      }
      // The stream closes the handle, at its end or when it is destroyed.
      return { stream: handle.createReadStream(range ?? {}), bytes: stat.size }
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  async function size(key: string): Promise<number | null> {
    const handle = await openPlace(key)
    if (handle === null) return null
    try {
      const stat = await handle.stat()
      return stat.isFile() ? stat.size : null
    } finally {
      await handle.close()
    }
  }

  function placeOf(key: string): string {
    return path.join(folder, key.slice(0, 2), key)
  }

  /** Null when nothing is there, when a link leads out of the folder, or when the key is none. */
  async function openPlace(key: string): Promise<fs.FileHandle | null> {
    if (!isFileKey(key)) return null
    try {
      const [top, place] = await Promise.all([fs.realpath(folder), fs.realpath(placeOf(key))])
      if (!place.startsWith(top + path.sep)) return null
      return await fs.open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  return { put, open, size, has: async (key) => (await size(key)) !== null }
}

async function writeAside(
  source: string | AsyncIterable<Uint8Array>,
  aside: string,
): Promise<{ sha256: string; bytes: number; head: Uint8Array }> {
  const hash = createHash('sha256')
  const heads: Uint8Array[] = []
  let bytes = 0

  async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      if (bytes < HEAD_BYTES) heads.push(chunk.subarray(0, HEAD_BYTES - bytes))
      bytes += chunk.length
      yield chunk
    }
  }

  const input = typeof source === 'string' ? createReadStream(source) : source
  // `flush` waits until the disk has it: a name must never stand before its content.
  await pipeline(input, counted, createWriteStream(aside, { flags: 'wx', flush: true }))
  return { sha256: hash.digest('hex'), bytes, head: Buffer.concat(heads) }
}

async function moveIntoPlace(aside: string, place: string): Promise<void> {
  const parent = path.dirname(place)
  await fs.mkdir(parent, { recursive: true })
  await fs.rename(aside, place)
  await syncFolder(parent)
}

/** Makes a new name last through a power cut. Windows cannot open a folder, and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await fs.open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sweep(incoming: string): Promise<void> {
  for (const name of await fs.readdir(incoming)) {
    const file = path.join(incoming, name)
    const age = await ageOf(file)
    if (age > INCOMING_LIFE_MS) await fs.rm(file, { force: true })
  }
}

async function ageOf(file: string): Promise<number> {
  try {
    return Date.now() - (await fs.stat(file)).mtimeMs
  } catch (error) {
    // Another process has finished with it meanwhile.
    if (isMissing(error)) return 0
    throw error
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP'
}
