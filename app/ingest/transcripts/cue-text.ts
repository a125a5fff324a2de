import { decodeNamedCharacterReference } from 'decode-named-character-reference'

import { tidyCueText } from '#app/domain/transcript.ts'

import type { CaptionFormat } from './timed-cues.ts'

/**
 * What the lines of a cue say: voices become speakers (`<v Name>`, `<v.loud Name>`), other markup goes, characters that are
 * written as references (`&amp;`, `&#39;`) become themselves. One pass, whatever the text holds.
 */

/** From one `<` to the next sign that could end it: text without any `>` is looked at once. */
const TAG = /<([^<>]*)>/g
/** In SubRip only what its programs write is markup: "<3 cups>" is said. */
const SUBRIP_TAG = /^\/?(?:b|i|u|s|c|v|font|ruby|rt|lang)(?:[\s.].*)?$|^[\d:.]{5,16}$/is
/** The position marks of SubStation: `{\an8}`. */
const SUBSTATION_MARK = /\{\\[^{}]*\}/g
const VOICE = /^v(?:\.\S*)?\s(.*)$/is
const CHARACTER = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi
const LAST_CODE_POINT = 0x10ffff

export type Said = { speaker: string | null; text: string }

/** A cue may hold several voices: each is said of its own. Without words there is none. */
export function readCueText(lines: readonly string[], format: CaptionFormat): Said[] {
  const written = lines.join('\n')
  const payload = format === 'SubRip' ? written.replace(SUBSTATION_MARK, '') : written
  const said: Said[] = []
  let speaker: string | null = null
  let parts: string[] = []
  let from = 0
  for (const tag of payload.matchAll(TAG)) {
    const inside = tag[1] ?? ''
    if (format === 'SubRip' && !SUBRIP_TAG.test(inside)) continue
    parts.push(payload.slice(from, tag.index))
    from = tag.index + tag[0].length
    const voice = VOICE.exec(inside)?.[1]
    if (voice === undefined) continue
    take()
    speaker = speakerName(unescapeCharacters(voice))
  }
  parts.push(payload.slice(from))
  take()
  return said

  function take(): void {
    const text = tidyCueText(unescapeCharacters(parts.join('')))
    if (text !== '') said.push({ speaker, text })
    parts = []
  }
}

/**
 * Programs that do not know who speaks number the voices (a bare "0" would say nothing to a reader) or write a dash (Rev):
 * a name has a letter.
 */
function speakerName(voice: string): string | null {
  const name = voice.replace(/\s+/g, ' ').trim()
  if (/^\d+$/.test(name)) return `Speaker ${name}`
  return /\p{L}/u.test(name) ? name : null
}

/** References to no character stay as they are written: nothing is made up for them. */
function unescapeCharacters(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(CHARACTER, (written: string, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || written
    const codePoint = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
    const isCharacter = codePoint > 0 && codePoint <= LAST_CODE_POINT && (codePoint < 0xd800 || codePoint > 0xdfff)
    return isCharacter ? String.fromCodePoint(codePoint) : written
  })
}
