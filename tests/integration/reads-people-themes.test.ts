import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { findPerson, mostHeard, peopleLetters, peoplePage } from '#app/archive/people.server.ts'
import { mainSeries } from '#app/archive/series.server.ts'
import { findTheme, mostMetThemes, themeLetters, themePage } from '#app/archive/themes.server.ts'
import { configureLog } from '#app/platform/log.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

import { tell } from './reads-fixture.ts'

let fixture: TestDatabase
beforeEach(async () => {
  fixture = await createTestDatabase()
})
afterEach(() => fixture.close())

test('people stand under their folded first letter, those without a letter at the end', async () => {
  const { db } = fixture
  await tell(db, {
    slug: 'a',
    heldOn: '2023-05',
    speakers: ['Anna Zeta', 'Émile Élan', 'Ed Eagle', '3Blue1Brown', '山田太郎'],
  })
  expect(await peopleLetters(db)).toEqual([
    { letter: 'E', count: 2 },
    { letter: 'Z', count: 1 },
    { letter: '#', count: 2 },
  ])
  expect((await peoplePage(db, null, 1)).map(({ name }) => name)).toEqual([
    'Ed Eagle',
    'Émile Élan',
    'Anna Zeta',
    '3Blue1Brown',
    '山田太郎',
  ])
  expect((await peoplePage(db, 'E', 1)).map(({ name }) => name)).toEqual(['Ed Eagle', 'Émile Élan'])
})

test('a person who appears in drafts only is nowhere', async () => {
  const { db } = fixture
  await tell(db, { slug: 'draft', heldOn: '2023-05', status: 'draft', speakers: ['Secret Guest'] })
  expect(await peopleLetters(db)).toEqual([])
  expect(await mostHeard(db, 10)).toEqual([])
  expect(await findPerson(db, 'secret-guest')).toBeNull()
})

test('a conversation at which a person spoke and hosted counts once', async () => {
  const { db } = fixture
  await tell(db, { slug: 'both', heldOn: '2023-05', speakers: ['Bob Klaber'], hosts: ['Bob Klaber'] })
  await tell(db, { slug: 'draft', heldOn: '2023-06', status: 'draft', speakers: ['Bob Klaber'] })
  expect(await mostHeard(db, 1)).toMatchObject([{ slug: 'bob-klaber', count: 1 }])
})

test('a person has the roles of each evening, the latest first to be shown, the company and the themes', async () => {
  const { db } = fixture
  await tell(db, {
    slug: 'a',
    heldOn: '2022-07',
    speakers: ['Maureen B', 'Bob K'],
    affiliation: 'Fellow',
    themes: ['Care'],
  })
  await tell(db, {
    slug: 'b',
    heldOn: '2023-08',
    speakers: ['Maureen B', 'Gabby M', 'Bob K'],
    affiliation: 'President',
    themes: ['Care', 'Work'],
  })
  await tell(db, { slug: 'c', heldOn: '2023-09', speakers: ['Maureen B'], status: 'draft', affiliation: 'Secret' })
  const person = await findPerson(db, 'maureen-b')
  expect(person).toMatchObject({
    latestRole: { affiliation: 'President', heldOn: '2023-08' },
    roles: [
      { from: '2022-07', affiliation: 'Fellow' },
      { from: '2023-08', affiliation: 'President' },
    ],
    company: [
      { name: 'Bob K', count: 2 },
      { name: 'Gabby M', count: 1 },
    ],
    themes: [
      { name: 'Care', count: 2 },
      { name: 'Work', count: 1 },
    ],
  })
  expect(person?.months.map(({ month }) => month)).toEqual(['2022-07', '2023-08'])
})

test('themes count what is published, and themes without any are not listed', async () => {
  const { db } = fixture
  await tell(db, { slug: 'a', heldOn: '2023-05', themes: ['Care', 'Work'] })
  await tell(db, { slug: 'b', heldOn: '2023-06', themes: ['Work'] })
  await tell(db, { slug: 'c', heldOn: '2023-07', themes: ['Secret', 'Work'], status: 'draft' })
  expect((await themePage(db, null, 1)).map(({ name, count }) => [name, count])).toEqual([
    ['Care', 1],
    ['Work', 2],
  ])
  expect((await mostMetThemes(db, 1)).map(({ name }) => name)).toEqual(['Work'])
  expect(await themeLetters(db)).toEqual([
    { letter: 'C', count: 1 },
    { letter: 'W', count: 1 },
  ])
  const theme = await findTheme(db, 'work')
  expect(theme?.metWith.map(({ name, count }) => [name, count])).toEqual([['Care', 1]])
  expect(theme?.months.map(({ month }) => month)).toEqual(['2023-05', '2023-06'])
  expect(await findTheme(db, 'nothing')).toBeNull()
})

test('a theme of drafts only has no page, and none once its only conversation is withdrawn', async () => {
  const { db } = fixture
  await tell(db, { slug: 'draft', heldOn: '2023-05', status: 'draft', themes: ['Secret'] })
  const id = await tell(db, { slug: 'told', heldOn: '2023-06', themes: ['Open'] })
  expect(await findTheme(db, 'secret')).toBeNull()
  expect(await findTheme(db, 'open')).not.toBeNull()
  await db.prisma.conversation.update({ where: { id }, data: { status: 'withdrawn' } })
  expect(await findTheme(db, 'open')).toBeNull()
})

test('the main series comes with its rule only where rule and hour are known', async () => {
  const { db } = fixture
  expect(await mainSeries(db)).toBeNull()
  await db.prisma.series.create({
    data: { slug: 'main-one', name: 'Main', main: true, recurrenceRule: 'FREQ=MONTHLY;BYDAY=3TH' },
  })
  expect(await mainSeries(db)).toMatchObject({ name: 'Main', organisation: null, rule: null })
  await db.prisma.series.update({ where: { slug: 'main-one' }, data: { startTime: '18:00', durationMinutes: 90 } })
  expect((await mainSeries(db))?.rule).toEqual({
    recurrenceRule: 'FREQ=MONTHLY;BYDAY=3TH',
    startTime: '18:00',
    timeZone: 'Europe/London',
    durationMinutes: 90,
  })
})

test('a rule that an older version stored, and that nobody can follow, shows no meetings and is told once', async () => {
  const { db } = fixture
  const told = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  configureLog({ format: 'text', level: 'info' })
  const recurrenceRule = 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'
  await db.prisma.series.create({
    data: { slug: 'main-one', name: 'Main', main: true, recurrenceRule, startTime: '18:00' },
  })
  for (let time = 0; time < 3; time += 1) expect(await mainSeries(db)).toMatchObject({ name: 'Main', rule: null })
  expect(told.mock.calls).toEqual([
    [`The series “main-one” shows no meetings: its recurrence: “${recurrenceRule}” names no day within 10 years`],
  ])
  told.mockRestore()
})

test('the main series says whose it is and how to reach them', async () => {
  const { db } = fixture
  await db.prisma.series.create({
    data: {
      ...{ slug: 'main-one', name: 'Main', main: true },
      organisation: { create: { slug: 'kind', name: 'Kind People', contact: 'us@talks.example.org' } },
    },
  })
  expect(await mainSeries(db)).toMatchObject({ organisation: 'Kind People', contact: 'us@talks.example.org' })
  await db.prisma.organisation.updateMany({ data: { contact: null } })
  expect(await mainSeries(db)).toMatchObject({ contact: null })
})
