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

test('UTF-16 is told by its first bytes, with a mark or without', async () => {
  const text = '{"a":"Zoë"}\n{"b":"日本"}\r\n'
  const little = Buffer.from(text, 'utf16le')
  const lines = [
    { line: 1, text: '{"a":"Zoë"}', notice: 'is read as UTF-16' },
    { line: 2, text: '{"b":"日本"}' },
  ]
  const marks = { little: Buffer.from([0xff, 0xfe]), big: Buffer.from([0xfe, 0xff]) }
  const big = Buffer.from(little).swap16()
  for (const bytes of [little, big, Buffer.concat([marks.little, little]), Buffer.concat([marks.big, big])]) {
    const cut = [bytes.subarray(0, 1), bytes.subarray(1, 4), bytes.subarray(4, 21), bytes.subarray(21)]
    expect(await linesOf(cut)).toEqual(lines)
  }
  await expect(linesOf([little.subarray(0, -1)])).rejects.toThrow('is marked as UTF-16, but holds bytes that are not')
})

test('a file that shows itself to be no UTF-8 is read as Windows-1252 from there on, and says so once', async () => {
  const latin = (text: string) => Buffer.from(text, 'latin1')
  expect(await linesOf(['plain\n', latin('Zoë\n'), 'plain\n', latin('Müller\n'), 'Zoë\n'])).toEqual([
    { line: 1, text: 'plain' },
    { line: 2, text: 'Zoë', notice: 'is read as Windows-1252' },
    { line: 3, text: 'plain' },
    { line: 4, text: 'Müller' },
    { line: 5, text: null, fault: 'is in UTF-8, but lines above are in Windows-1252: save the file as UTF-8' },
  ])
})

test('a line that is no UTF-8 in a file that is, is no guess', async () => {
  expect(await linesOf(['Zoë\n', Buffer.from('Zoë\n', 'latin1'), 'Zoë\n'])).toEqual([
    { line: 1, text: 'Zoë' },
    { line: 2, text: null, fault: 'holds bytes that are not UTF-8, which the file is in' },
    { line: 3, text: 'Zoë' },
  ])
})

test('the mark of UTF-8 is no part of a line, wherever files were put together', async () => {
  expect(await linesOf(['\uFEFFa\n', '\uFEFFb\n'])).toEqual([
    { line: 1, text: 'a' },
    { line: 2, text: 'b' },
  ])
})

test('each byte is looked at once, in lines short and long, in chunks small and large', async () => {
  let looked = 0
  class CountedChunk extends Uint8Array {
    override indexOf(byte: number, from = 0): number {
      const at = super.indexOf(byte, from)
      looked += (at === -1 ? this.length : at + 1) - from
      return at
    }
  }
  for (const [line, chunkBytes] of [
    ['x\n', 4096],
    ['x\n', 1],
    [`${'x'.repeat(5000)}\n`, 64],
    ['x', 64],
  ] as const) {
    looked = 0
    const bytes = Buffer.from(line.repeat(Math.ceil(20_000 / line.length)))
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield new CountedChunk(bytes.subarray(at, at + chunkBytes))
    }
    for await (const { text } of readLines(chunks(), 100_000)) expect(text).not.toBeNull()
    expect(looked).toBe(bytes.length)
  }
})
