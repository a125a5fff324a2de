import { constants } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'

import { isMissing, receiver } from './incoming.server.ts'
import { isFileKey, type ByteRange, type FileStore, type ListedFile, type OpenFile, type StoredFile } from './store.ts'

/** Files being written; not a key's folder, so nothing in it can be asked for. */
const INCOMING = 'incoming'
/** Drafts lie among them: they are their owner's alone. */
export const FOLDER_MODE = 0o700
export const FILE_MODE = 0o600
const KEY_FOLDER = /^[0-9a-f]{2}$/

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

  async function* list(): AsyncGenerator<ListedFile> {
    for (const prefix of await namesIn(folder)) {
      if (!KEY_FOLDER.test(prefix)) continue
      for (const key of await namesIn(path.join(folder, prefix))) {
        const bytes = key.startsWith(prefix) ? await size(key) : null
        if (bytes !== null) yield { key, bytes }
      }
    }
  }

  return { place: `the folder ${folder}`, put, open, size, has: async (key) => (await size(key)) !== null, list }
}

/**
 * Takes from everybody but the owner what an earlier version let them read. Links are not followed.
 *
 * @returns how many folders and files were mended, and how many belong to somebody else and were left
 */
export async function mendRights(folder: string): Promise<{ mended: number; left: number }> {
  const counts = { mended: 0, left: 0 }
  // Windows has rights of another kind.
  if (process.platform !== 'win32' && (await namesIn(folder)).length > 0) {
    await mend(await fs.realpath(folder), counts)
  }
  return counts
}

async function mend(place: string, counts: { mended: number; left: number }): Promise<void> {
  try {
    const stat = await fs.lstat(place)
    const wanted = stat.isDirectory() ? FOLDER_MODE : FILE_MODE
    if ((stat.isDirectory() || stat.isFile()) && (stat.mode & 0o077) !== 0) {
      await fs.chmod(place, wanted)
      counts.mended += 1
    }
    if (stat.isDirectory()) for (const name of await fs.readdir(place)) await mend(path.join(place, name), counts)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // Taken away meanwhile, as a file that was being written is.
    if (isMissing(error)) return
    if (code !== 'EPERM' && code !== 'EROFS' && code !== 'EACCES') throw error
    counts.left += 1
  }
}

/** The names in a folder, in order; none where there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await fs.readdir(folder)).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function moveIntoPlace(aside: string, place: string): Promise<void> {
  const parent = path.dirname(place)
  await fs.mkdir(parent, { recursive: true, mode: FOLDER_MODE })
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
