import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import { fileTypeFromBuffer } from 'file-type'

import type { ConversationRecord, DocumentRecord, FileRecord } from '#app/domain/archive-record.ts'
import { cleanFileName } from '#app/domain/file-names.ts'
import { toWebVtt } from '#app/domain/transcript.ts'
import type { FileStore } from '#app/files/store.ts'
import { isFaultOfContent, isNotMade } from '#app/making/not-made.ts'
import { READABLE_MAX_BYTES, readableText } from '#app/ingest/source-files.server.ts'

import type { NamedDocument, NamedRecording } from './record-fields.ts'

/** The folder of one item and the files that are put into it. Its folder is made with the first one. */
export type ItemFolder = {
  recordings: (recordings: ConversationRecord['recordings']) => Promise<NamedRecording[]>
  documents: (documents: DocumentRecord[]) => Promise<NamedDocument[]>
  /** Whether anything was put there. */
  isUsed: () => boolean
}

const NAME_MAX_BYTES = 180
/** Enough for any signature that tells what a file is. */
const HEAD_BYTES = 4100

/** A stored file that cannot be written: it is not there, or not what its key says. */
export type LostFile = { key: string; why: 'missing' | 'damaged' }

/** `onLost` hears of each file that is left out. Text says nothing of it then, so that an import keeps what is there. */
export function itemFolder(
  folder: string,
  store: FileStore,
  reserved: string,
  onLost: (lost: LostFile) => void,
): ItemFolder {
  const taken = new Set([reserved])

  async function recordings(recordings: ConversationRecord['recordings']): Promise<NamedRecording[]> {
    const named: NamedRecording[] = []
    for (const { captions, ...recording } of recordings) {
      const fileNames: NamedRecording['fileNames'] = { captions: [] }
      setName(fileNames, 'file', recording.file && (await copyFile(recording.file)))
      setName(fileNames, 'poster', recording.posterKey && (await copyPoster(recording.posterKey)))
      for (const { language, label, cues } of captions) {
        fileNames.captions.push({
          file: await writeText(`captions.${language}.vtt`, toWebVtt(cues, { asKept: true })),
          language,
          label,
        })
      }
      named.push({ ...recording, fileNames })
    }
    return named
  }

  async function documents(documents: DocumentRecord[]): Promise<NamedDocument[]> {
    const named: NamedDocument[] = []
    for (const document of documents) {
      const fileNames: NamedDocument['fileNames'] = {}
      setName(fileNames, 'file', document.file && (await copyFile(document.file)))
      // What the reader makes of the file itself needs no file of its own.
      const made = document.file === null || fileNames.file === undefined ? null : await madeOf(document.file)
      const stem = fileNames.file ?? document.kind
      if (document.html !== null && document.html !== made?.html) {
        fileNames.html = await writeText(`${stem}.html`, document.html)
      }
      if (document.text !== null && document.text !== made?.text) {
        fileNames.text = await writeText(`${stem}.text.txt`, document.text)
      }
      named.push({ ...document, fileNames })
    }
    return named
  }

  /** Gives the name that it has in the folder; null for a file that is lost. */
  async function copyFile({ key, name }: Pick<FileRecord, 'key' | 'name'>): Promise<string | null> {
    const opened = await store.open(key)
    if (opened === null) {
      onLost({ key, why: 'missing' })
      return null
    }
    const free = freeName(name)
    const place = await placeOf(free)
    const hash = createHash('sha256')
    async function* hashed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    }
    await pipeline(opened.stream, hashed, createWriteStream(place, { flags: 'wx' }))
    if (hash.digest('hex') === key) return free
    await fs.rm(place)
    onLost({ key, why: 'damaged' })
    return null
  }

  async function copyPoster(key: string): Promise<string | null> {
    const head = await bytesOf(key, HEAD_BYTES)
    const ending = (await fileTypeFromBuffer(head))?.ext
    return copyFile({ key, name: ending === undefined ? 'poster' : `poster.${ending}` })
  }

  async function madeOf({ key, name, bytes }: FileRecord): Promise<{ html: string; text: string } | null> {
    if (bytes > READABLE_MAX_BYTES) return null
    const content = await bytesOf(key, READABLE_MAX_BYTES)
    try {
      return await readableText(name, key, content.toString('utf8'))
    } catch (error) {
      // An older version took it: what it made of it leaves as files of its own.
      if (isNotMade(error) && isFaultOfContent(error)) return null
      throw error
    }
  }

  /** The first bytes of a stored file; none of one that is not there. */
  async function bytesOf(key: string, max: number): Promise<Buffer> {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of ((await store.open(key))?.stream ?? []) as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= max) break
    }
    return Buffer.concat(chunks).subarray(0, max)
  }

  async function writeText(name: string, text: string): Promise<string> {
    const free = freeName(name)
    await fs.writeFile(await placeOf(free), text, { flag: 'wx' })
    return free
  }

  async function placeOf(name: string): Promise<string> {
    await fs.mkdir(folder, { recursive: true })
    return path.join(folder, name)
  }

  /** A name that any file system takes and that no other file of the item has; case does not tell files apart everywhere. */
  function freeName(wanted: string): string {
    const { name, ext } = path.posix.parse(safeName(wanted))
    let free = `${name}${ext}`
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name}-${number}${ext}`
    taken.add(free.toLowerCase())
    return free
  }

  return { recordings, documents, isUsed: () => taken.size > 1 }
}

/** Sets the name of a file that was copied, and none of one that was not. */
function setName<K extends string>(names: { [key in K]?: string }, key: K, name: string | null): void {
  if (name !== null) names[key] = name
}

function safeName(name: string): string {
  const plain = withoutEdges(cleanFileName(name).replace(/[\p{Cc}/\\:*?"<>|]+/gu, '-'))
  const { name: stem, ext } = path.posix.parse(plain === '' ? 'file' : plain)
  let kept = stem
  while (Buffer.byteLength(kept + ext) > NAME_MAX_BYTES && kept.length > 1) kept = [...kept].slice(0, -1).join('')
  return `${kept}${Buffer.byteLength(ext) > 20 ? '' : ext}`
}

/** Without the dots and spaces at either end: some systems hide such a file, others take them away. */
function withoutEdges(name: string): string {
  let [start, end] = [0, name.length]
  while (start < end && /[.\s]/.test(name[start] ?? '')) start += 1
  while (end > start && /[.\s]/.test(name[end - 1] ?? '')) end -= 1
  return name.slice(start, end)
}
