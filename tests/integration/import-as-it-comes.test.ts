import fs from 'node:fs'
import path from 'node:path'
import { text as textOf } from 'node:stream/consumers'

import { expect, test } from 'vitest'

import { readRecords } from '#app/archive/records/read.server.ts'
import type { ConversationRecord } from '#app/domain/archive-record.ts'

import { emptyArchive, fileOf, folderOf, importInto, type Imported, type TestArchive } from './import-support.ts'

/** Files in whatever encoding, captions in whatever state, and lines that would like to read more than is theirs. */

const ARCHIVE = {
  'archive.md': '---\nformat: 1\ntitle: A community\n---\n',
  'series/talks.md': '---\nname: Talks\n---\n',
}
const FIXTURES = path.resolve('tests/fixtures/import')

async function conversations({ db }: TestArchive): Promise<ConversationRecord[]> {
  const { rows } = await db.pool.query<{ slug: string }>('SELECT slug FROM conversation ORDER BY slug')
  const records = await readRecords(
    db,
    'conversation',
    rows.map(({ slug }) => slug),
  )
  return [...records.values()]
}

function told({ items }: Imported): string[] {
  return items.flatMap(({ action, title, problems }) =>
    problems.map((problem) => `${action} ${title ?? ''}: ${problem}`),
  )
}

function talk(name: string, fields: string): Record<string, string> {
  return {
    [`conversations/${name}/conversation.md`]: `---\nseries: talks\ntitle: ${name}\nheldOn: "2023-12"\n${fields}---\n`,
  }
}

test('a line of JSON names no file of this machine, wherever it tries', async () => {
  const archive = await emptyArchive()
  const secret = fileOf('secret.txt', 'a secret of this machine')
  const file = { path: secret, name: 'x.txt' }
  const line = { title: 'A talk', series: 'Talks' }
  const url = 'https://video.example.org/1'
  const lines = [
    { ...line, date: '2023-01-01', recordings: [{ file }, { url, file }, { url, poster: file }] },
    { ...line, date: '2023-02-01', recordings: [{ url, captions: [{ file: secret }, { cues: [{ text: 'x' }] }] }] },
    { ...line, date: '2023-03-01', documents: [{ kind: 'handout', title: 'x', file }], file, poster: file },
    { ...line, date: '2023-04-01', speakers: [{ name: 'Ada Byron', file }], themes: [{ name: 'Care', file }] },
    { ...line, date: '2023-05-01', recordings: [{ url, posterKey: 'a'.repeat(64), constructor: file }] },
    { ...line, date: '2023-06-01', series: { name: 'Talks', file }, recordings: { file } },
    `{"title":"A talk","date":"2023-07-01","series":"Talks","__proto__":{"file":${JSON.stringify(file)}},"constructor":1,"toString":2}`,
  ]
  const source = fileOf(
    'talks.jsonl',
    lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'),
  )
  const report = await importInto(archive, source)
  expect(told(report)).toEqual([
    'added A talk: recordings[0].file: is not known here',
    'added A talk: recordings[1].file: is not known here',
    'added A talk: recordings[2].poster: is not known here',
    'added A talk: recordings[0].captions: is not known here',
    'added A talk: documents: is not known here',
    'added A talk: file: is not known here',
    'added A talk: poster: is not known here',
    'added A talk: themes[0].file: is not known here',
    'added A talk: recordings[0].posterKey: is not known here',
    'added A talk: recordings[0].constructor: is not known here',
    'refused A talk: recordings: must be a list',
    'refused A talk: series.file: is not known here',
    'added A talk: __proto__: is not known here',
    'added A talk: constructor: is not known here',
    'added A talk: toString: is not known here',
  ])
  const stored = await conversations(archive)
  expect(stored).toHaveLength(6)
  for (const { recordings, documents } of stored) {
    expect(documents).toEqual([])
    for (const recording of recordings) expect(recording).toMatchObject({ file: null, posterKey: null, captions: [] })
  }
  expect(fs.readdirSync(archive.filesFolder)).toEqual([])
})

