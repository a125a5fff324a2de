import { expect, test } from 'vitest'

import { readLines, type Line } from './lines.ts'

async function linesOf(chunks: (string | Buffer)[], maxBytes = 100): Promise<Line[]> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk)
  }
  const lines: Line[] = []
  for await (const line of readLines(bytes(), maxBytes)) lines.push(line)
  return lines
}

test('lines are put together from chunks, even when a letter is cut in two', async () => {
  const letter = Buffer.from('é')
  expect(await linesOf(['a', 'b\r\nc', letter.subarray(0, 1), letter.subarray(1), '\n\nlast'])).toEqual([
    { line: 1, text: 'ab' },
    { line: 2, text: 'cé' },
    { line: 3, text: '' },
    { line: 4, text: 'last' },
  ])
})

test('only a line feed ends a line', async () => {
  expect(await linesOf(['a\u2028b\rc\n'])).toEqual([{ line: 1, text: 'a\u2028b\rc' }])
})

test('a line that is too long is left out, and the next ones keep their numbers', async () => {
  expect(await linesOf(['x'.repeat(60), 'x'.repeat(60), '\nshort\n'])).toEqual([
    { line: 1, text: null },
    { line: 2, text: 'short' },
  ])
})
