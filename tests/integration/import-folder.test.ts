import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { readRecords } from '#app/archive/records/read.server.ts'

import {
  dumpArchive,
  emptyArchive,
  emptyFolder,
  fileOf,
  folderOf,
  importInto,
  outcomes,
  type Imported,
} from './import-support.ts'

const FOLDER = {
  'archive.md': '---\nformat: 1\ntitle: A community\n---\n',
  'series/talks.md': '---\nname: Talks\nmain: true\n---\n',
  'people/ada.md': '---\nname: Ada Byron\n---\n',
  'themes/care.md': '---\nname: Care\n---\n',
  'conversations/one/conversation.md':
    '---\nseries: talks\ntitle: One\nheldOn: "2023-12"\nspeakers:\n  - person: ada\n    affiliation: Engineer\nthemes: [care]\n' +
    'recordings:\n  - availability: unpublished\n    captions:\n      - file: words.vtt\n        language: en\n' +
    'documents:\n  - kind: insights\n    title: Sheet\n    file: sheet.md\n---\n\nThe *summary*.\n',
  'conversations/one/words.vtt': 'WEBVTT\n\n00:00.000 --> 00:01.500\n<v Ada Byron>Hello\n',
  'conversations/one/sheet.md': '# Sheet\n\nKind words.\n',
}

function refusals({ items }: Imported): string[] {
  return items
    .filter(({ problems }) => problems.length > 0)
    .map(
      ({ action, file, line, problems }) =>
        `${action} ${file}${line === null ? '' : `:${line}`} ${problems.join('; ')}`,
    )
}

test('a folder becomes an archive, with transcripts, stored files and readable sheets', async () => {
  const archive = await emptyArchive()
  const source = folderOf(FOLDER)
  expect(outcomes(await importInto(archive, source))).toEqual([
    'added series talks',
    'added person ada',
    'added theme care',
    'added conversation one',
  ])
  const one = (await readRecords(archive.db, 'conversation', ['one'])).get('one')
  expect(one).toMatchObject({
    ...{ series: 'talks', heldOn: '2023-12', themes: ['care'], summaryHtml: '<p>The <em>summary</em>.</p>' },
    speakers: [{ person: 'ada', role: 'speaker', affiliation: 'Engineer' }],
    recordings: [
      {
        availability: 'unpublished',
        captions: [{ language: 'en', cues: [{ start: 0, end: 1.5, speaker: 'Ada Byron', text: 'Hello' }] }],
      },
    ],
    documents: [{ title: 'Sheet', html: '<h3>Sheet</h3>\n<p>Kind words.</p>', text: 'Sheet\nKind words.' }],
  })
  expect(await archive.files.has(one?.documents[0]?.file?.key ?? '')).toBe(true)
  expect(outcomes(await importInto(archive, source)).every((outcome) => outcome.startsWith('unchanged'))).toBe(true)
})

test('the seed is an archive folder without a fault', async () => {
  const archive = await emptyArchive()
  const report = await importInto(archive, 'prisma/seed')
  expect(refusals(report)).toEqual([])
  expect(report.totals.made).toEqual({ person: 0, theme: 0, series: 0 })
})

test('a changed sheet or transcript changes only that field', async () => {
  const archive = await emptyArchive()
  await importInto(archive, folderOf(FOLDER))
  const sheet = folderOf({ ...FOLDER, 'conversations/one/sheet.md': '# New' })
  expect(outcomes(await importInto(archive, sheet))).toContain('changed conversation one documents')
  const words = folderOf({
    ...FOLDER,
    'conversations/one/sheet.md': '# New',
    'conversations/one/words.vtt': 'WEBVTT\n',
  })
  expect(outcomes(await importInto(archive, words))).toContain('changed conversation one recordings')
})

