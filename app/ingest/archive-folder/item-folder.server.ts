import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import { fileTypeFromBuffer } from 'file-type'

import type { ConversationRecord, DocumentRecord, FileRecord } from '#app/domain/archive-record.ts'
import { toWebVtt } from '#app/domain/transcript.ts'
import type { FileStore } from '#app/files/store.ts'
import { isFaultOfContent, isNotMade } from '#app/making/not-made.ts'
import { READABLE_MAX_BYTES, readableText } from '#app/ingest/source-files.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

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

export function itemFolder(folder: string, store: FileStore, reserved: string): ItemFolder {
  const taken = new Set([reserved])

  async function recordings(recordings: ConversationRecord['recordings']): Promise<NamedRecording[]> {
    const named: NamedRecording[] = []
    for (const { captions, ...recording } of recordings) {
      const fileNames: NamedRecording['fileNames'] = { captions: [] }
      if (recording.file !== null) fileNames.file = await copyFile(recording.file)
      if (recording.posterKey !== null) fileNames.poster = await copyPoster(recording.posterKey)
      for (const { language, label, cues } of captions) {
        fileNames.captions.push({ file: await writeText(`captions.${language}.vtt`, toWebVtt(cues)), language, label })
      }
      named.push({ ...recording, fileNames })
    }
    return named
  }

  async function documents(documents: DocumentRecord[]): Promise<NamedDocument[]> {
    const named: NamedDocument[] = []
    for (const document of documents) {
      const fileNames: NamedDocument['fileNames'] = {}
      if (document.file !== null) fileNames.file = await copyFile(document.file)
      // What the reader makes of the file itself needs no file of its own.
      const made = document.file === null ? null : await madeOf(document.file)
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

  async function copyFile({ key, name }: FileRecord): Promise<string> {
    const { stream } = await openStored(key, name)
    const free = freeName(name)
    await pipeline(stream, createWriteStream(await placeOf(free), { flags: 'wx' }))
    return free
  }

  async function copyPoster(key: string): Promise<string> {
    const head = await bytesOf(key, 'a poster', HEAD_BYTES)
    const ending = (await fileTypeFromBuffer(head))?.ext
    return copyFile({ key, name: ending === undefined ? 'poster' : `poster.${ending}`, mediaType: '', bytes: 0 })
  }

  async function madeOf({ key, name, bytes }: FileRecord): Promise<{ html: string; text: string } | null> {
    if (bytes > READABLE_MAX_BYTES) return null
    const content = await bytesOf(key, name, READABLE_MAX_BYTES)
    try {
      return await readableText(name, key, content.toString('utf8'))
    } catch (error) {
      // An older version took it: what it made of it leaves as files of its own.
      if (isNotMade(error) && isFaultOfContent(error)) return null
      throw error
    }
  }

  async function bytesOf(key: string, name: string, max: number): Promise<Buffer> {
    const { stream } = await openStored(key, name)
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= max) break
    }
    return Buffer.concat(chunks).subarray(0, max)
  }

  async function openStored(key: string, name: string): Promise<NonNullable<Awaited<ReturnType<FileStore['open']>>>> {
    const file = await store.open(key)
    if (file === null)
      throw new OperatorError(`The file ${name} (${key}) of ${path.basename(folder)} is missing from the store.`)
    return file
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

function safeName(name: string): string {
  const plain = name.replace(/[\p{Cc}/\\:*?"<>|]+/gu, '-').replace(/^[.\s]+|[.\s]+$/g, '')
  const { name: stem, ext } = path.posix.parse(plain === '' ? 'file' : plain)
  let kept = stem
  while (Buffer.byteLength(kept + ext) > NAME_MAX_BYTES && kept.length > 1) kept = [...kept].slice(0, -1).join('')
  return `${kept}${Buffer.byteLength(ext) > 20 ? '' : ext}`
}
