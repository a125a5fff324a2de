import { linesOfRuns } from './markdown-runs.ts'

/**
 * What a Markdown text may cost. Where the parser's time grows with the square of something (nesting, marks that look for
 * their partner, signs that look ahead to the end of a paragraph) or where a few letters stand for much (a row of a wide
 * table), the cost is judged from the letters before anything is parsed. A worker's limit of time stands behind it.
 */

/** UTF-16 units. A transcript of two hours has about 120,000. */
export const MARKDOWN_MAX_LENGTH = 400_000
/** Quotes, lists and footnotes inside each other. */
export const MARKDOWN_MAX_CONTAINERS = 40
/** Brackets open at once in one paragraph. */
export const MARKDOWN_MAX_BRACKETS = 100
/** Lines, marks and cells of tables altogether, paragraphs and items five times; each takes about a tenth of a millisecond. */
export const MARKDOWN_MAX_AMOUNT = 50_000
/** Footnotes, and quotes that stand apart: the parser's time grows with the square of their number. */
export const MARKDOWN_MAX_NOTES = 1000
/** Steps back and ahead in search of what a mark belongs to, summed over all paragraphs. */
export const MARKDOWN_MAX_STEPS = 80_000_000
/** Elements open at once in HTML, those that close themselves left out. */
export const HTML_MAX_TAGS = 500
/** Levels of the parsed tree; a list inside a list takes two. */
export const MARKUP_MAX_DEPTH = 100
/** Nodes and letters of the rendered tree: a reference repeats its whole address each time. */
export const MARKUP_MAX_NODES = 400_000
export const MARKUP_MAX_LETTERS = 2_000_000

/** Markdown or HTML that would cost too much to read. */
export class MarkdownTooLargeError extends Error {
  override readonly name = 'MarkdownTooLargeError'

  constructor(
    readonly limit: 'length' | 'nesting' | 'amount',
    /** From 1; null where the whole text is meant. */
    readonly line: number | null,
    /** Can be shown to whoever wrote the text, who may know its lines by other numbers. */
    readonly sentence: string,
  ) {
    super(line === null ? sentence : sentence.replace(/\.$/, ` (line ${line}).`))
  }

  /** By its name: `scripts/` and the site's bundle each have a class of it, and both live in one process. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'MarkdownTooLargeError'
  }
}

/** A paragraph, heading or item costs as much as so many marks. */
const BLOCK_AMOUNT = 5

const CONTAINER = /^[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]+\]:)/
const QUOTE = /^ {0,3}>/
const FOOTNOTE = /^[ \t>]*\[\^[^\]\s]+\]:/
/** A run of delimiters counts once, as the parser pairs runs. */
const PAIRED = /\*+|_+|~+|\[|\]/g
/** What makes the parser look ahead, to the end of the paragraph if need be. */
const LOOKING_AHEAD = /<|`+|\(|&/g
const AMOUNT = /\*+|_+|~+|[[\]<&\\|`@]|:\/\/|www\./g
/** The line below the head of a table, which says how many columns each row has. */
const TABLE_RULE = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/

/** What a text costs, or has cost until it was too much. */
export type MarkdownCost = { steps: number; amount: number }

/**
 * Throws `MarkdownTooLargeError` when a text is too long, nests too deeply or holds too much to be parsed, else tells what
 * it costs. Linear in its length.
 */
export function checkMarkdown(markdown: string): MarkdownCost {
  checkLength(markdown)
  const run = { letters: 0, paired: 0, ahead: 0, open: 0 }
  /** Those of the runs before this one. */
  let stepsBefore = 0
  let amount = 0
  let notes = 0
  let columns = 0
  let wasQuote = false
  const steps = () => stepsBefore + run.paired ** 2 + run.ahead * run.letters
  for (const { text, number, begins, isBlank } of linesOfRuns(markdown)) {
    if (begins) {
      stepsBefore = steps()
      Object.assign(run, { letters: 0, paired: 0, ahead: 0, open: 0 })
    }
    const isQuote = QUOTE.test(text)
    if (FOOTNOTE.test(text) || (isQuote && !wasQuote)) notes += 1
    wasQuote = isQuote
    if (isBlank) {
      columns = 0
      continue
    }
    if (containersOf(text) > MARKDOWN_MAX_CONTAINERS) throw nestedTooDeeply(number)
    run.letters += text.length + 1
    for (const [mark] of text.matchAll(PAIRED)) {
      run.paired += 1
      if (mark === '[') run.open += 1
      if (mark === ']') run.open = Math.max(0, run.open - 1)
      if (run.open > MARKDOWN_MAX_BRACKETS) throw nestedTooDeeply(number)
    }
    run.ahead += countOf(LOOKING_AHEAD, text)
    if (steps() > MARKDOWN_MAX_STEPS) throw nestedTooDeeply(number)
    if (text.includes('-') && TABLE_RULE.test(text)) columns = Math.max(columns, countOf(/\|/g, text) + 1)
    amount += (begins ? BLOCK_AMOUNT : 1) + Math.max(columns, countOf(AMOUNT, text))
    if (amount > MARKDOWN_MAX_AMOUNT || notes > MARKDOWN_MAX_NOTES) throw tooMuch(number)
  }
  return { steps: steps(), amount }
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
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

type TreeNode = { type: string; children?: TreeNode[]; value?: string; properties?: object }

/** Throws `MarkdownTooLargeError` when a parsed tree is deeper than `MARKUP_MAX_DEPTH`. Does not recurse itself. */
export function checkDepth(tree: TreeNode): void {
  let level = [tree]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MARKUP_MAX_DEPTH) throw nestedTooDeeply(null)
    level = level.flatMap((node) => node.children ?? [])
  }
}

/** Throws `MarkdownTooLargeError` when what a text became is larger than a page can show. */
export function checkSize(tree: TreeNode): void {
  let nodes = 0
  let letters = 0
  const waiting = [tree]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes += 1
    letters += node.value?.length ?? 0
    for (const value of Object.values(node.properties ?? {})) letters += typeof value === 'string' ? value.length : 0
    if (nodes > MARKUP_MAX_NODES || letters > MARKUP_MAX_LETTERS) throw tooMuch(null)
    for (const child of node.children ?? []) waiting.push(child)
  }
}

function nestedTooDeeply(line: number | null): MarkdownTooLargeError {
  const sentence = 'Quotes, lists or emphasis stand inside each other too deeply to be shown.'
  return new MarkdownTooLargeError('nesting', line, sentence)
}

function tooMuch(line: number | null): MarkdownTooLargeError {
  const sentence = 'The text holds more links, notes, cells of tables and other markup than can be shown.'
  return new MarkdownTooLargeError('amount', line, sentence)
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
