import { expect, test, vi } from 'vitest'

import { readRecords } from '#app/archive/records/read.server.ts'
import type { ConversationRecord } from '#app/domain/archive-record.ts'

import {
  countChanges,
  dumpArchive,
  emptyArchive,
  fileOf,
  importInto,
  outcomes,
  type Imported,
  type TestArchive,
} from './import-support.ts'

type Talk = Record<string, unknown>

const TALK: Talk = {
  id: 'conf/one',
  title: 'Kindness at work',
  date: '2023-12-21',
  summary: 'First.\n\nSecond *line*.',
  speakers: [{ name: 'Dr Ada Byron' }, { name: 'Bo Lund' }],
  themes: ['Care', 'work'],
  series: 'A conference',
  language: 'eng',
  recordings: [{ url: 'https://video.example.org/1', durationSeconds: 61 }],
}

function lines(...talks: Talk[]): string {
  return fileOf('talks.jsonl', talks.map((talk) => JSON.stringify(talk)).join('\n'))
}

async function conversation({ db }: TestArchive, slug: string): Promise<ConversationRecord | undefined> {
  return (await readRecords(db, 'conversation', [slug])).get(slug)
}

function problemsOf({ items }: Imported): string[] {
  return items.flatMap(({ problems }) => problems)
}

test('a line becomes a conversation, with the people, themes and the series that it names', async () => {
  const archive = await emptyArchive()
  const { items, totals } = await importInto(archive, lines(TALK))
  expect(items).toEqual([
    {
      ...{ kind: 'conversation', action: 'added', slug: 'kindness-at-work', title: 'Kindness at work' },
      ...{ heldOn: '2023-12-21', speakers: ['Ada Byron', 'Bo Lund'], file: 'talks.jsonl', line: 1 },
      ...{ fields: [], problems: [] },
    },
  ])
  expect(totals).toMatchObject({ added: 1, made: { person: 2, theme: 2, series: 1 } })
  expect(await conversation(archive, 'kindness-at-work')).toMatchObject({
    ...{ sourceId: 'conf/one', series: 'a-conference', language: 'en', status: 'published', themes: ['care', 'work'] },
    summary: 'First.\n\nSecond \\*line\\*.',
    summaryHtml: '<p>First.</p>\n<p>Second *line*.</p>',
    speakers: [
      { person: 'ada-byron', role: 'speaker', affiliation: '' },
      { person: 'bo-lund', role: 'speaker', affiliation: '' },
    ],
    recordings: [{ availability: 'here', address: 'https://video.example.org/1', durationSeconds: 61 }],
  })
  const [ada] = (await readRecords(archive.db, 'person', ['ada-byron'])).values()
  expect(ada).toMatchObject({ name: 'Ada Byron', honorific: 'Dr', sortName: 'Byron, Ada' })
})

test('a second time nothing changes and nothing is written', async () => {
  const archive = await emptyArchive()
  const source = lines(TALK, { ...TALK, id: 'conf/two', title: 'Again' })
  await importInto(archive, source)
  const before = await dumpArchive(archive.db)
  const changes = await countChanges(archive.db)
  const times = 'SELECT max(updated_at) AS at FROM conversation'
  const { rows } = await archive.db.pool.query(times)
  expect(outcomes(await importInto(archive, source))).toEqual([
    'unchanged conversation kindness-at-work',
    'unchanged conversation again',
  ])
  expect(await dumpArchive(archive.db)).toEqual(before)
  expect(await countChanges(archive.db)).toBe(changes)
  expect((await archive.db.pool.query(times)).rows).toEqual(rows)
})

test('a dry run gives the same report and changes nothing', async () => {
  const archive = await emptyArchive()
  await importInto(archive, lines(TALK))
  const before = await dumpArchive(archive.db)
  const changes = await countChanges(archive.db)
  const source = lines({ ...TALK, title: 'Kinder at work' }, { ...TALK, id: 'new', speakers: [{ name: 'Ada Byrom' }] })
  const rehearsal = await importInto(archive, source, { dryRun: true })
  expect(await dumpArchive(archive.db)).toEqual(before)
  expect(await countChanges(archive.db)).toBe(changes)
  expect(await importInto(archive, source)).toEqual(rehearsal)
  expect(outcomes(rehearsal)).toEqual([
    'changed conversation kindness-at-work title',
    'ambiguous conversation kindness-at-work-2',
  ])
})

test('what changed is told by field, and an address never changes', async () => {
  const archive = await emptyArchive()
  await importInto(archive, lines(TALK))
  const changed = {
    ...TALK,
    title: 'Other',
    themes: ['work', 'care'],
    recordings: [{ url: 'https://video.example.org/2' }],
  }
  expect(outcomes(await importInto(archive, lines(changed)))).toEqual([
    'changed conversation kindness-at-work title themes recordings',
  ])
  expect(await conversation(archive, 'kindness-at-work')).toMatchObject({ title: 'Other', themes: ['work', 'care'] })
})

