import { isCollection, isMap, isScalar, LineCounter, parseDocument, stringify, visit, type Document } from 'yaml'

/** Markdown with YAML (1.2) between two lines of `---` above it. */

export type FrontMatter = {
  fields: Record<string, unknown>
  body: string
  /** The line of the file on which the body begins to say something, from 1: blank lines before are no part of the text. */
  textLine: number
  /** The line on which a field stands, from 1: its own, or that of the nearest field around it. */
  lineOf: (path: PropertyKey[]) => number
}

/** A file that cannot be taken apart, and the line at which. */
export class FrontMatterError extends Error {
  override name = 'FrontMatterError'

  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line}: ${reason}`)
  }
}

const OPENING = /^\uFEFF?---[ \t]*\n/
const CLOSING = /^---[ \t]*$/m
/** A file may not use anchors to blow itself up. */
const MAX_ALIASES = 100

/**
 * Takes a file apart.
 *
 * @throws FrontMatterError with the line at which that cannot be done.
 */
export function readFrontMatter(file: string): FrontMatter {
  const text = file.replace(/\r\n?/g, '\n')
  const opening = OPENING.exec(text)
  if (opening === null) throw new FrontMatterError(1, 'the file does not begin with a line of ---')
  const rest = text.slice(opening[0].length)
  const closing = CLOSING.exec(rest)
  if (closing === null) throw new FrontMatterError(1, 'the second line of --- is missing')
  const yaml = rest.slice(0, closing.index)
  const body = rest.slice(closing.index + closing[0].length)
  const closingLine = 1 + yaml.split('\n').length
  const bodyLine = closingLine + 1
  const blank = /^(?:[^\S\n]*\n)+/.exec(body)?.[0] ?? ''
  const textLine = closingLine + blank.split('\n').length - 1
  const { fields, lineOf } = readYaml(yaml, 1)
  if (!isMapping(fields)) throw new FrontMatterError(2, 'between the lines of --- stand no fields (name: value)')
  return { fields, body, textLine, lineOf: (path) => (path[0] === 'body' ? bodyLine : lineOf(path)) }
}

/** YAML with the lines of its fields; `offset` is how many lines stand above it. Throws `FrontMatterError`. */
export function readYaml(yaml: string, offset: number): { fields: unknown; lineOf: (path: PropertyKey[]) => number } {
  const lines = new LineCounter()
  // The library compares every name of a mapping with every other; `repeatedName` looks each up.
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const [error] = document.errors
  if (error !== undefined) throw new FrontMatterError(lines.linePos(error.pos[0]).line + offset, error.message)
  const repeated = repeatedName(document)
  if (repeated !== null) throw new FrontMatterError(lines.linePos(repeated).line + offset, 'Map keys must be unique')
  const entriesOf = entryFinder()
  function lineOf(path: PropertyKey[]): number {
    let node: unknown = document.contents
    let line = offset + 1
    for (const key of path) {
      node = entriesOf(node)?.get(String(key))
      const start = rangeStart(node)
      if (start !== null) line = lines.linePos(start).line + offset
    }
    return line
  }
  try {
    return { fields: document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {}, lineOf }
  } catch (failure) {
    if (!(failure instanceof ReferenceError)) throw failure
    throw new FrontMatterError(offset + 1, failure.message)
  }
}

/** Puts a file together. Fields that are undefined are left out. */
export function writeFrontMatter(fields: Record<string, unknown>, body = ''): string {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const yaml = Object.keys(given).length === 0 ? '' : writeYaml(given)
  return `---\n${yaml}---\n${body === '' ? '' : `\n${body}\n`}`
}

/** YAML that means the same to programs of version 1.1: they would take a bare `2023-12-21`, `18:00` or `yes` for no text. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' })
}

/** Where a mapping has a name for a second time; null where none does. */
function repeatedName(document: Document): number | null {
  let repeated: number | null = null
  visit(document, {
    Map: (_, { items }) => {
      const names = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (names.has(key.value)) repeated ??= rangeStart(key)
        names.add(key.value)
      }
      return repeated === null ? undefined : visit.BREAK
    },
  })
  return repeated
}

/** Finds what stands in a list or under the names of a mapping; each is looked through once, however often it is asked. */
function entryFinder(): (node: unknown) => Map<string, unknown> | undefined {
  const known = new Map<unknown, Map<string, unknown>>()
  return (node) => {
    const before = known.get(node)
    if (before !== undefined || !isCollection(node)) return before
    const entries = new Map<string, unknown>(
      isMap(node)
        ? node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value])
        : node.items.map((item, index) => [String(index), item]),
    )
    known.set(node, entries)
    return entries
  }
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null
  const start: unknown = node.range[0]
  return typeof start === 'number' ? start : null
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
