/** A line of a Markdown text with where it stands. `begins`: what is before it cannot belong to the same paragraph. */
export type MarkdownLine = { text: string; number: number; begins: boolean; isBlank: boolean }

const QUOTE = /^(?: {0,3}> ?)+/
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/
const ITEM = /^([ \t]*)(?:[-+*]|(\d{1,9})[.)])[ \t]+(?=\S)/

/**
 * The lines of a text in runs that hold a paragraph at most each: a blank line, a heading and an item of a list begin a new
 * one. Where that is not certain (an item that CommonMark 0.31, section 5.3, takes for the middle of a paragraph) the run
 * goes on: it is never shorter than the paragraph.
 */
export function* linesOfRuns(markdown: string): Generator<MarkdownLine> {
  /** The column in which the words of the last item begin; 0 outside lists. */
  let content = 0
  let isAfterBlank = true
  let isAfterHeading = false
  let number = 0
  for (const whole of markdown.split(/\r\n?|\n/)) {
    number += 1
    const text = whole.replace(QUOTE, '')
    const isBlank = text.trim() === ''
    const item = isBlank ? null : ITEM.exec(text)
    const isHeading = HEADING.test(text)
    if (isAfterBlank) content = 0
    const isItem = item !== null && (isAfterBlank || interrupts(item, content))
    if (isItem) content = columnsOf(item[0])
    const begins = isBlank || isAfterBlank || isHeading || isAfterHeading || isItem
    yield { text: whole, number, begins, isBlank }
    isAfterBlank = isBlank
    isAfterHeading = isHeading
  }
}

function interrupts([, indent = '', order]: RegExpExecArray, content: number): boolean {
  const column = columnsOf(indent)
  // A number other than 1 continues a list, and begins none in the midst of words.
  if (order !== undefined && Number(order) !== 1) return column < content
  return column <= content + 3
}

function columnsOf(blanks: string): number {
  let columns = 0
  for (const sign of blanks) columns += sign === '\t' ? 4 - (columns % 4) : 1
  return columns
}
