import { isUtf8 } from 'node:buffer'

import chardet from 'chardet'

import { KnownError } from '#app/platform/known-error.ts'

/**
 * The one place that turns bytes into text, for every source: pages, JSON Lines, Markdown, captions, text documents. Read
 * are UTF-8, UTF-16 and Windows-1252 (which holds Latin-1); nothing is guessed beyond that, and no replacement character is
 * ever made. One that stands in the source itself is kept and told: the letter was lost before it came here.
 */

export type DecodedText = {
  text: string
  /** `UTF-8`, `UTF-16`, `Windows-1252`, or what a page declares. */
  encoding: string
  /** What an editor should know, in words that follow the name of the file: "is read as Windows-1252". */
  notices: string[]
}

/** Bytes that are no text that can be read here. The reason follows the name of the file: "is not text". */
export class TextEncodingError extends KnownError {
  static override readonly kind: string = 'TextEncodingError'
  override readonly name = 'TextEncodingError'

  constructor(readonly reason: string) {
    super(reason)
  }
}

export const NOT_TEXT = 'is not text'
/** Where browsers, too, look for the encoding of a page (HTML Living Standard, "prescan a byte stream"). */
const PRESCAN_BYTES = 1024
/** What tells UTF-16 without a mark; a line end stands within them in any language. */
export const UNICODE_SAMPLE_BYTES = 4096
const NULS_OF_UTF16 = 0.05
/** As much as is looked at to tell one eight-bit encoding from another. */
const LIKENESS_BYTES = 256 * 1024
/** So much surer than of Windows-1252 the detector must be of another encoding; on a few words it errs by less. */
const SURER_BY = 5
/** The alphabets that eight bits may mean besides; text in the other encodings that it knows does not look Western. */
const RIVALS = /^(?:windows-125[0-8]|ISO-8859-\d+|KOI8-\w)$/
const WESTERN = /^(?:windows-1252|ISO-8859-1)$/
/** Windows-1252 from 0x80 to 0x9F; Node 20 decodes these as the control characters of Latin-1. Five stand for nothing. */
const WINDOWS_SIGNS = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'

/**
 * Decodes a whole text.
 *
 * @param page whether it is a page: then the encoding that its head declares counts first, as in a browser.
 * @throws TextEncodingError when it cannot be decoded without a loss.
 */
export function decodeText(bytes: Uint8Array, { page = false } = {}): DecodedText {
  const unicode = unicodeOf(bytes.subarray(0, UNICODE_SAMPLE_BYTES))
  if (unicode !== null) return told(decodeUnicode(bytes, unicode), unicode.startsWith('utf-16') ? 'UTF-16' : 'UTF-8')
  if (bytes.includes(0)) throw new TextEncodingError(NOT_TEXT)
  const declared = page ? declaredEncoding(bytes) : null
  const asDeclared = declared === null ? null : decodeAs(declared, bytes)
  if (declared !== null && asDeclared !== null) return told(asDeclared, nameOf(declared))
  if (isUtf8(bytes)) return told(utf8(bytes), 'UTF-8')
  return told(decodeWindows1252(bytes), 'Windows-1252')
}

/**
 * Which encoding of Unicode the first bytes of a text show, by their mark or, in UTF-16, by every second one being NUL; null
 * when they show none.
 */
export function unicodeOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = head
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (
    (first === 0xff && second === 0xfe && third === 0 && fourth === 0) ||
    (first === 0 && second === 0 && third === 0xfe)
  )
    throw new TextEncodingError('is text in UTF-32, which is not read here: save it as UTF-8')
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  let [even, odd] = [0, 0]
  for (const [index, byte] of head.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  // A single NUL is a fault; in UTF-16 every sign of ASCII has one, spaces and line ends in any language.
  const enough = Math.max(2, head.length * NULS_OF_UTF16)
  if (odd >= enough && even === 0) return 'utf-16le'
  return even >= enough && odd === 0 ? 'utf-16be' : null
}

/** A line in UTF-8; null when it is not. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? utf8(bytes) : null
}

/**
 * What is no UTF-8 as Windows-1252. `firstLine` is the number of the line that it begins with.
 *
 * @throws TextEncodingError when it is UTF-8 with damage, or more likely another encoding.
 */
