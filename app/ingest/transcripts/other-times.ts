import type { LineProblems } from './line-problems.ts'

/** Times that are written in no clock: brought to one before turns are read, line for line. */

/** Whisper's table: a head, then start and end in milliseconds and the words, parted by tabs. */
const TABLE_HEAD = /^start\tend\ttext$/i
const TABLE_ROW = /^(\d{1,10})\t(\d{1,10})\t(.*)$/

/** The rows of Whisper's table as lines with their times; other files as they are. A row that is none is reported. */
export function withoutTable(lines: readonly string[], problems: LineProblems): readonly string[] {
  const head = lines.findIndex((line) => line.trim() !== '')
  if (!TABLE_HEAD.test(lines[head]?.trim() ?? '')) return lines
  return lines.map((line, index) => {
    if (index <= head || line.trim() === '') return ''
    const [, start, end, text = ''] = TABLE_ROW.exec(line) ?? []
    if (start !== undefined && end !== undefined) return `[${inSeconds(start)}s -> ${inSeconds(end)}s] ${text}`
    problems.add(index + 1, 'this is no row of start, end and text: it is left out')
    return ''
  })
}

function inSeconds(milliseconds: string): string {
  return (Number(milliseconds) / 1000).toFixed(3)
}

const HOURS = String.raw`(?<hours>\d{1,3}) (?:hours?|hrs?)`
const MINUTES = String.raw`(?<minutes>\d{1,2}) (?:minutes?|mins?)`
const SECONDS = String.raw`(?<seconds>\d{1,2}) (?:seconds?|secs?)`
/** Teams, copied: "Ada Byron   1 hour 2 minutes 4 seconds", and parts of it. */
const DURATIONS = [
  new RegExp(String.raw`(?:^|\s)${HOURS}(?:,? ${MINUTES})?(?:,? ${SECONDS})?$`, 'i'),
  new RegExp(String.raw`(?:^|\s)${MINUTES}(?:,? ${SECONDS})?$`, 'i'),
  new RegExp(String.raw`(?:^|\s)${SECONDS}$`, 'i'),
]
const NAMED_MAX_LENGTH = 120

/** A line that ends in a duration in words, with a clock in its place; null when it does not. */
export function withClock(line: string): string | null {
  if (line.length > NAMED_MAX_LENGTH) return null
  for (const form of DURATIONS) {
    const match = form.exec(line)
    if (match === null) continue
    const { hours = '0', minutes = '0', seconds = '0' } = match.groups ?? {}
    const clock = [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':')
    return `${line.slice(0, match.index).trimEnd()} ${clock}`.trim()
  }
  return null
}
