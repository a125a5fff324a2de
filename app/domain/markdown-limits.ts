/**
 * What a Markdown text may cost. The parser's time grows with the square of the nesting (5,000 nested quotes overflow the
 * stack, 4,000 nested images take 47 seconds), so nesting is judged from the letters before anything is parsed.
 */

/** UTF-16 units. A transcript of two hours has about 120,000. */
export const MARKDOWN_MAX_LENGTH = 400_000
/** Quotes, lists and footnotes inside each other. */
export const MARKDOWN_MAX_CONTAINERS = 40
/** Emphasis, brackets and the like in one run of lines without a blank one between. */
export const MARKDOWN_MAX_MARKS = 2000
/** Elements open at once in HTML, those that close themselves left out. */
export const HTML_MAX_TAGS = 500
/** Levels of the parsed tree; a list inside a list takes two. */
export const MARKUP_MAX_DEPTH = 100

/** Markdown or HTML that would cost too much to read. The message can be shown to whoever wrote it. */
export class MarkdownTooLargeError extends Error {
  override readonly name = 'MarkdownTooLargeError'

  constructor(
    readonly limit: 'length' | 'nesting',
    /** From 1; null where the whole text is meant. */
    readonly line: number | null,
    message: string,
  ) {
    super(message)
  }

  /** By its name: `scripts/` and the site's bundle each have a class of it, and both live in one process. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'MarkdownTooLargeError'
  }
}

const CONTAINER = /^[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]+\]:)/
const MARK = /[*_~[\]]/g

/** Throws `MarkdownTooLargeError` when a text is too long or nests too deeply to be parsed. Linear in its length. */
export function checkMarkdown(markdown: string): void {
  checkLength(markdown)
  let marks = 0
  for (const [index, line] of markdown.split('\n').entries()) {
    if (containersOf(line) > MARKDOWN_MAX_CONTAINERS) throw nestedTooDeeply(index + 1)
    marks = line.trim() === '' ? 0 : marks + (line.match(MARK)?.length ?? 0)
    if (marks > MARKDOWN_MAX_MARKS) throw nestedTooDeeply(index + 1)
  }
}

/** Throws `MarkdownTooLargeError` when a text is longer than `MARKDOWN_MAX_LENGTH`. */
export function checkLength(text: string): void {
  if (text.length <= MARKDOWN_MAX_LENGTH) return
  const [is, may] = [text.length, MARKDOWN_MAX_LENGTH].map((count) => count.toLocaleString('en-GB'))
  throw new MarkdownTooLargeError(
    'length',
    null,
    `The text has ${is} characters; ${may} is the most that can be shown.`,
  )
}

const TAG = /<(\/?)([a-z][^\s/>]*)/gi
/** Elements that hold nothing, or that end where the next one begins. */
const FLAT_TAGS = new Set(
  'area base br col dd dt hr img input li link meta option p source td th tr track wbr'.split(' '),
)

/** As `checkMarkdown`, for HTML: its parser recurses, so the tags that are open at once are counted first. */
export function checkTags(html: string): void {
  checkLength(html)
  let open = 0
  for (const [, slash, name = ''] of html.matchAll(TAG)) {
    if (FLAT_TAGS.has(name.toLowerCase())) continue
    open = slash === '/' ? Math.max(0, open - 1) : open + 1
    if (open > HTML_MAX_TAGS) throw nestedTooDeeply(null)
  }
}

type TreeNode = { type: string; children?: TreeNode[] }

/** Throws `MarkdownTooLargeError` when a parsed tree is deeper than `MARKUP_MAX_DEPTH`. Does not recurse itself. */
export function checkDepth(tree: TreeNode): void {
  let level = [tree]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MARKUP_MAX_DEPTH) throw nestedTooDeeply(null)
    level = level.flatMap((node) => node.children ?? [])
  }
}

function nestedTooDeeply(line: number | null): MarkdownTooLargeError {
  const where = line === null ? '' : ` (line ${line})`
  const message = `Quotes, lists or emphasis stand inside each other too deeply to be shown${where}.`
  return new MarkdownTooLargeError('nesting', line, message)
}

/**
 * How many containers a line may be inside of: those it opens itself, and those that its indentation allows (a list inside
 * a list is set in by two columns or more). Indentation before anything else opens nothing.
 */
function containersOf(line: string): number {
  let rest = line
  let count = 0
  let columns = 0
  for (let opener = CONTAINER.exec(rest); opener !== null; opener = CONTAINER.exec(rest)) {
    count += 1
    columns += columnsOf(opener[0])
    rest = rest.slice(opener[0].length)
    if (count > MARKDOWN_MAX_CONTAINERS) break
  }
  return count + Math.floor(columns / 2)
}

function columnsOf(opener: string): number {
  const blanks = /^[ \t]*/.exec(opener)?.[0] ?? ''
  // One blank after an opener belongs to it.
  return Math.max(0, blanks.replaceAll('\t', '    ').length - 1)
}