test('what an editor has done stays when the source does not speak of it', async () => {
  const archive = await emptyArchive()
  const { themes, summary, ...spare } = TALK
  await importInto(archive, lines({ ...spare, themes, summary }))
  await archive.db.pool.query(`UPDATE conversation SET status = 'withdrawn'`)
  await archive.db.pool.query(
    `INSERT INTO chapter (recording_id, start_seconds, title) SELECT id, 1, 'One' FROM recording`,
  )
  await archive.db.pool.query(`INSERT INTO caption_track (recording_id, position) SELECT id, 0 FROM recording`)
  await archive.db.pool.query(
    `INSERT INTO cue (track_id, position, start_seconds, end_seconds, text) SELECT id, 0, 0, 1, 'Hello' FROM caption_track`,
  )
  const [recording] = TALK['recordings'] as object[]
  const again = { ...spare, recordings: [{ ...recording, durationSeconds: 62 }] }
  expect(outcomes(await importInto(archive, lines(again)))).toEqual([
    'changed conversation kindness-at-work recordings',
  ])
  expect(await conversation(archive, 'kindness-at-work')).toMatchObject({
    ...{ status: 'withdrawn', themes: ['care', 'work'], summary: 'First.\n\nSecond \\*line\\*.' },
    recordings: [{ durationSeconds: 62, chapters: [{ title: 'One' }], captions: [{ cues: [{ text: 'Hello' }] }] }],
  })
})

test('names that differ only in case are one person; a name that is nearly another is reported and kept apart', async () => {
  const archive = await emptyArchive()
  const report = await importInto(
    archive,
    lines(
      { ...TALK, speakers: [{ name: 'Guido van Rossum' }] },
      { ...TALK, id: '2', speakers: [{ name: 'Guido Van ROSSUM' }] },
      { ...TALK, id: '3', speakers: [{ name: 'Guido van Rosum' }, { name: 'Ana Lopez' }] },
      { ...TALK, id: '4', speakers: [{ name: 'Ana López' }, { name: 'Ana Lopez' }] },
    ),
  )
  expect(report.items.map(({ action }) => action)).toEqual(['added', 'added', 'ambiguous', 'added'])
  expect(problemsOf(report)).toEqual([
    '“Guido van Rosum” may be “Guido van Rossum” (guido-van-rossum): they differ in one letter; kept as two people',
  ])
  expect(report.totals.made.person).toBe(4)
})

test('a name that several people have is not given to any of them', async () => {
  const archive = await emptyArchive()
  await archive.db.pool.query(
    `INSERT INTO person (slug, name, sort_name) VALUES ('ada-byron', 'Ada Byron', 'x'), ('ada-byron-2', 'Ada Byron', 'x')`,
  )
  const report = await importInto(archive, lines(TALK))
  expect(outcomes(report)).toEqual(['ambiguous conversation'])
  expect(problemsOf(report)).toEqual(['“Ada Byron” is the name of several people (ada-byron, ada-byron-2)'])
  expect((await dumpArchive(archive.db))['conversation']).toEqual([])
})

test('people and themes are known by their aliases', async () => {
  const archive = await emptyArchive()
  await archive.db.pool.query(
    `INSERT INTO person (slug, name, sort_name, aliases) VALUES ('a', 'Augusta King', 'x', ARRAY['Ada Byron'])`,
  )
  await archive.db.pool.query(`INSERT INTO theme (slug, name, aliases) VALUES ('c', 'Caring', ARRAY['care'])`)
  await importInto(archive, lines(TALK))
  expect(await conversation(archive, 'kindness-at-work')).toMatchObject({
    speakers: [{ person: 'a' }, { person: 'bo-lund' }],
    themes: ['c', 'work'],
  })
})

test('"Various speakers" is nobody', async () => {
  const archive = await emptyArchive()
  const report = await importInto(archive, lines({ ...TALK, speakers: [{ name: 'Various Speakers' }] }))
  expect(report.items).toMatchObject([
    { action: 'added', speakers: [], problems: ['“Various Speakers” names nobody: left out'] },
  ])
  expect(report.totals.made.person).toBe(0)
})

