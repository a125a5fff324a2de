import { constants } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'

import { isMissing, receiver } from './incoming.server.ts'
import { isFileKey, type ByteRange, type FileStore, type OpenFile, type StoredFile } from './store.ts'

/** Files being written; not a key's folder, so nothing in it can be asked for. */
const INCOMING = 'incoming'

/** Keeps files in a folder (made when first needed) under `ab/abcdef…`, the SHA-256 of their content. */
export function localFileStore(folder: string): FileStore {
  const receive = receiver(path.join(folder, INCOMING))

  function put(source: string | AsyncIterable<Uint8Array>, options: { name?: string } = {}): Promise<StoredFile> {
    return receive(source, options.name, (aside, { key }) => moveIntoPlace(aside, placeOf(key)))
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