test('faults are told by file, line and field, and refuse only their item', async () => {
  const archive = await emptyArchive()
  const head = '---\nseries: talks\nheldOn: "2023-11"\n'
  const report = await importInto(
    archive,
    folderOf({
      ...FOLDER,
      'people/bad.md': '---\nname: ""\n---\n',
      'people/worse.md': 'name: x',
      'peoples/typo.md': '---\nname: x\n---\n',
      'conversations/nobody.md': `${head}speakers:\n  - person: ada\n  - person: nobody\n---\n`,
      'conversations/missing.md': `${head}documents:\n  - kind: insights\n    title: x\n    file: gone.pdf\n---\n`,
      'conversations/outside.md': `${head}documents:\n  - kind: insights\n    title: x\n    file: ../../../etc/passwd\n---\n`,
      'conversations/words.md': `${head}recordings:\n  - availability: unpublished\n    captions:\n      - file: bad.vtt\n---\n`,
      'conversations/bad.vtt': 'WEBVTT\n\n00:02.000 --> 00:01.000\nx\n',
      'conversations/keys.md': `${head}titel: Typo\nspeakers: [{ person: ada, age: 3 }]\n---\n`,
      'conversations/day.md': '---\nseries: talks\nheldOn: 2023\n---\n',
      'redirects.yaml': '- from: /people/old\n  to: /people/ada\n- from: nowhere\n  to: /people/ada\n',
    }),
  )
  expect(refusals(report)).toEqual([
    'refused peoples no folder of an archive is called “peoples”',
    'refused people/bad.md:1 line 2: name: must not be empty',
    'refused people/worse.md:1 the file does not begin with a line of ---',
    'refused conversations/day.md:1 line 3: heldOn: must be a month or a day in quotes: "2023-12" or "2023-12-21"',
    'added conversations/keys.md:1 line 4: titel: is not known here; line 5: speakers[0].age: is not known here',
    'refused conversations/missing.md:1 line 7: documents[0].file: there is no file “gone.pdf” inside the folder',
    'refused conversations/nobody.md:1 there is no person “nobody”',
    'refused conversations/outside.md:1 line 7: documents[0].file: there is no file “../../../etc/passwd” inside the folder',
    'added conversations/words.md:1 line 7: recordings[0].captions[0].file: bad.vtt, line 3: the cue ends before it starts: only its start is used',
    'refused redirects.yaml:3 from: must be a path of this site: /people/ada-byron',
  ])
})

test('a link that leads out of the folder is not followed', async () => {
  const archive = await emptyArchive()
  const secret = fileOf('secret.md', 'Secret')
  const folder = folderOf(FOLDER)
  fs.rmSync(path.join(folder, 'conversations/one/sheet.md'))
  fs.symlinkSync(secret, path.join(folder, 'conversations/one/sheet.md'))
  fs.symlinkSync(path.dirname(secret), path.join(folder, 'offerings'))
  const report = await importInto(archive, folder)
  expect(refusals(report)).toEqual([
    'refused offerings is no folder of files',
    'refused conversations/one/conversation.md:1 line 17: documents[0].file: there is no file “sheet.md” inside the folder',
  ])
})

test('fields that name files cannot be given another way', async () => {
  const archive = await emptyArchive()
  const recordings =
    'recordings:\n  - file: { path: /etc/passwd, name: x }\n    captions:\n      - cues: [{ text: x }]\n'
  const report = await importInto(
    archive,
    folderOf({ ...FOLDER, 'conversations/x.md': `---\nheldOn: "2023-11"\n${recordings}---\n` }),
  )
  expect(refusals(report)).toEqual([
    'refused conversations/x.md:1 line 4: recordings[0].file: must be the name of a file; line 6: recordings[0].captions[0].file: must be the name of a file',
  ])
})

test('a file that is not what its name says refuses its item', async () => {
  const archive = await emptyArchive()
  const fake = folderOf({
    ...FOLDER,
    'conversations/fake/conversation.md':
      '---\nseries: talks\nheldOn: "2023-10"\ndocuments: [{ kind: slides, title: x, file: x.pdf }]\n---\n',
    'conversations/fake/x.pdf': '<script>alert(1)</script>',
  })
  expect(refusals(await importInto(archive, fake))).toEqual([
    'refused conversations/fake/conversation.md:1 "x.pdf" should be application/pdf by its name, but its content is text.',
  ])
})

