import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

import type { ItemCandidate } from '#app/domain/archive-item.ts'
import { namesNobody } from '#app/domain/names.ts'
import { plainTextToMarkdown } from '#app/domain/plain-text.ts'
import { TextEncodingError } from '#app/files/text-encoding.ts'

import { UnreadableSourceError, type Place, type Problem, type Source, type SourceEntry } from '#app/ingest/source.ts'
import { readLines } from './lines.ts'
import { withoutMarkup } from './markup-in-text.ts'

/**
 * JSON Lines (https://jsonlines.org), plain or gzipped: a conversation a line, with `id, title, date, summary,
 * speakers[{name}], themes[], series, language, recordings[{url, durationSeconds}]`. The summary is plain text.
 */

/** A longer line is no conversation; it is refused without being held in memory. */
const LINE_MAX_BYTES = 4 * 1024 * 1024
/** The fields of a line, and what an item calls them. */
const FIELDS = new Map([
  ['id', 'id'],
  ['title', 'title'],
  ['date', 'heldOn'],
  ['summary', 'body'],
  ['speakers', 'speakers'],
  ['themes', 'themes'],
  ['series', 'series'],
  ['language', 'language'],
  ['recordings', 'recordings'],
])
const NAMES_OF_FIELDS = new Map([...FIELDS].map(([name, field]) => [field, name]))
/** The fields of a recording. A line names no files of this machine: only a folder has its own beside it. */
const RECORDING_FIELDS = new Set(['url', 'durationSeconds', 'kind', 'availability', 'chapters'])

/** Opens a file of JSON Lines. It is read line by line while the entries are taken. */
export async function openJsonLines(file: string): Promise<Source> {
  const { size } = await fs.stat(file)
  const isZipped = await isGzip(file)
  const raw = createReadStream(file)
  const bytes = isZipped ? unzipped(raw) : raw
  return {
    title: null,
    entries: readEntries(bytes, path.basename(file)),
    lists: 'whole',
    slugs: {},
    progress: () => (size === 0 ? null : Math.min(1, raw.bytesRead / size)),
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await fs.open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

function unzipped(raw: NodeJS.ReadableStream): AsyncIterable<Uint8Array> {
  // Errors reach whoever reads the result; `pipeline` only wants to be told somewhere.
  return pipeline(raw, createGunzip(), () => undefined)
}

async function* readEntries(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<SourceEntry> {
  let count = 0
  let isJson = false
  try {
    for await (const { line, text, fault, notice } of readLines(bytes, LINE_MAX_BYTES)) {
      if (text?.trim() === '') continue
      count += 1
      const place = { file, line }
      const entry = fault === undefined ? readEntry(text, place) : refusedLine(place, `the line ${fault}`)
      if (notice !== undefined) entry.problems.unshift({ line, text: `the file ${notice}` })
      isJson ||= entry.candidate !== null
      yield entry
    }
  } catch (error) {
    if (error instanceof TextEncodingError) throw new UnreadableSourceError(`${file} ${error.reason}.`)
    const isDamage = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    if (!isDamage) throw error
    throw new UnreadableSourceError(`${file} is damaged: it could be unpacked only up to item ${count}.`)
  }
  if (!isJson) throw new UnreadableSourceError(`${file} holds no lines of JSON.`)
}

function readEntry(text: string | null, place: Place): SourceEntry {
  if (text === null) return refusedLine(place, `the line is longer than ${LINE_MAX_BYTES / 1024 / 1024} MB`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refusedLine(place, `the line is not JSON: ${error.message}`)
  }
  if (!isObject(value)) return refusedLine(place, 'the line is not an object of JSON')
  const problems: Problem[] = []
  return {
    place,
    problems,
    candidate: toCandidate(value, problems),
    locate: (path) => ({ line: place.line, field: nameOf(path) }),
  }
}

function refusedLine(place: Place, text: string): SourceEntry {
  const problems = [{ line: place.line, text }]
  return { place, problems, candidate: null, kind: 'conversation', action: 'refused', title: null, heldOn: null }
}

/** What cannot be understood goes through as it is: the check of the item says what is wrong with it. */
function toCandidate(line: Record<string, unknown>, problems: Problem[]): ItemCandidate {
  const candidate: ItemCandidate = { kind: 'conversation' }
  for (const [name, value] of Object.entries(line)) {
    const field = FIELDS.get(name)
    if (field === undefined) problems.push({ line: null, text: `${name}: is not known here` })
    else if (value !== null) candidate[field] = value
  }
  const { title, body, series, speakers, themes, recordings } = candidate
  if (title === '') candidate['title'] = null
  else if (typeof title === 'string') candidate['title'] = withoutMarkup(title)
  if (typeof body === 'string') candidate['body'] = plainTextToMarkdown(withoutMarkup(body))
  if (typeof series === 'string') candidate['series'] = { name: withoutMarkup(series) }
  if (Array.isArray(themes))
    candidate['themes'] = themes.map((theme) => (typeof theme === 'string' ? { name: withoutMarkup(theme) } : theme))
  if (Array.isArray(speakers)) candidate['speakers'] = toSpeakers(speakers, problems)
  if (Array.isArray(recordings))
    candidate['recordings'] = recordings.map((recording, index) => toRecording(recording, index, problems))
  return candidate
}

function toSpeakers(speakers: unknown[], problems: Problem[]): unknown[] {
  return speakers.flatMap((speaker) => {
    const name = isObject(speaker) ? speaker['name'] : speaker
    if (typeof name === 'string' && namesNobody(name)) {
      problems.push({ line: null, text: `“${name}” names nobody: left out` })
      return []
    }
    return [{ person: { name: typeof name === 'string' ? withoutMarkup(name) : name } }]
  })
}

function toRecording(recording: unknown, index: number, problems: Problem[]): unknown {
  if (!isObject(recording)) return recording
  const known = Object.entries(recording).filter(([name]) => {
    const isKnown = RECORDING_FIELDS.has(name)
    if (!isKnown) problems.push({ line: null, text: `recordings[${index}].${name}: is not known here` })
    return isKnown
  })
  const { url, durationSeconds, ...others } = Object.fromEntries(known)
  // Some programs write 0 for a length that they do not know.
  const isKnown = durationSeconds !== null && durationSeconds !== 0 && durationSeconds !== undefined
  return { ...others, address: url, ...(isKnown ? { durationSeconds } : {}) }
}

function nameOf(path: PropertyKey[]): string {
  const [field, ...rest] = path.map((key) => (key === 'address' ? 'url' : key))
  const names = [NAMES_OF_FIELDS.get(String(field)) ?? field, ...rest.filter((key) => key !== 'person')]
  return names
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .slice(1)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
