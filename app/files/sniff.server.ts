import { buffer } from 'node:stream/consumers'

import { fileTypeFromBuffer } from 'file-type'

import type { FileStore } from './store.ts'

const HEAD_BYTES = 4100

/** The media type that a stored file's content shows; null when it shows none, or there is no such file. */
export async function sniffMediaType(files: FileStore, key: string): Promise<string | null> {
  const head = await files.open(key, { start: 0, end: HEAD_BYTES - 1 })
  if (head === null) return null
  return (await fileTypeFromBuffer(await buffer(head.stream)))?.mime ?? null
}
