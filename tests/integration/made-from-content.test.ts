import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fromBufferPromise } from 'yauzl'

import { writeCounts } from '#app/archive/counts.server.ts'
import { HtmlForServer } from '#app/components/server-html.tsx'
import { localFileStore } from '#app/files/local.server.ts'
import { restartMaking } from '#app/making/make.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { loader as download } from '#app/routes/conversation-download.ts'
import { loadConversation } from '#app/routes/conversation/load-conversation.server.ts'
import { loader as yearZip } from '#app/routes/year-zip.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { serveRoutes, type RouteServer } from '#tests/support/route-server.ts'

import { folderOf, importInto } from './import-support.ts'

const SENTENCE = 'Kindness is what we talked about again, at some length and from several sides. '
const prose = (letters: number) =>
  `${SENTENCE.repeat(8)}\n\n`
    .repeat(Math.ceil(letters / 630))
    .slice(0, letters)
    .trim()
const TABLE = `|a|\n|-|\n${`${'|x'.repeat(500)}\n`.repeat(300)}`
const LIST = `- **Kindness** is *what* we [talked](https://example.org) about, ${'again '.repeat(7)}\n`.repeat(1300)

/** What is made here takes seconds of work, and the machine may be busy. */
vi.setConfig({ testTimeout: 120_000 })

let database: TestDatabase
let folder: string
let server: RouteServer

function source(conversations: Record<string, string>, insights: Record<string, string> = {}): string {
  const files: Record<string, string> = {
    'archive.md': '---\nformat: 1\n---\n',
    'series/talks.md': '---\nname: Talks\nmain: true\n---\n',
  }
  for (const [slug, body] of Object.entries(conversations)) {
    const documents = insights[slug] ?? ''
    files[`conversations/${slug}/conversation.md`] =
      `---\nseries: talks\ntitle: ${slug}\nid: ${slug}\nheldOn: "2023-12"\n${documents}---\n\n\n${body}\n`
  }
  return folderOf(files)
}

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'made-from-content-'))
  const files = localFileStore(folder)
  singleton('database', () => database.db)
  singleton('files', () => files)
  server = await serveRoutes({
    'conversations/:slug/summaries.zip': { loader: yearZip },
    'conversations/:slug/:file': { loader: download },
  })
})

afterAll(async () => {
  await server.close()
  await restartMaking()
  await writeCounts(database.db)
  await database.close()
  await fs.rm(folder, { recursive: true })
})

const archive = () => ({ db: database.db, url: database.url, files: localFileStore(folder), filesFolder: folder })

function pageOf(slug: string) {
  return loadConversation(database.db, slug, new Request(`https://archive.example/conversations/${slug}`))
}

test('what costs too much is refused at its line of the file, and a long flat list is taken', async () => {
  const refused = await importInto(archive(), source({ table: TABLE, deep: `One.\n\n${'> '.repeat(50)}two` }))
  expect(refused.items.filter(({ kind }) => kind === 'conversation')).toMatchObject([
    // Nine lines stand above the text, of which two are blank.
    {
      action: 'refused',
      file: 'conversations/deep/conversation.md',
      problems: [expect.stringMatching(/^line 11: Quotes/)],
    },
    {
      action: 'refused',
      file: 'conversations/table/conversation.md',
      problems: [expect.stringMatching(/^line \d+: The text holds more/)],
    },
  ])
  const taken = await importInto(archive(), source({ list: LIST }))
  expect(taken.totals).toMatchObject({ added: 1, refused: 0 })
})

test('a document that costs too much is refused by its file and line', async () => {
  const files = 'documents:\n  - kind: insights\n    title: Notes\n    file: notes.md\n'
  const where = source({ notes: 'Words.' }, { notes: files })
  await fs.writeFile(path.join(where, 'conversations/notes/notes.md'), `One.\n\n${'> '.repeat(50)}two`)
  const { items } = await importInto(archive(), where)
  expect(items.find(({ kind }) => kind === 'conversation')).toMatchObject({
    action: 'refused',
    problems: [expect.stringMatching(/^notes\.md, line 3: Quotes/)],
  })
})

test('several texts that are each within the limit make a page and files', async () => {
  const files = [1, 2].map((n) => `  - kind: insights\n    title: Notes ${n}\n    file: notes-${n}.md\n`).join('')
  const where = source({ long: 'Words.' }, { long: `documents:\n${files}` })
  for (const n of [1, 2]) await fs.writeFile(path.join(where, `conversations/long/notes-${n}.md`), prose(210_000))
  expect((await importInto(archive(), where)).totals).toMatchObject({ added: 1, refused: 0 })

  const page = await pageOf('long')
  expect(page.readings.map(({ html }) => (HtmlForServer.read(html)?.length ?? 0) > 200_000)).toEqual([true, true])
  for (const [file, start] of [
    ['summary.txt', 'long'],
    ['summary.md', '# long'],
    ['summary.pdf', '%PDF'],
  ] as const) {
    const answer = await fetch(`${server.url}/conversations/long/${file}`)
    expect(answer.status, file).toBe(200)
    const content = await answer.text()
    expect(content.slice(0, start.length)).toBe(start)
    expect(content.length).toBeGreaterThan(file === 'summary.pdf' ? 1000 : 400_000)
  }
  // Said once it is known: nobody waited for it.
  expect(page.summary?.facts).toBeNull()
  await vi.waitFor(async () => expect((await pageOf('long')).summary?.facts?.pages).toBeGreaterThan(50), {
    timeout: 60_000,
    interval: 200,
  })
})

test('what an older version took is shown without what cannot be made of it, and its downloads say so', async () => {
  for (const [slug, title, summary] of [
    ['old', 'Old', TABLE],
    ['small', 'Small', 'Words.'],
  ]) {
    await database.db.pool.query(
      `INSERT INTO conversation (slug, title, series_id, held_on, held_on_precision, summary, summary_html, status, updated_at)
       SELECT $1, $2, id, '2021-11-01', 'month', $3, '<p>As it was.</p>', 'published', now() FROM series`,
      [slug, title, summary],
    )
  }
  const page = await pageOf('old')
  expect(HtmlForServer.read(page.summaryHtml)).toBe('<p>As it was.</p>')
  for (const file of ['summary.txt', 'summary.md', 'summary.pdf']) {
    const answer = await fetch(`${server.url}/conversations/old/${file}`)
    expect(answer.status, file).toBe(404)
    expect(await answer.text()).toContain(
      'The text holds more links, notes, cells of tables and other markup than can be shown.',
    )
  }
  // Its page no longer names them.
  await vi.waitFor(async () => expect((await pageOf('old')).summary).toBeNull(), { timeout: 60_000, interval: 200 })
  const zip = await fetch(`${server.url}/conversations/2021/summaries.zip`)
  const entries = new Map<string, string>()
  const opened = await fromBufferPromise(Buffer.from(await zip.arrayBuffer()))
  for await (const entry of opened.eachEntry()) {
    const stream = await opened.openReadStreamPromise(entry)
    entries.set(path.posix.basename(entry.fileName), (await buffer(stream)).toString('latin1'))
  }
  expect([...entries.keys()]).not.toContain('2021-11 Old.pdf')
  expect([...entries.keys()]).toContain('2021-11 Small.pdf')
  expect(entries.get('0 what is missing.txt')).toMatch(
    /2021-11 Old\.pdf: The text holds more[^]*2021-11 Old\.md: The text/,
  )
})
