import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { readItem } from '#app/domain/archive-item.ts'
import { UnreadableSourceError, type SourceEntry } from '#app/ingest/source.ts'

import { openJsonLines } from './json-lines.server.ts'

let folder: string

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'json-lines-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function entriesOf(content: Uint8Array): Promise<SourceEntry[]> {
  const file = path.join(folder, 'a.jsonl')
  fs.writeFileSync(file, content)
  const entries: SourceEntry[] = []
  for await (const entry of (await openJsonLines(file)).entries) entries.push(entry)
  return entries
}

const file = fc.record({ path: fc.constantFrom('/etc/hostname', '../x', 'file:///etc/passwd'), name: fc.constant('x') })
const anything = fc.oneof(
  { weight: 3, arbitrary: file },
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('', null, '2023-12-21', '__proto__', 'x'),
)
const field = fc.constantFrom(
  ...['id', 'title', 'date', 'summary', 'speakers', 'themes', 'series', 'language', 'recordings', 'documents', 'body'],
  ...['file', 'poster', 'captions', 'path', 'name', 'url', 'kind', 'slug', '__proto__', 'constructor', 'toString'],
)
const object = fc.dictionary(field, fc.oneof(anything, fc.array(anything, { maxLength: 3 })), { maxKeys: 6 })
const line = fc
  .tuple(object, fc.array(object, { maxLength: 2 }))
  .map(([line, recordings]) => JSON.stringify({ date: '2023-12-21', recordings, ...line }))

/** Whether a value holds, anywhere in it, a name of a file. */
function namesAFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return (
    ['file', 'poster', 'captions', 'documents'].some((key) => Object.hasOwn(value, key)) ||
    Object.values(value).some(namesAFile)
  )
}

test('whatever a line holds, it is an item without files, or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 4 }), async (lines) => {
      for (const { candidate } of await entriesOf(Buffer.from(lines.join('\n')))) {
        const item = candidate === null ? null : readItem(candidate).item
        expect(namesAFile(item)).toBe(false)
      }
    }),
  )
})

test('whatever the bytes are, each line is an item or refused, and the file is read or refused with a sentence', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(
        fc.oneof(
          line.map((text) => Buffer.from(text)),
          fc.constantFrom(Buffer.from('\n'), Buffer.from([0xff, 0xfe]), Buffer.from([0xe9]), Buffer.from('{"a')),
        ),
      )
      .map((parts) => Buffer.concat(parts)),
  )
  await fc.assert(
    fc.asyncProperty(bytes, fc.boolean(), async (content, isZipped) => {
      try {
        for (const entry of await entriesOf(isZipped ? gzipSync(content) : content)) {
          if (entry.candidate === null) expect(entry.problems.length).toBeGreaterThan(0)
          else readItem(entry.candidate)
        }
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableSourceError)
      }
    }),
  )
})
