import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import { fileTypeFromFile } from 'file-type'

import { mediaTypeOf } from './media-type.ts'
import type { StoredFile } from './store.ts'

const HEAD_BYTES = 4096
/** Older ones were left by a process that was killed. */
const INCOMING_LIFE_MS = 24 * 60 * 60 * 1000

type Source = string | AsyncIterable<Uint8Array>

/** Takes a file in: written aside and checked by content, then given to `place` as a path, which may move it away. */
export type Receive = (
  source: Source,
  name: string | undefined,
  place: (aside: string, file: StoredFile) => Promise<void>,
) => Promise<StoredFile>

/**
 * What every store does before a file is there: writes it into `folder` (made when first needed), counting and hashing,
 * and checks its content against its name. Whatever happens, nothing stays in the folder. Throws `FileContentError`.
 */
export function receiver(folder: string): Receive {
  let swept: Promise<void> | null = null

  return async (source, givenName, place) => {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 })
    await (swept ??= sweep(folder))
    const aside = path.join(folder, randomUUID())
    try {
      const { sha256, bytes, head } = await writeAside(source, aside)
      const name = givenName ?? (typeof source === 'string' ? path.basename(source) : '')
      const mediaType = mediaTypeOf(name, (await fileTypeFromFile(aside))?.mime ?? null, head)
      const file = { key: sha256, sha256, bytes, mediaType }
      await place(aside, file)
      return file
    } finally {
      await fs.rm(aside, { force: true })
    }
  }
}

async function writeAside(source: Source, aside: string): Promise<{ sha256: string; bytes: number; head: Uint8Array }> {
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
  // Opened here and not by the stream, which might do it only after a failure has been cleaned up.
  const file = await fs.open(aside, 'wx', 0o600)
  // `flush` waits until the disk has it: a name must never stand before its content.
  await pipeline(input, counted, file.createWriteStream({ flush: true }))
  return { sha256: hash.digest('hex'), bytes, head: Buffer.concat(heads) }
}

async function sweep(folder: string): Promise<void> {
  for (const name of await fs.readdir(folder)) {
    const file = path.join(folder, name)
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

/** Whether a file system's error says that nothing is there. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP'
}
