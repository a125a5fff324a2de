import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import { Readable as ReadableStream } from 'node:stream'

import { fileTypeFromFile } from 'file-type'

import type { ArchiveItem, DocumentItem, RecordingItem } from '#app/domain/archive-item.ts'
import type { SourceFile } from '#app/domain/archive-item-fields.ts'
import type { FileRecord } from '#app/domain/archive-record.ts'
import { MARKDOWN_MAX_LENGTH } from '#app/domain/markdown.ts'
import { plainTextToMarkdown } from '#app/domain/plain-text.ts'
import { mediaTypeOf } from '#app/files/media-type.ts'
import type { FileStore } from '#app/files/store.ts'
import { isNotMade, NotMadeError } from '#app/making/not-made.ts'
import { cleanHtml, renderMarkdown } from '#app/making/render.server.ts'

import type { GivenDocument, GivenRecording } from './merge-conversation.ts'
import { convertedText } from './text-files.server.ts'

/** The files that items bring: looked at first (a dry run stops there), kept before any row names them. */

const HEAD_BYTES = 4096
const READABLE = /\.(md|markdown|txt)$/i
/** A character takes four bytes at most. */
export const READABLE_MAX_BYTES = MARKDOWN_MAX_LENGTH * 4

/**
 * What a file will be in the store, without putting it there.
 *
 * @throws FileContentError when its content is not what its name says; ENOENT and the like when it cannot be read.
 */
async function inspectFile(file: SourceFile, notices: string[]): Promise<FileRecord> {
  const { path, name } = file
  const converted = await convertedText(file)
  if (converted !== null) notices.push(...converted.notices.map((notice) => `${name} ${notice}, and kept as UTF-8`))
  const hash = createHash('sha256')
  const heads: Uint8Array[] = []
  let bytes = 0
  const chunks: AsyncIterable<Uint8Array> =
    converted === null ? createReadStream(path.place) : ReadableStream.from([converted.content])
  for await (const chunk of chunks) {
    hash.update(chunk)
    if (bytes < HEAD_BYTES) heads.push(chunk.subarray(0, HEAD_BYTES - bytes))
    bytes += chunk.length
  }
  const found = (await fileTypeFromFile(path.place))?.mime ?? null
  return { key: hash.digest('hex'), name, mediaType: mediaTypeOf(name, found, Buffer.concat(heads)), bytes }
}

/** What is known of the files that an item brings, by the file. */
export type InspectedFiles = ReadonlyMap<SourceFile, FileRecord>

/** Looks at every file that an item brings; what an editor should know goes into `notices`. Throws as `inspectFile` does. */
export async function inspectFiles(item: ArchiveItem, notices: string[]): Promise<InspectedFiles> {
  const inspected = new Map<SourceFile, FileRecord>()
  for (const file of filesOf(item)) inspected.set(file, await inspectFile(file, notices))
  return inspected
}

/**
 * Puts files into the store; those that are there stay as they are. One that is not there, or is not as long as it must
 * be, is put anew.
 *
 * @returns the names of those that were put
 */
export async function keepFiles(store: FileStore, files: InspectedFiles): Promise<string[]> {
  const put: string[] = []
  for (const [file, { key, bytes }] of files) {
    if ((await store.size(key)) === bytes) continue
    const converted = await convertedText(file)
    await store.put(converted === null ? file.path.place : ReadableStream.from([converted.content]), {
      name: file.name,
    })
    put.push(file.name)
  }
  return put
}

/** Recordings with what is known of their files. */
export function givenRecordings(recordings: RecordingItem[], files: InspectedFiles): GivenRecording[] {
  return recordings.map(({ file, poster, captions, ...rest }) => ({
    ...withoutUndefined(rest),
    ...(file === undefined ? {} : { file: files.get(file) ?? null }),
    ...(poster === undefined ? {} : { posterKey: files.get(poster)?.key ?? null }),
    ...(captions === undefined
      ? {}
      : { captions: captions.map(({ language, label, cues }) => ({ language, label: label ?? '', cues })) }),
  }))
}

/** Documents with what is known of their files; Markdown and plain text become readable and searchable. */
export async function givenDocuments(documents: DocumentItem[], files: InspectedFiles): Promise<GivenDocument[]> {
  const given: GivenDocument[] = []
  for (const { file, html, text, kind, title, ...rest } of documents) {
    const kept = file === undefined ? undefined : files.get(file)
    const readable = file === undefined || kept === undefined ? null : await readableOf(file, kept)
    given.push({
      kind,
      title,
      ...withoutUndefined(rest),
      ...(kept === undefined ? {} : { file: kept }),
      ...readable,
      ...(html === undefined ? {} : { html: await cleanHtml(html) }),
      ...(text === undefined ? {} : { text }),
    })
  }
  return given
}

function filesOf(item: ArchiveItem): SourceFile[] {
  const recordings = item.kind === 'conversation' ? (item.recordings ?? []) : []
  const documents = item.kind === 'conversation' || item.kind === 'offering' ? (item.documents ?? []) : []
  const files = [...recordings.flatMap(({ file, poster }) => [file, poster]), ...documents.map(({ file }) => file)]
  return files.filter((file) => file !== undefined)
}

async function readableOf(file: SourceFile, { key, name, bytes }: FileRecord): Promise<Readable | null> {
  if (!READABLE.test(name) || bytes > READABLE_MAX_BYTES) return null
  try {
    const content = (await convertedText(file))?.content ?? (await fs.readFile(file.path.place))
    return await readableText(name, key, content.toString('utf8'))
  } catch (error) {
    if (!isNotMade(error)) throw error
    throw new NotMadeError(
      error.reason,
      `${name}${error.line === null ? '' : `, line ${error.line}`}: ${error.message}`,
    )
  }
}

type Readable = { html: string; text: string }

/**
 * Readable HTML and searchable text of a file that is Markdown or plain text by its name; null for others, and for those
 * too long to be read on a page. Throws a `NotMadeError`. Ids in it begin with the file's key, so that several documents stand on one page.
 */
export async function readableText(name: string, key: string, content: string): Promise<Readable | null> {
  if (!READABLE.test(name) || content.length > MARKDOWN_MAX_LENGTH) return null
  const markdown = /\.txt$/i.test(name) ? plainTextToMarkdown(content) : content
  return renderMarkdown(markdown, { idPrefix: `d${key.slice(0, 8)}-` })
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function withoutUndefined<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Given<T>
}