export function decodeWindows1252(bytes: Uint8Array, firstLine = 1): string {
  const { sequences, faults, firstFault } = countUtf8(bytes)
  if (sequences > faults) {
    const line = firstLine - 1 + lineAt(bytes, firstFault)
    throw new TextEncodingError(`is in UTF-8, but damaged on line ${line}: bytes there are no letters`)
  }
  const text = decodeAs('windows-1252', bytes)
  if (text !== null && isPlausible(text) && !isLikelierAnother(bytes, text)) return text
  throw new TextEncodingError('is neither UTF-8, UTF-16 nor Windows-1252: save it as UTF-8')
}

function decodeUnicode(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): string {
  const text = decodeAs(encoding, bytes)
  const name = encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'
  if (text === null) throw new TextEncodingError(`is marked as ${name}, but holds bytes that are not`)
  if (text.includes('\0')) throw new TextEncodingError(NOT_TEXT)
  return text
}

function told(text: string, encoding: string): DecodedText {
  const notices = encoding === 'UTF-8' ? [] : [`is read as ${encoding}`]
  const lost = text.indexOf('\uFFFD')
  if (lost !== -1) notices.push(lostLetter(text.slice(0, lost).split(/\r\n|\r|\n/).length))
  return { text, encoding, notices }
}

/** What is told of a replacement character that stands in the source. */
export function lostLetter(line: number): string {
  return `has the sign \uFFFD on line ${line}: a letter was lost before it came here`
}

/** The encoding that a page's head names (a `meta`, or the first line of XML), as a browser takes it. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, PRESCAN_BYTES))
    .toString('latin1')
    .replace(/<!--[^]*?(?:-->|$)/g, '')
  const written =
    /<meta[^<>]+charset\s*=[\s"']*([\w.:-]+)/i.exec(head)?.[1] ??
    /^<\?xml[^<>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]
  if (written === undefined) return null
  // A page that could be read as far as this is not in UTF-16, whatever it says.
  return /^utf-?16/i.test(written) ? 'utf-8' : written
}

function nameOf(label: string): string {
  const { encoding } = new TextDecoder(label)
  return encoding.startsWith('windows') ? encoding.replace('w', 'W') : encoding.toUpperCase()
}

/** Null when the encoding is unknown or the bytes are not in it. */
function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true })
    return decoder.encoding === 'windows-1252' ? windows1252(bytes) : decoder.decode(bytes)
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}

function windows1252(bytes: Uint8Array): string | null {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const text = latin1.replace(/[\x80-\x9f]/g, (control) => WINDOWS_SIGNS[control.charCodeAt(0) - 0x80] ?? '\0')
  return text.includes('\0') ? null : text
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}

/** How many letters beyond ASCII stand there as UTF-8 writes them, and how many bytes do not. */
function countUtf8(bytes: Uint8Array): { sequences: number; faults: number; firstFault: number } {
  let [sequences, faults, firstFault] = [0, 0, 0]
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!
    if (byte < 0x80) continue
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1
    const sequence = bytes.subarray(at, at + more + 1)
    if (byte >= 0xc2 && sequence.length === more + 1 && isUtf8(sequence)) {
      sequences += 1
      at += more
    } else {
      if (faults === 0) firstFault = at
      faults += 1
    }
  }
  return { sequences, faults, firstFault }
}

function lineAt(bytes: Uint8Array, at: number): number {
  let line = 1
  for (let index = 0; index < at; index += 1) if (bytes[index] === 0x0a) line += 1
  return line
}

/** Whether a detector finds another encoding likelier than Windows-1252, and the text would be another in it. */
function isLikelierAnother(bytes: Uint8Array, text: string): boolean {
  const found = chardet.analyse(bytes.subarray(0, LIKENESS_BYTES))
  const western = found.find(({ name }) => WESTERN.test(name))?.confidence ?? 0
  const rival = found.find(({ name }) => RIVALS.test(name) && !WESTERN.test(name))
  return rival !== undefined && rival.confidence >= western + SURER_BY && decodeAs(rival.name, bytes) !== text
}

/**
 * Whether a text reads as one in a Western language: no control characters, no words of three letters and more that are all
 * beyond ASCII (as other alphabets make them), no sign such as `³` between two letters (as Polish makes it).
 */
function isPlausible(text: string): boolean {
  if (/(?![\t\n\f\r])\p{Cc}/u.test(text)) return false
  if (/\p{L}[¤¦§¨¬¯±³¶¸¹¼½¾¿×÷]\p{L}/u.test(text)) return false
  let [mixed, foreign] = [0, 0]
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    if (/^[\x80-\uffff]{3,}$/.test(word)) foreign += 1
    else if (/[\x80-\uffff]/.test(word)) mixed += 1
  }
  return foreign === 0 || foreign * 10 <= mixed
}
