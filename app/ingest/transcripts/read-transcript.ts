import { isAsKept, type Cue } from '#app/domain/transcript.ts'

import { readCueText } from './cue-text.ts'
import { lineProblems, type LineProblems } from './line-problems.ts'
import { withoutTable } from './other-times.ts'
import { withoutRollingRepeats } from './rolling-lines.ts'
import { withLabelledSpeakers } from './speaker-labels.ts'
import { readSpeakerTurns } from './speaker-turns.ts'
import { readTimedCues, type CaptionFormat, type TimedCue } from './timed-cues.ts'
import { readTimesLine } from './times.ts'
import { TranscriptError } from './transcript-error.ts'

export type Transcript = {
  /** In the order of their start. */
  cues: Cue[]
  /** What an editor should look at, each with its line: "line 7: …". The rest has been read. */
  problems: string[]
}

/** As every editor and camera ends lines; some programs write CR twice. */
const LINE_END = /\r{0,2}\n|\r/
const BYTE_ORDER_MARK = /^\uFEFF/
const CAPTIONS_NAME = /\.(?:vtt|srt|sbv)$/i

/**
 * The words of a transcript file: WebVTT, SubRip, or speaker turns with times. The content says which it is; a name may lie.
 * The work grows with the length of the file.
 *
 * @throws TranscriptError when nothing can be read of it, with the line that says why.
 */
export function readTranscript(fileName: string, content: string): Transcript {
  const lines = content.replace(BYTE_ORDER_MARK, '').split(LINE_END)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first === -1) throw new TranscriptError(1, 'the file is empty')
  const other = otherFormat(lines[first] ?? '')
  if (other !== null)
    throw new TranscriptError(first + 1, `this is ${other}, which is not read: save it as WebVTT or SubRip`)
  const isWebVtt = /^WEBVTT(?:\s|$)/i.test(lines[first] ?? '')
  const problems = lineProblems()
  if (isWebVtt) {
    const cues = readCaptions(lines, 'WebVTT', problems)
    if (cues.length === 0 && problems.inWords().length > 0) throw withoutCues(lines)
    return { cues, problems: problems.inWords() }
  }
  if (lines.some(isTimes)) {
    if (/\.vtt$/i.test(fileName)) problems.add(1, 'a WebVTT file begins with “WEBVTT”: this is read as SubRip')
    return { cues: readCaptions(lines, 'SubRip', problems), problems: problems.inWords() }
  }
  const cues = readSpeakerTurns(withoutTable(lines, problems), problems)
  if (cues.length > 0) return { cues, problems: problems.inWords() }
  if (CAPTIONS_NAME.test(fileName)) throw withoutCues(lines)
  throw new TranscriptError(1, 'a turn begins with a name and a time (00:01:02), this has none')
}

/** What else a file may be whose name says captions, known by how it begins. */
const OTHER_FORMATS: [RegExp, string][] = [
  [/^%PDF-/, 'a PDF'],
  [/^\{\\rtf/, 'a text of a word processor (RTF)'],
  [/^\{\d+\}\{\d+\}/, 'MicroDVD'],
  [/^\[Script Info\]/i, 'SubStation Alpha'],
  [/^[{[]\s*(?:"|\{|$)/, 'JSON'],
  [/^<sami\b/i, 'SAMI'],
  [/^(?:<\?xml\b|<(?:\w+:)?tt\b)/i, 'TTML or another form of XML'],
  [/^<(?:!doctype\s+html|html)\b/i, 'a web page'],
]

function otherFormat(firstLine: string): string | null {
  return OTHER_FORMATS.find(([begin]) => begin.test(firstLine.trim()))?.[1] ?? null
}

/** Cues out of order are put in order. */
function readCaptions(lines: readonly string[], format: CaptionFormat, problems: LineProblems): Cue[] {
  const { cues: timed, heads } = readTimedCues(lines, format, problems)
  const cues = (heads > 1 ? withoutTwins(timed) : timed)
    .flatMap(({ start, end, lines }) => readCueText(lines, format).map((said) => ({ start, end, ...said })))
    .sort((one, other) => one.start - other.start)
  // What this archive wrote has been understood before.
  if (isAsKept(lines[0] ?? '')) return cues
  const rolled = withoutRollingRepeats(cues)
  if (rolled.repeats > 0) {
    const count = rolled.repeats.toLocaleString('en-GB')
    problems.add(
      timed[0]?.line ?? 1,
      `the captions roll: ${count} times a cue repeats the one before, each word is taken once`,
    )
  }
  return withLabelledSpeakers(rolled.cues)
}

/** Of a stream in parts, a cue that lasts over the end of one stands in the next again. */
function withoutTwins(cues: TimedCue[]): TimedCue[] {
  const seen = new Set<string>()
  return cues.filter(({ start, end, lines }) => {
    const key = JSON.stringify([start, end, lines])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Why a file of captions has none: its first line that is nearly one of times, if there is one. */
function withoutCues(lines: readonly string[]): TranscriptError {
  for (const [index, line] of lines.entries()) {
    const times = readTimesLine(line)
    if (times !== null && 'fault' in times) return new TranscriptError(index + 1, times.fault)
  }
  return new TranscriptError(1, 'a line with two times (00:01.000 --> 00:02.000) is missing')
}

function isTimes(line: string): boolean {
  const times = readTimesLine(line)
  return times !== null && !('fault' in times)
}
