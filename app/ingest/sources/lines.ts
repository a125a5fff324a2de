/** A line of a file, numbered from 1; without text when it is too long to be held. */
export type Line = { line: number; text: string | null }

const NEWLINE = 0x0a

/**
 * The lines of a stream of UTF-8, one after another, holding no more than the longest. Only LF ends a line (a CR before it
 * goes): Node's own reader also splits at U+2028, which may stand inside a JSON string.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let parts: Uint8Array[] = []
  let length = 0
  let line = 1
  function take(): Line {
    const text = length > maxBytes ? null : decoder.decode(Buffer.concat(parts)).replace(/\r$/, '')
    parts = []
    length = 0
    return { line: line++, text }
  }
  for await (const chunk of chunks) {
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
