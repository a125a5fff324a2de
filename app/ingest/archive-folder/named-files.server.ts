import path from 'node:path'

import type { LocalPath } from '#app/domain/local-path.ts'
import type { Cue } from '#app/domain/transcript.ts'
import { readTranscript } from '#app/ingest/transcripts/read-transcript.ts'
import { TranscriptError } from '#app/ingest/transcripts/transcript-error.ts'
import { FolderFileError, type FolderFiles } from './folder-files.server.ts'

/** The files that an item's fields name, found beside it and put in the place of their names. */

export type NamedFiles = {
  fields: Record<string, unknown>
  /** Files that are not there, or cannot be read: the item is not whole then. */
  faults: FileProblem[]
  /** What an editor should look at, although the item is whole. */
  notices: FileProblem[]
}

export type FileProblem = { path: PropertyKey[]; text: string }

export async function withFiles(
  fields: Record<string, unknown>,
  folder: string,
  files: FolderFiles,
): Promise<NamedFiles> {
  const faults: FileProblem[] = []
  const notices: FileProblem[] = []

  /** A file to be stored, with the name that readers see. */
  async function stored(name: unknown, shown: unknown, at: PropertyKey[]): Promise<unknown> {
    const found = await find(name, at)
    return found === null ? null : { path: found, name: shown ?? path.posix.basename(String(name)) }
  }

  /** `lost` is told what to do without the text of a file that cannot be read. */
  async function textOf(name: unknown, at: PropertyKey[], lost = faults): Promise<string | null> {
    if ((await find(name, at)) === null) return null
    try {
      const { text, notices: told } = await files.read(path.posix.join(folder, String(name)))
      notices.push(...told.map((notice) => ({ path: at, text: `${String(name)} ${notice}` })))
      return text
    } catch (error) {
      if (!(error instanceof FolderFileError)) throw error
      lost.push({ path: at, text: `${String(name)} ${error.message}` })
      return null
    }
  }

  /** Captions that cannot be read are no reason to lose a conversation: null, and the archive keeps those it has. */
  async function cuesOf(name: unknown, at: PropertyKey[]): Promise<Cue[] | null> {
    const unread: FileProblem[] = []
    try {
      const text = await textOf(name, at, unread)
      if (text === null) return null
      const { cues, problems } = readTranscript(String(name), text)
      notices.push(...problems.map((problem) => ({ path: at, text: `${String(name)}, ${problem}` })))
      return cues
    } catch (error) {
      if (!(error instanceof TranscriptError)) throw error
      unread.push({ path: at, text: `${String(name)}, ${error.message}` })
      return null
    } finally {
      notices.push(...unread.map(({ path, text }) => ({ path, text: `the captions are left out: ${text}` })))
    }
  }

  async function find(name: unknown, at: PropertyKey[]): Promise<LocalPath | null> {
    if (typeof name !== 'string' || name === '') {
      faults.push({ path: at, text: 'must be the name of a file' })
      return null
    }
    const found = await files.find(path.posix.join(folder, name))
    if (found === null) faults.push({ path: at, text: `there is no file “${name}” inside the folder` })
    return found
  }

  async function recording(value: unknown, at: PropertyKey[]): Promise<unknown> {
    if (!isObject(value)) return value
    const { file, fileName, poster, captions, ...rest } = value
    return {
      ...rest,
      ...(file === undefined ? {} : { file: await stored(file, fileName, [...at, 'file']) }),
      ...(poster === undefined ? {} : { poster: await stored(poster, undefined, [...at, 'poster']) }),
      ...(captions === undefined ? {} : { captions: await each(captions, [...at, 'captions'], captionTrack) }),
    }
  }

  async function captionTrack(value: unknown, at: PropertyKey[]): Promise<unknown> {
    if (!isObject(value)) return value
    // The words come from the file alone; nobody has checked what else a field of that name may hold.
    const { file, cues: _, ...rest } = value
    return { ...rest, cues: await cuesOf(file, [...at, 'file']) }
  }

  async function document(value: unknown, at: PropertyKey[]): Promise<unknown> {
    if (!isObject(value)) return value
    const { file, fileName, html, text, ...rest } = value
    return {
      ...rest,
      ...(file === undefined ? {} : { file: await stored(file, fileName, [...at, 'file']) }),
      ...(html === undefined ? {} : { html: await textOf(html, [...at, 'html']) }),
      ...(text === undefined ? {} : { text: await textOf(text, [...at, 'text']) }),
    }
  }

  const { recordings, documents, ...rest } = fields
  return {
    fields: {
      ...rest,
      ...(recordings === undefined ? {} : { recordings: await each(recordings, ['recordings'], recording) }),
      ...(documents === undefined ? {} : { documents: await each(documents, ['documents'], document) }),
    },
    faults,
    notices,
  }
}

async function each(
  list: unknown,
  at: PropertyKey[],
  change: (value: unknown, at: PropertyKey[]) => Promise<unknown>,
): Promise<unknown> {
  if (!Array.isArray(list)) return list
  const changed: unknown[] = []
  for (const [index, value] of list.entries()) changed.push(await change(value, [...at, index]))
  return changed
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
