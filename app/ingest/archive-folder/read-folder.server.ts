import path from 'node:path'

import type { ItemCandidate, ItemKind } from '#app/domain/archive-item.ts'

import { UnreadableSourceError, type Problem, type Source, type SourceEntry } from '#app/ingest/source.ts'
import { FolderFileError, folderFiles, type FolderFiles } from './folder-files.server.ts'
import { ARCHIVE_FILE, FOLDERS, FORMAT, ITEM_FILES, REDIRECTS_FILE } from './format.ts'
import { FrontMatterError, readFrontMatter, readYaml, type FrontMatter } from './front-matter.ts'
import { withFiles, type FileProblem } from './named-files.server.ts'

type ItemFile = { kind: ItemKind; slug: string; file: string }

/**
 * Opens an archive folder.
 *
 * @throws UnreadableSourceError when it is none, or of a later format.
 */
export async function openArchiveFolder(folder: string): Promise<Source> {
  const files = await folderFiles(folder)
  const { title, missing } = await readArchiveFile(folder, files)
  const { items, strange } = await listItems(files)
  const slugs: Partial<Record<ItemKind, Set<string>>> = {}
  for (const { kind, slug } of items) (slugs[kind] ??= new Set()).add(slug)
  let count = 0

  async function* entries(): AsyncGenerator<SourceEntry> {
    for (const entry of strange) yield entry
    for (const item of items) {
      yield await readItemFile(item, files)
      count += 1
    }
    yield* readRedirects(files)
  }

  return {
    title,
    remarks: missing.map((text) => ({ line: null, text })),
    entries: entries(),
    lists: 'whole',
    slugs,
    progress: () => (items.length === 0 ? null : count / items.length),
  }
}

async function readArchiveFile(
  folder: string,
  files: FolderFiles,
): Promise<{ title: string | null; missing: string[] }> {
  const name = path.basename(path.resolve(folder))
  if ((await files.find(ARCHIVE_FILE)) === null) {
    throw new UnreadableSourceError(`The folder ${name} is not an archive: it has no ${ARCHIVE_FILE}.`)
  }
  try {
    const { format, title, missing } = readFrontMatter((await files.read(ARCHIVE_FILE)).text).fields
    if (format === FORMAT) return { title: typeof title === 'string' ? title : null, missing: missingInWords(missing) }
    throw new UnreadableSourceError(
      `${name}/${ARCHIVE_FILE} is of format ${String(format)}; this version reads format ${FORMAT}.`,
    )
  } catch (error) {
    if (!(error instanceof FrontMatterError || error instanceof FolderFileError)) throw error
    throw new UnreadableSourceError(`${name}/${ARCHIVE_FILE} cannot be read: ${error.message}.`)
  }
}

/** An export that lacked stored files says which. */
function missingInWords(missing: unknown): string[] {
  if (!Array.isArray(missing)) return []
  return missing.flatMap((one: { what?: unknown; why?: unknown } | null) =>
    typeof one?.what === 'string'
      ? [`The folder is partial: ${one.what} was ${String(one.why)} when it was written.`]
      : [],
  )
}

/** The items of the folder, in reading order, and what lies there that is none. */
async function listItems(files: FolderFiles): Promise<{ items: ItemFile[]; strange: SourceEntry[] }> {
  const items: ItemFile[] = []
  const strange: SourceEntry[] = []
  for (const { name, isFolder } of (await files.list('.')) ?? []) {
    const known = FOLDERS.find(({ folder }) => folder === name)
    if (isFolder && known === undefined) {
      strange.push(refusedFile('conversation', name, `no folder of an archive is called “${name}”`))
    }
    if (!isFolder && known !== undefined) strange.push(refusedFile(known.kind, name, 'is no folder of files'))
  }
  for (const { kind, folder } of FOLDERS) {
    for (const { name, isFolder } of (await files.list(folder)) ?? []) {
      const file = `${folder}/${name}`
      const itemFile = ITEM_FILES[kind]
      const slug = name.replace(/\.md$/, '').normalize('NFC')
      if (!isFolder && name.endsWith('.md')) items.push({ kind, slug, file })
      else if (isFolder && itemFile !== undefined) items.push({ kind, slug, file: `${file}/${itemFile}` })
      else if (isFolder) strange.push(refusedFile(kind, file, 'a folder stands where a file SLUG.md should'))
    }
  }
  return { items, strange }
}