test('two conversations of one month stay two, and are known again by their slugs', async () => {
  const archive = await emptyArchive()
  const head = '---\nseries: talks\nheldOn: "2023-12"\n---\n'
  const source = folderOf({ ...FOLDER, 'conversations/a.md': head, 'conversations/b.md': head })
  expect(outcomes(await importInto(archive, source)).slice(-3)).toEqual([
    'added conversation a',
    'added conversation b',
    'added conversation one',
  ])
  expect(outcomes(await importInto(archive, source)).slice(-3)).toEqual([
    'unchanged conversation a',
    'unchanged conversation b',
    'unchanged conversation one',
  ])
})

test('what was renamed in the archive is found by its old slug, and stays where it is', async () => {
  const archive = await emptyArchive()
  await importInto(archive, folderOf(FOLDER))
  for (const [table, from, to, place] of [
    ['person', 'ada', 'ada-lovelace', 'people'],
    ['conversation', 'one', 'first', 'conversations'],
  ]) {
    await archive.db.pool.query(`UPDATE ${table} SET slug = $2 WHERE slug = $1`, [from, to])
    await archive.db.pool.query('INSERT INTO redirect (from_path, to_path) VALUES ($1, $2)', [
      `/${place}/${from}`,
      `/${place}/${to}`,
    ])
  }
  expect(outcomes(await importInto(archive, folderOf(FOLDER)))).toEqual([
    'unchanged series talks',
    'unchanged person ada-lovelace',
    'unchanged theme care',
    'unchanged conversation first',
  ])
})

test('a folder with another main series does not take that away from the one there is', async () => {
  const archive = await emptyArchive()
  await importInto(archive, folderOf(FOLDER))
  const other = {
    'archive.md': FOLDER['archive.md'],
    'series/new.md': '---\nname: New\nmain: true\nrecurrence: FREQ=MONTHLY;BYDAY=3TH\n---\n',
  }
  expect(refusals(await importInto(archive, folderOf(other)))).toEqual([
    'added series/new.md:1 main: “talks” is the main series already and stays it',
  ])
  expect((await dumpArchive(archive.db))['series']?.filter(({ main }) => main)).toMatchObject([{ slug: 'talks' }])
})

test.each([
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '“FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30” names no day within 10 years'],
  ['FREQ=SECONDLY;BYDAY=TH', 'FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY'],
  ['whenever', '“whenever” cannot be read as a rule such as FREQ=MONTHLY;BYDAY=3TH'],
])('the recurrence %s is refused by its line, and not stored', async (recurrence, problem) => {
  const archive = await emptyArchive()
  const files = {
    'archive.md': FOLDER['archive.md'],
    'series/new.md': `---\nname: New\nrecurrence: ${recurrence}\n---\n`,
  }
  expect(refusals(await importInto(archive, folderOf(files)))).toEqual([
    `refused series/new.md:1 line 3: recurrence: ${problem}`,
  ])
  expect((await dumpArchive(archive.db))['series']).toEqual([])
})

test.each<[string, () => string, string]>([
  ['nothing there', () => path.join(emptyFolder(), 'gone'), 'There is nothing at '],
  ['an empty folder', () => emptyFolder(), 'is not an archive: it has no archive.md.'],
  [
    'a later format',
    () => folderOf({ 'archive.md': '---\nformat: 2\n---\n' }),
    'is of format 2; this version reads format 1.',
  ],
  ['a broken archive.md', () => folderOf({ 'archive.md': 'x' }), 'archive.md cannot be read: line 1'],
  ['a picture', () => fileOf('a.png', 'x'), 'a.png is none of what can be imported'],
  ['no JSON at all', () => fileOf('a.jsonl', 'a\nb\n'), 'a.jsonl holds no lines of JSON.'],
  ['an empty file', () => fileOf('a.jsonl', ''), 'a.jsonl holds no lines of JSON.'],
  [
    'a damaged gzip',
    () => fileOf('a.jsonl.gz', Buffer.from('1f8b0800000000000003deadbeef', 'hex')),
    'a.jsonl.gz is damaged',
  ],
  ['a page without months', () => fileOf('a.html', '<h1>Hello</h1><p>x'), 'no heading with a month'],
  ['a page of bytes', () => fileOf('a.txt', Buffer.from([65, 0, 66])), 'a.txt is not text.'],
])('%s cannot be read', async (_, source, message) => {
  const archive = await emptyArchive()
  await expect(importInto(archive, source())).rejects.toThrow(message)
})
