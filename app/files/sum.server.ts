import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'

import type { FileStore } from './store.ts'

/** The SHA-256 of what is stored under a key, which it is in a whole file; null when there is none. Reads all of it. */
export async function sumOf(files: FileStore, key: string): Promise<string | null> {
  const opened = await files.open(key)
  if (opened === null) return null
  const hash = createHash('sha256')
  await pipeline(opened.stream, hash)
  return hash.digest('hex')
}

/** Whether a file is stored, and is what its key says. */
export async function isWhole(files: FileStore, key: string): Promise<boolean> {
  return (await sumOf(files, key)) === key
}
