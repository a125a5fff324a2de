import { LineCounter, parseDocument, stringify } from 'yaml'

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
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined) throw new FrontMatterError(lines.linePos(error.pos[0]).line + offset, error.message)
  function lineOf(path: PropertyKey[]): number {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      const start = rangeStart(node)
      if (start !== null) return lines.linePos(start).line + offset
    }
    return offset + 1
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

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null
  const start: unknown = node.range[0]
  return typeof start === 'number' ? start : null
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