test('a page names no file of this machine', async () => {
  const archive = await emptyArchive()
  const secret = fileOf('secret.pdf', '%PDF-1.4 secret')
  const html = `<h2>December 2023</h2><p><strong>Care</strong></p><p><a href="${secret}">Download the insights</a></p><p><a href="file://${secret}">Download the slides</a></p>`
  await importInto(archive, fileOf('page.html', html))
  const [stored] = await conversations(archive)
  expect(stored?.documents.every(({ file }) => file === null)).toBe(true)
  expect(fs.readdirSync(archive.filesFolder)).toEqual([])
})

const WITH_CAPTIONS =
  'recordings:\n  - availability: unpublished\n    captions:\n      - { file: words.vtt, language: en }\n'

test('bad captions are told, and never lose a conversation or the captions that it has', async () => {
  const archive = await emptyArchive()
  const file = 'conversations/one/words.vtt'
  const good = { ...ARCHIVE, ...talk('one', WITH_CAPTIONS), [file]: 'WEBVTT\n\n00:01.000 --> 00:02.000\nGood\n' }
  const cues = [{ start: 1, end: 2, speaker: null, text: 'Good' }]

  const partly = `${good[file]}\n00:03.000 --> 00:0x.000\nlost\n\n00:04.000 --> 00:05.000\nkept\n`
  expect(told(await importInto(archive, folderOf({ ...good, [file]: partly })))).toEqual([
    'added one: line 8: recordings[0].captions[0].file: words.vtt, line 6: “00:03.000 --> 00:0x.000” is not two times: the cue is left out',
  ])
  expect((await conversations(archive))[0]?.recordings[0]?.captions[0]?.cues).toEqual([
    ...cues,
    { start: 4, end: 5, speaker: null, text: 'kept' },
  ])

  await importInto(archive, folderOf(good))
  for (const [content, problem] of [
    [
      '<!DOCTYPE html><p>Sign in',
      'words.vtt, line 1: this is a web page, which is not read: save it as WebVTT or SubRip',
    ],
    ['\0\x01\x02', 'words.vtt is not text'],
    ['', 'words.vtt, line 1: the file is empty'],
  ]) {
    const report = await importInto(archive, folderOf({ ...good, [file]: content ?? '' }))
    expect(told(report)).toEqual([
      `unchanged one: line 8: recordings[0].captions[0].file: the captions are left out: ${problem}`,
    ])
    expect((await conversations(archive))[0]?.recordings[0]?.captions).toMatchObject([{ language: 'en', cues }])
  }
  const unread = await importInto(
    archive,
    folderOf({ ...good, ...talk('two', WITH_CAPTIONS), 'conversations/two/words.vtt': 'x' }),
  )
  expect(unread.items.at(-1)).toMatchObject({ action: 'added', slug: 'two' })
})

test('captions, texts and front matter are read in the encoding that they are in, and the report says which', async () => {
  const archive = await emptyArchive()
  const latin = (text: string) => Buffer.from(text, 'latin1')
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const one = talk('one', `${WITH_CAPTIONS}documents:\n  - { kind: handout, title: Notes, file: notes.txt }\n`)
  const head = Object.values(talk('Zoë', ''))[0] ?? ''
  const source = folderOf({
    ...ARCHIVE,
    ...one,
    'conversations/one/words.vtt': utf16('WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zoë>Café\n'),
    'conversations/one/notes.txt': latin('Café at nine, with Zoë\n'),
    'conversations/two.md': latin(head),
    'conversations/three.md': Buffer.from(head.replace('2023-12', '2023-11'), 'utf16le'),
    'conversations/four.md': Buffer.concat([Buffer.from(`${head}Zoë\n`), latin('Zoë\n')]),
  })
  expect(told(await importInto(archive, source)).sort()).toEqual([
    'added Zoë: the file is read as UTF-16',
    'added Zoë: the file is read as Windows-1252',
    'added one: line 8: recordings[0].captions[0].file: words.vtt is read as UTF-16',
    'added one: notes.txt is read as Windows-1252, and kept as UTF-8',
    'refused : the file is in UTF-8, but damaged on line 7: bytes there are no letters',
  ])
  const { one: record } = Object.fromEntries((await conversations(archive)).map((each) => [each.slug, each]))
  expect(record?.recordings[0]?.captions[0]?.cues).toEqual([{ start: 1, end: 2, speaker: 'Zoë', text: 'Café' }])
  const [notes] = record?.documents ?? []
  expect(notes?.text).toBe('Café at nine, with Zoë')
  expect(notes?.file?.bytes).toBe(Buffer.byteLength('Café at nine, with Zoë\n'))
  const kept = await archive.files.open(notes?.file?.key ?? '')
  expect(kept === null ? null : await textOf(kept.stream)).toBe('Café at nine, with Zoë\n')
  expect((await importInto(archive, source)).totals).toMatchObject({ added: 0, changed: 0 })
})