test('an invalid line is refused with its reason, and the lines around it are imported', async () => {
  const archive = await emptyArchive()
  const { date: _, ...undated } = TALK
  const source = fileOf(
    'talks.jsonl',
    [
      JSON.stringify(TALK),
      JSON.stringify({ ...undated, id: '2' }),
      '{"id": "3",',
      '[]',
      JSON.stringify({ ...TALK, id: '5', speakers: [{ name: '' }], recordings: [{ url: 'ftp://x' }] }),
      JSON.stringify(TALK),
      JSON.stringify({ ...TALK, id: '7' }),
    ].join('\n'),
  )
  const { items } = await importInto(archive, source)
  expect(items.map(({ line, action, problems }) => [line, action, ...problems])).toEqual([
    [1, 'added'],
    [2, 'refused', 'date: is missing'],
    [3, 'refused', expect.stringContaining('the line is not JSON')],
    [4, 'refused', 'the line is not an object of JSON'],
    [
      5,
      'refused',
      '“” names nobody: left out',
      'recordings[0].url: must be an address that begins with http:// or https://',
    ],
    [6, 'refused', 'the same id “conf/one” stands at line 1 already'],
    [7, 'added'],
  ])
})

test('when the database refuses one item, the others of its batch are imported and leave nothing double', async () => {
  const archive = await emptyArchive()
  await archive.db.pool.query(`ALTER TABLE conversation ADD CONSTRAINT no_secrets CHECK (title <> 'Secret')`)
  const talks = Array.from({ length: 9 }, (_, index) => ({
    ...TALK,
    id: String(index),
    title: index === 4 ? 'Secret' : 'Open',
  }))
  const { items, totals } = await importInto(archive, lines(...talks))
  expect(items.map(({ action }) => action)).toEqual(
    Array.from({ length: 9 }, (_, index) => (index === 4 ? 'refused' : 'added')),
  )
  expect(items[4]?.problems).toEqual([expect.stringContaining('the database refuses it')])
  expect(totals.made).toEqual({ person: 2, theme: 2, series: 1 })
  expect(items[8]?.slug).toBe('open-8')
})

test('however many items the database refuses, the names of the archive are read once', async () => {
  const archive = await emptyArchive()
  const { pool } = archive.db
  await pool.query(`ALTER TABLE conversation ADD CONSTRAINT no_secrets CHECK (title NOT LIKE 'Secret%')`)
  const asked: unknown[] = []
  const query = pool.query.bind(pool)
  vi.spyOn(pool, 'query').mockImplementation((...args: unknown[]) => {
    asked.push(args[0])
    return Reflect.apply(query, pool, args) as unknown
  })
  const talks = ['Secret 1', 'Open', 'Secret 2', 'Secret 3'].map((title, index) => {
    return { ...TALK, id: title, title, speakers: [{ name: `Speaker ${'ABCD'[index]} Quill` }] }
  })
  const { items, totals } = await importInto(archive, lines(...talks))
  expect(items.map(({ action }) => action)).toEqual(['refused', 'added', 'refused', 'refused'])
  expect(totals.made).toEqual({ person: 1, theme: 2, series: 1 })
  expect(asked.filter((sql) => String(sql).includes('FROM person ORDER BY id'))).toHaveLength(1)
})

test('an item without an id is known again by series and month', async () => {
  const archive = await emptyArchive()
  const { id: _, ...talk } = TALK
  await importInto(archive, lines({ ...talk, date: '2023-12' }))
  expect(outcomes(await importInto(archive, lines({ ...talk, title: 'New title' })))).toEqual([
    'changed conversation kindness-at-work heldOn title',
  ])
})

test('a slug that an old address still needs is not given to anyone else', async () => {
  const archive = await emptyArchive()
  await importInto(archive, lines(TALK))
  await archive.db.pool.query(`UPDATE person SET slug = 'ada', name = 'Ada Lovelace' WHERE slug = 'ada-byron'`)
  await archive.db.pool.query(`INSERT INTO redirect (from_path, to_path) VALUES ('/people/ada-byron', '/people/ada')`)
  const { items } = await importInto(archive, lines({ ...TALK, id: '2', speakers: [{ name: 'Ada Byron' }] }))
  expect(items[0]?.action).toBe('added')
  const slugs = (await dumpArchive(archive.db))['person']?.map(({ slug }) => slug)
  expect(slugs).toContain('ada-byron-2')
})

test('a series that the archive does not have is asked about, the first one is made', async () => {
  const archive = await emptyArchive()
  const { series: _, ...talk } = TALK
  await importInto(archive, lines(talk), { series: 'evening-talks' })
  expect(await conversation(archive, 'kindness-at-work')).toMatchObject({ series: 'evening-talks' })
  await expect(importInto(archive, lines(talk), { series: 'evning-talks' })).rejects.toThrow(
    'There is no series “evning-talks” in the archive; there are: evening-talks.',
  )
})

test('two imports at once end in the same archive as one after the other', async () => {
  const archive = await emptyArchive()
  const talks = Array.from({ length: 700 }, (_, index) => ({ ...TALK, id: String(index) }))
  const source = lines(...talks)
  const reports = await Promise.all([importInto(archive, source), importInto(archive, source)])
  expect(reports.map(({ totals }) => totals.added).sort((a, b) => a - b)).toEqual([0, 700])
})
