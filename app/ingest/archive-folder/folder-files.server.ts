import fs from 'node:fs/promises'
import path from 'node:path'

import { LocalPath } from '#app/domain/local-path.ts'
import { decodeText, TextEncodingError, type DecodedText } from '#app/files/text-encoding.ts'

/** The files of an archive folder, none of which may lie outside it, by `../` or by a link. */
export type FolderFiles = {
  /** The names in a folder, in order; null when there is no such folder. */
  list: (folder: string) => Promise<{ name: string; isFolder: boolean }[] | null>
  /** Throws when it is not there, not a file, or outside. */
  read: (file: string) => Promise<DecodedText>
  /** The place on this disk of a file that a text names; null when there is none inside the folder. */
  find: (file: string) => Promise<LocalPath | null>
}

/** A file that is not taken, with the reason in words that complete "the file …". */
export class FolderFileError extends Error {
  override name = 'FolderFileError'
}

/** A text that is read whole; the transcript of a long day has a megabyte. */
const TEXT_MAX_BYTES = 32 * 1024 * 1024

export async function folderFiles(folder: string): Promise<FolderFiles> {
  const top = await fs.realpath(folder)

  async function find(file: string): Promise<LocalPath | null> {
    if (file.includes('\0')) return null
    const place = await realPathOf(path.resolve(top, file))
    if (place === null || !place.startsWith(top + path.sep)) return null
    return (await fs.stat(place)).isFile() ? new LocalPath(place) : null
  }

  async function list(name: string): Promise<{ name: string; isFolder: boolean }[] | null> {
    const place = await realPathOf(path.join(top, name))
    if (place === null || !`${place}${path.sep}`.startsWith(top + path.sep)) return null
    const entries = await fs.readdir(place, { withFileTypes: true })
    return entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  async function read(file: string): Promise<DecodedText> {
    const place = (await find(file))?.place
    if (place === undefined) throw new FolderFileError('is missing')
    if ((await fs.stat(place)).size > TEXT_MAX_BYTES) throw new FolderFileError('is larger than 32 MB')
    try {
      return decodeText(await fs.readFile(place))
    } catch (error) {
      if (error instanceof TextEncodingError) throw new FolderFileError(error.reason)
      throw error
    }
  }

  return { list, read, find }
}

async function realPathOf(place: string): Promise<string | null> {
  try {
    return await fs.realpath(place)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(code)) return null
    throw error
  }
}