test.each([
  ['cp1252.jsonl', ['the file is read as Windows-1252']],
  ['utf16.jsonl', ['the file is read as UTF-16']],
  ['bom.jsonl', []],
])('%s is read as what it is', async (name, problems) => {
  const archive = await emptyArchive()
  const { items } = await importInto(archive, path.join(FIXTURES, 'encodings', name))
  expect(items).toMatchObject([{ action: 'added', title: 'Café für Ålesund', speakers: ['Zoë Müller'], problems }])
})

test('a line that cannot be decoded is refused with the reason', async () => {
  const archive = await emptyArchive()
  const line = (title: string) => `{"title":"${title}","date":"2023-12-21","id":"${title.length}"}\n`
  const mixed = Buffer.concat([Buffer.from(line('Zoë')), Buffer.from(line('Müller'), 'latin1')])
  expect(told(await importInto(archive, fileOf('a.jsonl', mixed)))).toEqual([
    'refused : the line holds bytes that are not UTF-8, which the file is in',
  ])
  const cut = Buffer.from(line('Zoë'), 'utf16le').subarray(0, -1)
  await expect(importInto(archive, fileOf('b.jsonl', cut))).rejects.toThrow(
    'b.jsonl is marked as UTF-16, but holds bytes that are not.',
  )
})

test('a saved page is read in the encoding that it declares, and the report says which', async () => {
  const archive = await emptyArchive()
  const html =
    '<meta charset="windows-1252"><h2>December 2023</h2><p><strong>Café kindness</strong></p><p>With Dr Zoë Müller.</p>'
  const { items } = await importInto(archive, fileOf('page.html', Buffer.from(html, 'latin1')))
  expect(items).toMatchObject([{ title: 'Café kindness', speakers: ['Zoë Müller'] }])
  expect(items[0]?.problems).toContain('the file is read as Windows-1252')
})

test('what has %PDF- in its first kilobyte is a PDF; what is empty is nothing', async () => {
  const archive = await emptyArchive()
  const contents = {
    ...{ newline: '\n%PDF-1.4\n1 0 obj', answer: 'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\n' },
    ...{ mark: '\uFEFF%PDF-1.4\n', html: '<!DOCTYPE html><html><body>Sign in</body></html>', empty: '' },
  }
  const files = Object.entries(contents).map(([name, content], index) => ({
    ...{ [`conversations/${name}/f.pdf`]: content },
    ...{
      [`conversations/${name}/conversation.md`]: `---\nseries: talks\ntitle: ${name}\nheldOn: "2023-0${index + 1}"\ndocuments:\n  - { kind: slides, title: Slides, file: f.pdf }\n---\n`,
    },
  }))
  const report = await importInto(archive, folderOf(Object.assign({}, ARCHIVE, ...files)))
  expect(told(report)).toEqual([
    'refused empty: "f.pdf" should be application/pdf by its name, but its content is empty.',
    'refused html: "f.pdf" should be application/pdf by its name, but its content is text.',
  ])
  expect((await conversations(archive)).map(({ slug }) => slug)).toEqual(['answer', 'mark', 'newline'])
})
