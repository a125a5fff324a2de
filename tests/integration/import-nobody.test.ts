import { expect, test } from 'vitest'

import { readRecords } from '#app/archive/records/read.server.ts'

import { emptyArchive, folderOf, importInto } from './import-support.ts'

/** Sources that say in so many words that they know nobody, or nothing. */

const SERIES = '---\nname: Evenings\nmain: true\n---\n'
const ARCHIVE = '---\nformat: 1\ntitle: Evenings\n---\n'

function conversation(fields: string): string {
  return `---\nseries: evenings\n${fields}\n---\n\nText.\n`
}

test('placeholders of a file of lines become no people', async () => {
  const archive = await emptyArchive()
  const { items, totals } = await importInto(archive, 'tests/fixtures/import/placeholders.jsonl')
  expect(totals).toMatchObject({ added: 14, refused: 0, made: { person: 0 } })
  expect(items.flatMap(({ speakers }) => speakers)).toEqual([])
  expect(items.every(({ problems }) => problems.join().includes('names nobody: left out'))).toBe(true)
})

test('placeholders of a folder become no people, and an empty field says that there is nothing', async () => {
  const archive = await emptyArchive()
  const folder = folderOf({
    'archive.md': ARCHIVE,
    'series/evenings.md': SERIES,
    'conversations/todo.md': conversation(
      'title: Todo\nheldOn: 2024-06-05\nspeakers:\n  - person: { name: TODO }\n  - person: { name: Various speakers }\n  - person: { name: Ana Gomes }',
    ),
    'conversations/empty.md': conversation('title: ~\nheldOn: 2024-12-05\nspeakers:\nthemes: null\nrecordings: []'),
    'conversations/disagree.md': conversation('title: Disagree\nheldOn: 2023-12-05\nstartsAt: 2021-01-06T00:30:00Z'),
  })
  const { items, totals } = await importInto(archive, folder)
  expect(totals).toMatchObject({ added: 3, refused: 1, made: { person: 1 } })
  expect(items.filter(({ problems }) => problems.length > 0).map(({ file, problems }) => [file, problems])).toEqual([
    [
      'conversations/disagree.md',
      ['line 5: startsAt: 2021-01-06T00:30:00.000Z is not on 5 December 2023, when it was held'],
    ],
    ['conversations/todo.md', ['“TODO” names nobody: left out', '“Various speakers” names nobody: left out']],
  ])
  const records = await readRecords(archive.db, 'conversation', ['todo', 'empty'])
  expect(records.get('todo')?.speakers.map(({ person }) => person)).toEqual(['ana-gomes'])
  expect(records.get('empty')).toMatchObject({ title: null, speakers: [], themes: [], recordings: [] })
})

test('a page asks the archive whom it knows, and names what it did not use', async () => {
  const archive = await emptyArchive()
  await importInto(
    archive,
    folderOf({
      'archive.md': ARCHIVE,
      'series/evenings.md': SERIES,
      'people/ketut.md': '---\nname: Ketut\naliases: [Wise Old Owl]\n---\n',
    }),
  )
  const page = folderOf({
    'page.html': '<p>Welcome.</p>\n<h2>March 2024</h2>\n<h3>Stone and Light</h3><p>An evening with Wise Old Owl.</p>',
  })
  const { items, remarks, totals } = await importInto(archive, `${page}/page.html`)
  expect(items).toMatchObject([{ action: 'added', title: 'Stone and Light', speakers: ['Ketut'] }])
  expect(totals.made.person).toBe(0)
  expect(remarks).toEqual([{ file: 'page.html', line: 1, text: 'not used: “Welcome.”' }])
})
