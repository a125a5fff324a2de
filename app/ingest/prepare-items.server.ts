import { readItem, type ArchiveItem, type FieldIssue } from '#app/domain/archive-item.ts'

import { kindOf } from './entries-batches.ts'
import type { GivenDocument, GivenRecording } from './merge-conversation.ts'
import { refusalOf } from './refusal.ts'
import type { ReportItem } from './report.ts'
import { givenDocuments, givenRecordings, inspectFiles, type InspectedFiles } from './source-files.server.ts'
import type { Place, Problem, SourceEntry } from './source.ts'

/** An item that passed every check that needs no archive, with its files looked at. */
export type PreparedItem = {
  entry: SourceEntry
  item: ArchiveItem
  recordings: GivenRecording[] | undefined
  documents: GivenDocument[] | undefined
  files: InspectedFiles
  /** What the editor should know although the item is taken. */
  notices: string[]
}

/** By what an item is known, and where that stood first: a source may not say two things of one item. */
export type SeenItems = Map<string, Place>

/** Checks an entry: an item, or the report of why it is none. */
export async function prepareItem(entry: SourceEntry, seen: SeenItems): Promise<PreparedItem | ReportItem> {
  const told = entry.problems.map((problem) => inWords(problem, entry.place))
  if (entry.candidate === null) {
    const { action, title, heldOn } = entry
    return { ...unsettled(entry), action, title, heldOn, problems: told }
  }
  const read = readItem(entry.candidate)
  if (read.item === null) {
    const issues = issuesInWords(read.issues, entry)
    return refused(entry, [...told, ...issues])
  }
  const { item } = read
  const notices = [...told, ...issuesInWords(read.notices, entry)]
  const key = identityOf(item)
  const first = seen.get(key)
  if (first !== undefined && first !== entry.place) {
    return refused(entry, [...notices, repetition(item, placeInWords(first, entry.place))])
  }
  seen.set(key, entry.place)
  try {
    const files = await inspectFiles(item, notices)
    return {
      entry,
      item,
      recordings: 'recordings' in item && item.recordings ? givenRecordings(item.recordings, files) : undefined,
      documents: 'documents' in item && item.documents ? await givenDocuments(item.documents, files) : undefined,
      files,
      notices,
    }
  } catch (error) {
    const problem = refusalOf(error)
    if (problem === null) throw error
    return refused(entry, [...notices, problem])
  }
}

/** The report of an entry that is not taken. */
export function refused(entry: SourceEntry, problems: string[]): ReportItem {
  return { ...unsettled(entry), action: 'refused', ...labelOf(entry.candidate ?? {}), problems }
}

function unsettled(entry: SourceEntry): Omit<ReportItem, 'action'> {
  const { file, line } = entry.place
  return {
    kind: kindOf(entry),
    slug: null,
    title: null,
    heldOn: null,
    speakers: [],
    file,
    line,
    fields: [],
    problems: [],
  }
}

/** What a candidate that failed calls itself, as far as that can be shown. */
function labelOf(candidate: Record<string, unknown>): { title: string | null; heldOn: string | null } {
  const title = candidate['title'] ?? candidate['name']
  const heldOn = candidate['heldOn'] ?? candidate['datedOn']
  return { title: typeof title === 'string' ? title : null, heldOn: typeof heldOn === 'string' ? heldOn : null }
}

function identityOf(item: ArchiveItem): string {
  if (item.kind === 'redirect') return `redirect ${item.from}`
  if ('id' in item && item.id !== undefined) return `${item.kind} id ${item.id}`
  if (item.slug !== undefined) return `${item.kind} slug ${item.slug}`
  return item.kind === 'conversation' ? `conversation ${JSON.stringify(item.series ?? null)} ${item.heldOn}` : item.kind
}

function repetition(item: ArchiveItem, place: string): string {
  if ('id' in item && item.id !== undefined) return `the same id “${item.id}” stands at ${place} already`
  if (item.kind !== 'conversation' || item.slug !== undefined) return `the same ${item.kind} stands at ${place} already`
  return `a conversation of this series and date stands at ${place} already: only an id tells them apart`
}

function placeInWords({ file, line }: Place, here: Place): string {
  if (line === null) return file
  return file === here.file ? `line ${line}` : `${file}:${line}`
}

function inWords({ line, text }: Problem, place: Place): string {
  return line === null || line === place.line ? text : `line ${line}: ${text}`
}

/** In the order of the lines that they stand on. */
function issuesInWords(issues: FieldIssue[], entry: SourceEntry): string[] {
  const problems = issues.map(({ path, message }) => {
    const { line, field } = entry.candidate === null ? { line: null, field: '' } : entry.locate(path)
    return { line, text: field === '' ? message : `${field}: ${message}` }
  })
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).map((problem) => inWords(problem, entry.place))
}
