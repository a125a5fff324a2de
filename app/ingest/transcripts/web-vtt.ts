import { type Cue, tidyCueText } from '#app/domain/transcript.ts'

import { inOrder, readBlocks, readTimedBlock } from './timed-blocks.ts'
import { TranscriptError } from './transcript-error.ts'

/**
 * Reads WebVTT (W3C, https://www.w3.org/TR/webvtt1/). Voices become speakers, other markup goes, notes, styles and regions
 * are skipped. Written by hand because node-webvtt, which is as fast, cannot say at which line a file is wrong, refuses
 * style blocks and leaves voices in the text.
 */

const SKIPPED = /^(?:NOTE|STYLE|REGION)(?:\s|$)/
/** `<v Name>` or `<v.loud Name>`. */
const VOICE = /<v(?:\.[^\s>]*)?\s+([^>]*)>/g
const TAG = /<[^>]*>/g
const NAMED_CHARACTERS: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00A0',
  lrm: '\u200E',
  rlm: '\u200F',
  quot: '"',
  apos: "'",
}
const CHARACTER = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi
const LAST_CODE_POINT = 0x10ffff

/**
 * The cues of a WebVTT file, in order.
 *
 * @throws TranscriptError with the line at which the file is not WebVTT.
 */
export function readWebVtt(file: string): Cue[] {
  const [header, ...blocks] = readBlocks(file)
  if (header === undefined || !/^WEBVTT(?:\s|$)/.test(header.lines[0] ?? '') || header.firstLine !== 1) {
    throw new TranscriptError(1, 'a WebVTT file begins with “WEBVTT”')
  }
  // Without the blank line that should follow the header, the first cue stands in its block.
  const headerCue = header.lines.findIndex((line) => line.includes('-->'))
  if (headerCue > 0) blocks.unshift({ lines: header.lines.slice(headerCue), firstLine: 1 + headerCue })

  const cues: Cue[] = []
  for (const block of blocks) {
    if (SKIPPED.test(block.lines[0] ?? '')) continue
    const timed = readTimedBlock(block)
    if (timed !== null)
      for (const said of readVoices(timed.text)) cues.push({ start: timed.start, end: timed.end, ...said })
  }
  return inOrder(cues)
}

/** A cue may hold several voices: each is a cue of its own then, with the same times. */
function readVoices(payload: string): { speaker: string | null; text: string }[] {
  const said: { speaker: string | null; text: string }[] = []
  let speaker: string | null = null
  let from = 0
  function take(until: number) {
    const text = tidyCueText(unescapeCharacters(payload.slice(from, until).replace(TAG, '')))
    if (text !== '') said.push({ speaker, text })
  }
  for (const voice of payload.matchAll(VOICE)) {
    take(voice.index)
    speaker = speakerName(unescapeCharacters(voice[1] ?? ''))
    from = voice.index + voice[0].length
  }
  take(payload.length)
  return said
}

/** Programs that do not know who speaks number the voices: a bare "0" would say nothing to a reader. */
function speakerName(voice: string): string | null {
  const name = voice.replace(/\s+/g, ' ').trim()
  if (name === '') return null
  return /^\d+$/.test(name) ? `Speaker ${name}` : name
}

function unescapeCharacters(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(CHARACTER, (written: string, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED_CHARACTERS[name.toLowerCase()] ?? written
    const codePoint = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
    const isCharacter = codePoint > 0 && codePoint <= LAST_CODE_POINT && (codePoint < 0xd800 || codePoint > 0xdfff)
    return isCharacter ? String.fromCodePoint(codePoint) : '\uFFFD'
  })
}
