import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'

import { fileTypeFromFile } from 'file-type'

import type { ArchiveItem, DocumentItem, RecordingItem } from '#app/domain/archive-item.ts'
import type { SourceFile } from '#app/domain/archive-item-fields.ts'
import type { FileRecord } from '#app/domain/archive-record.ts'
import { MARKDOWN_MAX_LENGTH, renderMarkdown } from '#app/domain/markdown.ts'
import { plainTextToMarkdown } from '#app/domain/plain-text.ts'
import { mediaTypeOf } from '#app/files/media-type.ts'
import type { FileStore } from '#app/files/store.ts'

import type { GivenDocument, GivenRecording } from './merge-conversation.ts'
import { sanitizeHtml } from './sanitize-html.ts'

/** The files that items bring: looked at first (a dry run stops there), kept before any row names them. */

const HEAD_BYTES = 4096
const READABLE = /\.(md|markdown|txt)$/i

/**
 * What a file will be in the store, without putting it there.
 *
 * @throws FileContentError when its content is not what its name says; ENOENT and the like when it cannot be read.
 */
export async function inspectFile({ path, name }: SourceFile): Promise<FileRecord> {
  const hash = createHash('sha256')
  const heads: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    if (bytes < HEAD_BYTES) heads.push(chunk.subarray(0, HEAD_BYTES - bytes))
    bytes += chunk.length
  }
  const found = (await fileTypeFromFile(path))?.mime ?? null
  return { key: hash.digest('hex'), name, mediaType: mediaTypeOf(name, found, Buffer.concat(heads)), bytes }
}

/** Puts files into the store; those that are there stay as they are. */
export async function keepFiles(store: FileStore, files: readonly SourceFile[]): Promise<void> {
  for (const file of files) {
    const { key } = await inspectFile(file)
    if (!(await store.has(key))) await store.put(file.path, { name: file.name })
  }
}

/** The files that an item brings. */
export function filesOf(item: ArchiveItem): SourceFile[] {
  const recordings = item.kind === 'conversation' ? (item.recordings ?? []) : []
  const documents = item.kind === 'conversation' || item.kind === 'offering' ? (item.documents ?? []) : []
  const files = [...recordings.flatMap(({ file, poster }) => [file, poster]), ...documents.map(({ file }) => file)]
  return files.filter((file) => file !== undefined)
}

/** Recordings with their files looked at. */
export async function givenRecordings(recordings: RecordingItem[] | undefined): Promise<GivenRecording[] | undefined> {
  if (recordings === undefined) return undefined
  return Promise.all(
    recordings.map(async ({ file, poster, captions, ...rest }) => ({
      ...withoutUndefined(rest),
      ...(file === undefined ? {} : { file: await inspectFile(file) }),
      ...(poster === undefined ? {} : { posterKey: (await inspectFile(poster)).key }),
      ...(captions === undefined
        ? {}
        : { captions: captions.map(({ language, label, cues }) => ({ language, label: label ?? '', cues })) }),
    })),
  )
}

/** Documents with their files looked at; Markdown and plain text become readable and searchable. */
export async function givenDocuments(documents: DocumentItem[] | undefined): Promise<GivenDocument[] | undefined> {
  if (documents === undefined) return undefined
  return Promise.all(
    documents.map(async ({ file, html, text, kind, title, ...rest }) => {
      const kept = file === undefined ? undefined : await inspectFile(file)
      const readable = file === undefined || kept === undefined ? null : await readableOf(file, kept)
      return {
        kind,
        title,
        ...withoutUndefined(rest),
        ...(kept === undefined ? {} : { file: kept }),
        ...readable,
        ...(html === undefined ? {} : { html: sanitizeHtml(html) }),
        ...(text === undefined ? {} : { text }),
      }
    }),
  )
}

/**
 * Readable HTML and searchable text of a file, when it is Markdown or plain text; null for others. Ids in it begin with the
 * file's key, so that several documents stand on one page.
 */
export async function readableOf(
  file: SourceFile,
  { key, name }: FileRecord,
): Promise<{ html: string; text: string } | null> {
  if (!READABLE.test(name)) return null
  const content = await fs.readFile(file.path, 'utf8')
  return readableText(name, key, content)
}

/** As `readableOf`, of a content at hand. */
export function readableText(name: string, key: string, content: string): { html: string; text: string } | null {
  if (!READABLE.test(name) || content.length > MARKDOWN_MAX_LENGTH) return null
  const markdown = /\.txt$/i.test(name) ? plainTextToMarkdown(content) : content
  return renderMarkdown(markdown, { idPrefix: `d${key.slice(0, 8)}-` })
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function withoutUndefined<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Given<T>
}
