/** The words of a recording. Times are seconds from its start. */
export type Cue = { start: number; end: number; speaker: string | null; text: string }

/** A cue with more letters, as no captions have it, is looked at in pieces. */
const LETTERS_AT_ONCE = 10_000
const LONGEST_WORD = 1000

/** A cue in pieces of a bounded length, cut between two words where it can be, its time shared out by their letters. */
export function* piecesOfCue(cue: Cue): Generator<Cue> {
  const { text } = cue
  if (text.length <= LETTERS_AT_ONCE) return yield cue
  const timeAt = (at: number) => cue.start + ((cue.end - cue.start) * at) / text.length
  for (let from = 0, to = 0; from < text.length; from = to) {
    to = from + LETTERS_AT_ONCE >= text.length ? text.length : placeToCut(text, from + LETTERS_AT_ONCE)
    yield { ...cue, start: timeAt(from), end: timeAt(to), text: text.slice(from, to) }
  }
}

/** The last place before `end` where a word ends; `end` itself where none is near, but not within a character. */
function placeToCut(text: string, end: number): number {
  for (let at = end; at > end - LONGEST_WORD; at--) if (/\s/.test(text[at]!)) return at
  return /[\udc00-\udfff]/.test(text[end]!) ? end - 1 : end
}

/** Whether a value is a list of cues as they can be stored, whoever made it. */
export function areCues(value: unknown): value is Cue[] {
  return Array.isArray(value) && value.every(isCue)
}

function isCue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { start, end, speaker, text } = value as Partial<Record<keyof Cue, unknown>>
  const areTimes = typeof start === 'number' && typeof end === 'number' && start >= 0 && end >= start && end < Infinity
  return areTimes && (speaker === null || typeof speaker === 'string') && typeof text === 'string'
}

/** The text of a cue as it is kept: no blank lines (they would end a cue in WebVTT and SRT), no space at the ends of lines. */
export function tidyCueText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** The head of a file that is to be read back as it is, word for word; other files are interpreted (rolling lines, names). */
const AS_KEPT = 'WEBVTT as kept'

/** Whether the first line of a file says that the archive wrote it to read it back. */
export function isAsKept(firstLine: string): boolean {
  return firstLine === AS_KEPT
}

/**
 * A WebVTT file (W3C, https://www.w3.org/TR/webvtt1/#file-structure). The speaker is the cue's voice. Times are kept to
 * the millisecond. `asKept`: for ourselves, to be read back without a change.
 */
export function toWebVtt(cues: readonly Cue[], options: { asKept?: boolean } = {}): string {
  return [...webVttParts(cues, options)].join('')
}

/** The same in parts, for whoever writes a long one in slices. */
export function* webVttParts(cues: readonly Cue[], { asKept = false } = {}): Generator<string> {
  yield `${asKept ? AS_KEPT : 'WEBVTT'}\n`
  for (const { start, end, speaker, text } of cues) {
    const voice = speaker === null ? '' : `<v ${escapeCueText(speaker.replace(/\s+/g, ' '))}>`
    yield `\n${clock(start, '.')} --> ${clock(end, '.')}\n${voice}${escapeCueText(tidyCueText(text))}\n`
  }
}

/** A SubRip file: the format has no voices, so a new speaker's name opens the cue. */
export function toSrt(cues: readonly Cue[]): string {
  return [...srtParts(cues)].join('')
}

/** The same in parts. */
export function* srtParts(cues: readonly Cue[]): Generator<string> {
  for (const [index, cue] of cues.entries()) {
    const isNewSpeaker = cue.speaker !== null && cue.speaker !== cues[index - 1]?.speaker
    const text = (isNewSpeaker ? `${cue.speaker}: ` : '') + tidyCueText(cue.text)
    const block = `${index + 1}\n${clock(cue.start, ',')} --> ${clock(cue.end, ',')}\n${text.replaceAll('-->', '→')}\n`
    yield index === 0 ? block : `\n${block}`
  }
}

/** Paragraphs for reading: one for each turn of a speaker, with the time at which it begins. */
export function toPlainText(cues: readonly Cue[]): string {
  return [...plainTextParts(cues)].join('')
}

/** The same in parts. */
export function* plainTextParts(cues: readonly Cue[]): Generator<string> {
  let previous: Cue | null = null
  for (const cue of cues) {
    const { speaker, start } = cue
    const text = tidyCueText(cue.text).replaceAll('\n', ' ')
    const goesOn: boolean = previous !== null && previous.speaker !== null && previous.speaker === speaker
    if (goesOn) yield ` ${text}`
    else {
      const head = `${speaker === null ? '' : `${speaker} `}(${clock(start, '.').slice(0, 8)})`
      yield `${previous === null ? '' : '\n\n'}${head}\n${text}`
    }
    previous = cue
  }
  if (previous !== null) yield '\n'
}

/** HH:MM:SS and milliseconds behind `separator`. */
function clock(seconds: number, separator: '.' | ','): string {
  const milliseconds = Math.round(seconds * 1000)
  const parts = [
    Math.floor(milliseconds / 3_600_000),
    Math.floor(milliseconds / 60_000) % 60,
    Math.floor(milliseconds / 1000) % 60,
  ]
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, '0'))
  return `${hours}:${minutes}:${rest}${separator}${String(milliseconds % 1000).padStart(3, '0')}`
}

/** Escaping `>` as well keeps `-->` out of a cue, which would end it. */
function escapeCueText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
