import { type Cue, tidyCueText } from '#app/domain/transcript.ts'

import { TranscriptError } from './transcript-error.ts'

/** What WebVTT and SubRip have in common: blocks of lines between blank ones, each with a line of two times. */

export type Block = { lines: string[]; firstLine: number }
export type TimedBlock = { start: number; end: number; text: string; line: number }

/** Hours may be left out; SubRip writes a comma, and some programs leave digits out. */
const TIME = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`
const TIMES = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s.*)?$`)
const BYTE_ORDER_MARK = /^\uFEFF/

/** The blocks of a file, with the number of the line that each begins on. Any kind of line end will do. */
export function readBlocks(file: string): Block[] {
  const blocks: Block[] = []
  let current: Block | null = null
  const lines = file.replace(BYTE_ORDER_MARK, '').split(/\r\n|\r|\n/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') current = null
    else if (current === null) blocks.push((current = { lines: [line], firstLine: index + 1 }))
    else current.lines.push(line)
  }
  return blocks
}

/**
 * The times and text of a block; an identifier before the times is skipped. Null when nothing is said in it.
 *
 * @throws TranscriptError when the times are missing or make no sense.
 */
export function readTimedBlock({ lines, firstLine }: Block): TimedBlock | null {
  const at = lines.findIndex((line) => line.includes('-->'))
  if (at === -1 || at > 1)
    throw new TranscriptError(firstLine, 'a line with two times (00:01.000 --> 00:02.000) is missing')
  const line = firstLine + at
  const match = TIMES.exec(lines[at] ?? '')
  if (match === null) throw new TranscriptError(line, `“${(lines[at] ?? '').trim().slice(0, 80)}” is not two times`)
  const [start, end] = [seconds(match.slice(1, 5), line), seconds(match.slice(5, 9), line)]
  if (end < start) throw new TranscriptError(line, 'the cue ends before it starts')
  const text = tidyCueText(lines.slice(at + 1).join('\n'))
  return text === '' ? null : { start, end, text, line }
}

/** Cues in the order of their start; a file may give them in any. */
export function inOrder(cues: Cue[]): Cue[] {
  return cues.sort((a, b) => a.start - b.start)
}

/** Whole milliseconds divided once, so that the same time is always the same number. */
function seconds(
  [hours = '0', minutes = '0', rest = '0', fraction = '']: (string | undefined)[],
  line: number,
): number {
  if (Number(minutes) > 59 || Number(rest) > 59) throw new TranscriptError(line, 'minutes and seconds go up to 59')
  const milliseconds = Number(fraction.padEnd(3, '0'))
  return (((Number(hours) * 60 + Number(minutes)) * 60 + Number(rest)) * 1000 + milliseconds) / 1000
}
