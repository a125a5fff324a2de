/** The words of a recording. Times are seconds from its start. */
export type Cue = { start: number; end: number; speaker: string | null; text: string }

/** The text of a cue as it is kept: no blank lines (they would end a cue in WebVTT and SRT), no space at the ends of lines. */
export function tidyCueText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

/**
 * A WebVTT file (W3C, https://www.w3.org/TR/webvtt1/#file-structure). The speaker is the cue's voice. Times are kept to
 * the millisecond.
 */
export function toWebVtt(cues: readonly Cue[]): string {
  return [...webVttParts(cues)].join('')
}

/** The same in parts, for whoever writes a long one in slices. */
export function* webVttParts(cues: readonly Cue[]): Generator<string> {
  yield 'WEBVTT\n'
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
