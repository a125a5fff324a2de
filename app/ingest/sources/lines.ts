import { isAscii } from 'node:buffer'

import {
  decodeUtf8,
  decodeWindows1252,
  lostLetter,
  TextEncodingError,
  unicodeOf,
  UNICODE_SAMPLE_BYTES,
} from '#app/files/text-encoding.ts'

/** A line of a file, numbered from 1. */
export type Line = {
  line: number
  /** Null when it is too long to be held, or cannot be decoded. */
  text: string | null
  /** Why it cannot be decoded, in words that follow "the line". */
  fault?: string
  /** What an editor should know of the file, seen at this line: words that follow its name. */
  notice?: string
}

const NEWLINE = 0x0a

/**
 * The lines of a stream of text, one after another, holding no more than the longest: in UTF-8, in UTF-16 (told by its first
 * bytes) or in Windows-1252 (when a line is no UTF-8, and none above is more than ASCII). Only LF ends a line (a CR before
 * it goes): Node's own reader also splits at U+2028, which may stand inside a JSON string.
 *
 * @throws TextEncodingError when the stream as a whole cannot be decoded.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  const { head, all } = await withHead(chunks)
  const unicode = unicodeOf(head)
  const isUtf16 = unicode === 'utf-16le' || unicode === 'utf-16be'
  const decode = lineDecoder(unicode)
  let parts: Uint8Array[] = []
  let length = 0
  let line = 1
  function take(): Line {
    const bytes = length > maxBytes ? null : Buffer.concat(parts)
    parts = []
    length = 0
    return decode(bytes, line++)
  }
  for await (const chunk of isUtf16 ? fromUtf16(all, unicode) : all) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end))
      yield take()
      from = end + 1
    }
    add(chunk.subarray(from))
  }
  if (length > 0) yield take()

  function add(part: Uint8Array): void {
    length += part.length
    if (length <= maxBytes) parts.push(part)
    else parts = []
  }
}

/** Decodes lines one by one: what one shows of the encoding of the file holds for those below. */
function lineDecoder(unicode: ReturnType<typeof unicodeOf>): (bytes: Uint8Array | null, line: number) => Line {
  let encoding: 'UTF-8' | 'Windows-1252' | null = unicode === null ? null : 'UTF-8'
  let notice = unicode?.startsWith('utf-16') ? 'is read as UTF-16' : undefined

  function textOf(bytes: Uint8Array, line: number): string {
    const text = decodeUtf8(bytes)
    if (text !== null && (encoding === 'UTF-8' || isAscii(bytes))) return text
    if (text !== null && encoding === 'Windows-1252') {
      throw new TextEncodingError('is in UTF-8, but lines above are in Windows-1252: save the file as UTF-8')
    }
    if (text === null && encoding === 'UTF-8') {
      throw new TextEncodingError('holds bytes that are not UTF-8, which the file is in')
    }
    const decoded = text ?? decodeWindows1252(bytes, line)
    if (text === null && encoding === null) notice = 'is read as Windows-1252'
    encoding = text === null ? 'Windows-1252' : 'UTF-8'
    return decoded
  }

  return (bytes, line) => {
    if (bytes === null) return { line, text: null }
    try {
      const text = textOf(bytes, line).replace(/\r$/, '')
      const told = notice ?? (text.includes('\uFFFD') ? lostLetter(line) : undefined)
      notice = undefined
      return told === undefined ? { line, text } : { line, text, notice: told }
    } catch (error) {
      if (error instanceof TextEncodingError) return { line, text: null, fault: error.reason }
      throw error
    }
  }
}

/** The first bytes of a stream, and the stream with them. */
async function withHead(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const source = chunks[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let length = 0
  while (length < UNICODE_SAMPLE_BYTES) {
    const next = await source.next()
    if (next.done) break
    first.push(next.value)
    length += next.value.length
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* first
    yield* { [Symbol.asyncIterator]: () => source }
  }
  return { head: Buffer.concat(first).subarray(0, UNICODE_SAMPLE_BYTES), all: all() }
}

/** The same text in UTF-8, chunk by chunk. */
async function* fromUtf16(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    yield Buffer.from(decoder.decode())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new TextEncodingError('is marked as UTF-16, but holds bytes that are not')
  }
}
