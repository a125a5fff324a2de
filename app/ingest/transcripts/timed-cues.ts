import type { LineProblems } from './line-problems.ts'
import { readTimesLine } from './times.ts'

/**
 * WebVTT (W3C, https://www.w3.org/TR/webvtt1/, section 6.1) and SubRip, taken apart line by line. Each line is looked at
 * once: a line of times begins a cue wherever it stands, an empty line ends one. What is wrong is told with its line, and
 * the rest is kept. Written by hand because node-webvtt, the library there is, gives up at the first fault, cannot say at
 * which line, and knows neither styles, voices nor SubRip.
 */

/** A cue as it stands in the file: its lines with their markup. Seconds. */
export type TimedCue = { start: number; end: number; lines: string[]; line: number }

export type CaptionFormat = 'WebVTT' | 'SubRip'

const HEAD = /^WEBVTT(?:\s|$)/i
const NO_WORDS = /^(?:NOTE|STYLE|REGION)(?:\s|$)/
const NUMBER = /^\s{0,8}\d{1,9}\s{0,8}$/
/** How Teams names its cues. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\S{0,20}$/i

/**
 * The cues of a file in its own order; those without words are among them. `heads` counts the heads of WebVTT: parts of a
 * stream that were put into one file have one each.
 */
export function readTimedCues(
  lines: readonly string[],
  format: CaptionFormat,
  problems: LineProblems,
): { cues: TimedCue[]; heads: number } {
  const cues: TimedCue[] = []
  let heads = 0
  /** The cue that takes the lines now, and the one above that took lines before the last empty one. */
  let open = null as TimedCue | null
  let above = null as TimedCue | null
  /** Within a head, a note, a style, or the words of a cue that was left out. */
  let isSkipping = false
  /** Lines since the last empty one that belong to no cue yet: the name of the next, or words that strayed. */
  let waiting: { text: string; line: number }[] = []
  let lastName: string | null = null

  for (const [index, raw] of lines.entries()) {
    // Files that were put together have a byte-order mark in the middle.
    const line = raw.startsWith('\uFEFF') ? raw.slice(1) : raw
    const number = index + 1
    const times = readTimesLine(line)
    if (times !== null) {
      lastName = takeName()
      settle()
      beginCue(times, number)
    } else if (isBlank(line)) {
      // In a file with an empty line after every line the number stands apart from its times.
      if (!isLoneNumber()) settle()
      above = open ?? above
      open = null
      isSkipping = false
    } else if (open !== null) open.lines.push(line)
    else if (!isSkipping) {
      const isHead = waiting.length === 0 && HEAD.test(line)
      if (isHead) heads += 1
      isSkipping = isHead || (waiting.length === 0 && format === 'WebVTT' && NO_WORDS.test(line))
      if (!isSkipping) waiting.push({ text: line, line: number })
    }
  }
  if (isLoneNumber()) above = null
  settle()
  return { cues, heads }

  function beginCue(times: NonNullable<ReturnType<typeof readTimesLine>>, line: number): void {
    isSkipping = 'fault' in times
    open = above = null
    if ('fault' in times) {
      problems.add(line, `${times.fault}: the cue is left out`)
      return
    }
    const { start, end, words } = times
    if (end < start) problems.add(line, 'the cue ends before it starts: only its start is used')
    open = { start, end: Math.max(start, end), lines: words === '' ? [] : [words], line }
    cues.push(open)
  }

  /** A line of one space, as YouTube writes it, is no empty line: within a cue it ends nothing. */
  function isBlank(line: string): boolean {
    return line === '' || (open === null && !isSkipping && line.trim() === '')
  }

  function isLoneNumber(): boolean {
    return waiting.length === 1 && NUMBER.test(waiting[0]?.text ?? '')
  }

  /** The name of the cue whose times come next: in the line above them, which may be glued to the words of another cue. */
  function takeName(): string | null {
    const last = waiting.at(-1)?.text
    if (last !== undefined) {
      const isName = isNameLike(last) || (format === 'WebVTT' && waiting.length === 1)
      return isName ? (waiting.pop()?.text ?? null) : null
    }
    const glued = open?.lines.at(-1)
    if (open === null || glued === undefined) return null
    const isSeparate = open.lines.at(-2)?.trim() === '' && open.lines.slice(0, -2).some((line) => line.trim() !== '')
    // "1999" may be said; it is a number where the cue above had one.
    const isNext = lastName === null ? cues.length === 1 : NUMBER.test(lastName) === NUMBER.test(glued)
    if (!isSeparate && !(isNameLike(glued) && isNext)) return null
    open.lines.pop()
    return glued
  }

  /** At the end of lines without times: SubRip reads them on, WebVTT leaves them out, as no cue's words. */
  function settle(): void {
    const [first] = waiting
    if (first === undefined) return
    const isWordless = above?.lines.every((line) => line.trim() === '') ?? false
    if (above !== null && (format === 'SubRip' || isWordless)) {
      const isNumbered = waiting.length > 1 && NUMBER.test(first.text)
      above.lines.push(...waiting.slice(isNumbered ? 1 : 0).map(({ text }) => text))
      problems.add(first.line, 'words after an empty line are kept with the cue above')
    } else problems.add(first.line, 'words that belong to no cue are left out')
    waiting = []
  }
}

function isNameLike(line: string): boolean {
  return NUMBER.test(line) || UUID.test(line)
}
