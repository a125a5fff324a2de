import path from 'node:path'

import { expect, test } from 'vitest'

import { readRecords } from '#app/archive/records/read.server.ts'

import { emptyArchive, fileOf, importInto, outcomes, type Imported } from './import-support.ts'

const FIXTURES = 'tests/fixtures/import'
const PAGE = path.join(FIXTURES, 'page.html')

/** Line, what happened, date, title and names: what an editor checks first. */
function told({ items }: Imported): string[] {
  return items.map(({ line, action, heldOn, title, speakers, problems }) =>
    [`${line} ${action}`, heldOn ?? '-', title ?? '-', speakers.join(', ') || '-', ...problems].join(' | '),
  )
}

test('a saved page is read month by month', async () => {
  const archive = await emptyArchive()
  expect(told(await importInto(archive, PAGE))).toEqual([
    '14 added | 2024-02 | Using ‘Clean Language’ to achieve better and kinder conversations in healthcare | Hesham Abdalla, Judy Rees, Steve McCann',
    '20 added | 2024-01 | Kindness in education | Sanjiv Ahluwalia',
    '27 added | 2023-12 | Compassion and kindness in leadership | Michael West',
    '34 added | 2023-11 | Kindness and psychological safety | Amy Edmondson',
    '40 added | 2022-09 | - | Robin Banerjee, Gillian Sandstrom',
  ])
  const slug = 'conversation-with-robin-banerjee-and-gillian-sandstrom'
  expect((await readRecords(archive.db, 'conversation', [slug])).get(slug)).toMatchObject({
    ...{ title: null, series: 'conversations-for-kindness', heldOn: '2022-09' },
    speakers: [
      { person: 'robin-banerjee', role: 'speaker' },
      { person: 'gillian-sandstrom', role: 'speaker' },
      { person: 'bob-klaber', role: 'host' },
      { person: 'suzie-bailey', role: 'host' },
    ],
    recordings: [{ availability: 'here', address: 'https://video.example.org/september' }],
    documents: [
      { kind: 'insights', availability: 'here', address: 'https://community.example.org/files/2022-09-insights.pdf' },
    ],
  })
  const safety = (await readRecords(archive.db, 'conversation', ['kindness-and-psychological-safety'])).values()
  expect([...safety]).toMatchObject([
    { recordings: [{ availability: 'elsewhere' }], documents: [{ availability: 'elsewhere' }] },
  ])
})

test('a messy page gives what is certain and reports the rest', async () => {
  const archive = await emptyArchive()
  expect(told(await importInto(archive, path.join(FIXTURES, 'messy-page.html')))).toEqual([
    '4 added | 2024-02 | Using ‘Clean Language’ to achieve better and kinder conversations in healthcare | Hesham Abdalla, Judy Rees, Steve McCann',
    '8 added | 2024-01 | Kindness in education | Sanjiv Ahluwalia',
    '12 added | 2023-12-21 | Compassion and kindness in leadership | Michael West | line 14: “Watch below” leads to “javascript:void(0)”, which is no whole address: kept as known to exist elsewhere',
    '16 ambiguous | - | Kind words | - | “Tuesday 13 January 2025” contradicts itself: 13 January 2025 is a Monday | not used with it: line 17',
    '19 added | 2023-09 | Kindness and our education systems | Ed Fidoe, James Handscombe',
    '24 refused | 2023-06 | - | - | nothing stands under this heading',
    '26 added | 2023-05 | Whose story is it anyhow? Creating safe spaces for patient storytellers | Sue Robins',
    '30 refused | - | Something | - | “August” has no year, and what stands around it leaves more than one | not used with it: line 31',
    '33 ambiguous | 2023-09 | Kindness again | - | the same month has a heading at line 19: which of them is right?',
    '36 added | 2022-11 | Kindness: big and little acts to try | Maureen Bisognano, Gabby Matthews',
    '40 ambiguous | 2022-07 | - | Maureen Bisognono | “Maureen Bisognono” may be “Maureen Bisognano” (maureen-bisognano): they differ in one letter; kept as two people',
  ])
})

test('the text of a page is read as the page is', async () => {
  const archive = await emptyArchive()
  expect(told(await importInto(archive, path.join(FIXTURES, 'page.txt')))).toEqual([
    '3 added | 2023-12 | Compassion and kindness in leadership | Michael West',
    '10 added | 2023-11 | Kindness and psychological safety | Amy Edmondson',
    '17 added | 2023-03 | Kindness in the face of conflict | Miriam Fine Goulden, Marilyn McDougall, Shelley Riphagen',
  ])
})

test.each(['page.html', 'messy-page.html', 'page.txt'])('%s changes nothing the second time', async (name) => {
  const archive = await emptyArchive()
  const source = path.join(FIXTURES, name)
  const first = await importInto(archive, source)
  const second = await importInto(archive, source)
  expect(second.totals).toMatchObject({ added: 0, changed: 0, refused: first.totals.refused })
  expect(second.totals.made).toEqual({ person: 0, theme: 0, series: 0 })
})

test('a page knows the conversations of the archive by their month, and takes nothing away from them', async () => {
  const archive = await emptyArchive()
  await importInto(archive, 'prisma/seed')
  const slug = 'compassion-and-kindness-in-leadership'
  const before = (await readRecords(archive.db, 'conversation', [slug])).get(slug)
  const report = await importInto(archive, PAGE)
  expect(outcomes(report)).toEqual([
    'changed conversation clean-language summary documents',
    'changed conversation kindness-in-education summary recordings documents',
    'changed conversation compassion-and-kindness-in-leadership summary recordings documents',
    'changed conversation kindness-and-psychological-safety summary',
    'changed conversation conversation-with-robin-banerjee-and-gillian-sandstrom summary recordings documents',
  ])
  expect(report.totals.made).toEqual({ person: 0, theme: 0, series: 0 })
  const after = (await readRecords(archive.db, 'conversation', [slug])).get(slug)
  expect(after?.themes).toEqual(before?.themes)
  expect(after?.documents.map(({ title, availability }) => [title, availability])).toEqual([
    ['Summary sheet', 'here'],
    ['Insights and summary', 'here'],
  ])
  expect(after?.recordings).toMatchObject([
    { availability: 'here', address: 'https://www.youtube.com/watch?v=aaaaaaaaaaa' },
  ])
})

test('a page in an old encoding keeps its letters', async () => {
  const archive = await emptyArchive()
  const html = '<meta charset="windows-1252"><h2>May 2023</h2><p>\u201cCaf\u00e9 talk\u201d with Zo\u00eb Lund.</p>'
  const bytes = Buffer.from(html.replace('\u201c', '\u0093').replace('\u201d', '\u0094'), 'latin1')
  expect(told(await importInto(archive, fileOf('old.htm', bytes)))).toEqual([
    '1 added | 2023-05 | Café talk | Zoë Lund | the file is read as Windows-1252',
  ])
})