async function readItemFile({ kind, slug, file }: ItemFile, files: FolderFiles): Promise<SourceEntry> {
  let read: FrontMatter
  const problems: Problem[] = []
  try {
    const { text, notices } = await files.read(file)
    problems.push(...notices.map((notice) => ({ line: null, text: `the file ${notice}` })))
    read = readFrontMatter(text)
  } catch (error) {
    if (error instanceof FrontMatterError) return refusedFile(kind, file, error.reason, error.line)
    if (error instanceof FolderFileError) return refusedFile(kind, file, `the file ${error.message}`)
    throw error
  }
  const named = await withFiles(read.fields, path.posix.dirname(file), files)
  const located = ({ path, text }: FileProblem) => ({ line: read.lineOf(path), text: `${fieldName(path)}: ${text}` })
  problems.push(...named.notices.map(located))
  const faults = named.faults.map(located)
  const candidate = toCandidate(kind, slug, { ...read, fields: named.fields }, problems)
  const place = { file, line: 1 }
  if (faults.length > 0) {
    const { title, heldOn } = labelOf(read.fields)
    return { place, problems: [...problems, ...faults], candidate: null, kind, action: 'refused', title, heldOn }
  }
  function locate(path: PropertyKey[]): { line: number; field: string; textLine: number } {
    const written = path.map((key) => (key === 'offeringKind' ? 'kind' : key))
    return { line: read.lineOf(written), field: fieldName(written), textLine: read.textLine }
  }
  return { place, problems, candidate, locate }
}

/** What the file says, as an item: only the kind has another name, because the item needs that word itself. */
function toCandidate(
  kind: ItemKind,
  slug: string,
  { fields, body, lineOf }: FrontMatter,
  problems: Problem[],
): ItemCandidate {
  const { kind: ownKind, body: ownBody, ...rest } = fields
  const candidate: ItemCandidate = { slug, ...rest, kind }
  if (kind === 'offering') candidate['offeringKind'] = ownKind
  else if (ownKind !== undefined) problems.push({ line: lineOf(['kind']), text: 'kind: is not known here' })
  if (ownBody !== undefined)
    problems.push({ line: 1, text: 'body: is not known here, the text stands below the second ---' })
  if (body.trim() !== '') candidate['body'] = body
  return candidate
}

async function* readRedirects(files: FolderFiles): AsyncGenerator<SourceEntry> {
  if ((await files.find(REDIRECTS_FILE)) === null) return
  try {
    const { text, notices } = await files.read(REDIRECTS_FILE)
    const told = notices.map((notice) => ({ line: null, text: `the file ${notice}` }))
    const { fields, lineOf } = readYaml(text, 0)
    const redirects = Array.isArray(fields) ? fields : []
    if (!Array.isArray(fields)) yield refusedFile('redirect', REDIRECTS_FILE, 'the file must be a list of { from, to }')
    for (const [index, redirect] of redirects.entries()) {
      const candidate: ItemCandidate = {
        ...(typeof redirect === 'object' && redirect !== null ? redirect : {}),
        kind: 'redirect',
      }
      yield {
        place: { file: REDIRECTS_FILE, line: lineOf([index]) },
        problems: index === 0 ? told : [],
        candidate,
        locate: (path) => ({ line: lineOf([index, ...path]), field: fieldName(path) }),
      }
    }
  } catch (error) {
    if (error instanceof FolderFileError) yield refusedFile('redirect', REDIRECTS_FILE, `the file ${error.message}`)
    else if (error instanceof FrontMatterError) yield refusedFile('redirect', REDIRECTS_FILE, error.reason, error.line)
    else throw error
  }
}

function refusedFile(kind: ItemKind, file: string, text: string, line: number | null = null): SourceEntry {
  const problems = [{ line, text }]
  return { place: { file, line }, problems, candidate: null, kind, action: 'refused', title: null, heldOn: null }
}

function labelOf(fields: Record<string, unknown>): { title: string | null; heldOn: string | null } {
  const title = fields['title'] ?? fields['name']
  const heldOn = fields['heldOn'] ?? fields['datedOn']
  return { title: typeof title === 'string' ? title : null, heldOn: typeof heldOn === 'string' ? heldOn : null }
}

function fieldName(path: PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
