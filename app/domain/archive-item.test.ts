import { expect, test } from 'vitest'

import { readItem, type ItemCandidate } from './archive-item.ts'
import { LocalPath } from './local-path.ts'

const TALK: ItemCandidate = { kind: 'conversation', heldOn: '2023-12', title: 'Kindness' }

function issuesOf(candidate: ItemCandidate): string[] {
  const read = readItem(candidate)
  return read.item === null ? read.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) : []
}

test('an item is tidied: white space, control characters, language, times', () => {
  const read = readItem({
    ...TALK,
    title: '  Kindness\u0000 and\n care ',
    language: 'eng',
    startsAt: '2023-12-21T18:00:00+01:00',
    body: '\n\n  code\r\ntext \n\n',
    recordings: [{ address: ' https://example.org/a ', chapters: [{ start: '1:02:03', title: 'x' }] }],
  })
  expect(read.item).toMatchObject({
    title: 'Kindness and care',
    language: 'en',
    startsAt: '2023-12-21T17:00:00.000Z',
    body: '  code\ntext',
    recordings: [{ address: 'https://example.org/a', chapters: [{ start: 3723, title: 'x' }] }],
  })
})

test('half a character becomes the sign for one, so that the database gives back what it was given', () => {
  expect(readItem({ ...TALK, title: 'a\ud800b' }).item).toMatchObject({ title: 'a\ufffdb' })
})

test('a file that a folder vouches for is kept under a name that shows what it is', () => {
  const file = { path: new LocalPath('/a/b.pdf'), name: 'b\u202Efdp.exe' }
  const read = readItem({ ...TALK, documents: [{ kind: 'slides', title: 'x', file }] })
  expect(read.item).toMatchObject({ documents: [{ file: { name: 'bfdp.exe' } }] })
})

test('keys that nobody knows are reported, and the rest is taken', () => {
  const read = readItem({ ...TALK, tags: ['x'], speakers: [{ person: 'ada', age: 36 }] })
  expect(read.item).toMatchObject({ title: 'Kindness', speakers: [{ person: 'ada', role: 'speaker' }] })
  expect('notices' in read ? read.notices.map(({ path }) => path.join('.')).sort() : []).toEqual([
    'speakers.0.age',
    'tags',
  ])
})

test.each<[ItemCandidate, string]>([
  [{ kind: 'conversation', title: 'x' }, 'heldOn: is missing'],
  [{ ...TALK, heldOn: '2023-02-30' }, 'heldOn: “2023-02-30” is not a month or a day: 2023-12 or 2023-12-21'],
  [{ ...TALK, heldOn: 2023 }, 'heldOn: must be a month or a day in quotes: "2023-12" or "2023-12-21"'],
  [
    { ...TALK, slug: 'No Slug' },
    'slug: “No Slug” is not a slug (lower case, digits and single hyphens, no year alone)',
  ],
  [{ ...TALK, language: 'x_y' }, 'language: must be a language tag: en, pt-BR'],
  [{ ...TALK, speakers: 'Ada' }, 'speakers: must be a list'],
  [
    { ...TALK, speakers: [{ person: { name: 'Ada' }, role: 'chair' }] },
    'speakers.0.role: must be speaker, host or facilitator',
  ],
  [
    { ...TALK, recordings: [{ address: 'javascript:alert(1)' }] },
    'recordings.0.address: must be an address that begins with http:// or https://',
  ],
  [{ ...TALK, recordings: [{ availability: 'here' }] }, 'recordings.0: is said to be here, but has no file or address'],
  [
    { ...TALK, recordings: [{ availability: 'elsewhere', address: 'https://a.org/' }] },
    'recordings.0: has a file or an address, but is said to be elsewhere',
  ],
  [{ ...TALK, recordings: [{ durationSeconds: 0 }] }, 'recordings.0.durationSeconds: must be more than 0'],
  [
    {
      ...TALK,
      recordings: [
        {
          chapters: [
            { start: 1, title: 'a' },
            { start: 1, title: 'b' },
          ],
        },
      ],
    },
    'recordings.0.chapters: must not have two chapters at the same time',
  ],
  [{ ...TALK, documents: [{ kind: 'insights' }] }, 'documents.0.title: is missing'],
  [
    { kind: 'series', slug: 's', name: 'S', timeZone: 'Europe/Atlantis' },
    'timeZone: must be a time zone: Europe/London',
  ],
  [
    { kind: 'news', slug: 'n', title: 'N', datedOn: '2024-1' },
    'datedOn: must be a year, a month or a day: 2023, 2023-12 or 2023-12-21',
  ],
  [{ kind: 'redirect', from: 'people/x', to: '/y' }, 'from: must be a path of this site: /people/ada-byron'],
  [{ kind: 'redirect', from: '//evil.org/', to: '/y' }, 'from: must be a path of this site: /people/ada-byron'],
  [{ kind: 'redirect', from: '/x', to: '/.//evil.org/' }, 'to: must be a path of this site: /people/ada-byron'],
  [
    { ...TALK, recordings: [{ file: { path: '/etc/hostname', name: 'x' } }] },
    'recordings.0.file.path: must be a file that lies beside the item',
  ],
  [
    { ...TALK, recordings: [{ poster: { path: { place: '/etc/hostname' }, name: 'x' } }] },
    'recordings.0.poster.path: must be a file that lies beside the item',
  ],
  [
    { ...TALK, documents: [{ kind: 'slides', title: 'x', file: '/etc/hostname' }] },
    'documents.0.file: must be a file that lies beside the item',
  ],
  [
    { ...TALK, recordings: [{ captions: [{ cues: [{ start: 2, end: 1, speaker: null, text: 'x' }] }] }] },
    'recordings.0.captions.0.cues: must be a file of captions',
  ],
])('%j is refused: %s', (candidate, issue) => {
  expect(issuesOf(candidate)).toEqual([issue])
})

test('an offering keeps the rules of the database: a price has its currency, an end comes after its start', () => {
  const course: ItemCandidate = { kind: 'offering', slug: 'c', organisation: 'o', offeringKind: 'course', title: 'C' }
  expect(issuesOf(course)).toEqual([])
  expect(issuesOf({ ...course, price: { amount: 5 } })).toEqual(['price.currency: is missing'])
  expect(issuesOf({ ...course, booking: { kind: 'link' } })).toEqual([
    'booking.address: has an address when it is a link or an email, and only then',
  ])
  const session = { heldOn: '2025-01-13', startsAt: '2025-01-13T12:00:00Z', endsAt: '2025-01-13T11:00:00Z' }
  expect(issuesOf({ ...course, sessions: [session] })).toEqual(['sessions.0.endsAt: must end after it starts'])
})

test('an empty list of front matter is null, and means none', () => {
  const read = readItem({ kind: 'conversation', heldOn: '2024-12-05', speakers: null, themes: null, recordings: null })
  expect(read.item).toMatchObject({ speakers: [], themes: [], recordings: [] })
  expect(readItem({ kind: 'conversation', heldOn: '2024-12-05', speakers: 'Ana Gomes' }).item).toBeNull()
})

test.each([
  ['2023-12-05', '2021-01-06T00:30:00Z', '2021-01-06T00:30:00.000Z is not on 5 December 2023, when it was held'],
  ['2023-12', '2024-01-18T18:00:00Z', '2024-01-18T18:00:00.000Z is not in December 2023, when it was held'],
])('held on %s and starting at %s contradict each other', (heldOn, startsAt, message) => {
  const read = readItem({ kind: 'conversation', heldOn, startsAt })
  expect(read).toMatchObject({ item: null, issues: [{ path: ['startsAt'], message }] })
})

test.each([
  ['2023-11-06', '2023-11-05T14:30:00Z'],
  ['2023-11-05', '2023-11-06T08:00:00Z'],
  ['2023-12', '2023-12-21T18:00:00Z'],
  ['2024-01', '2023-12-31T22:30:00Z'],
])('held on %s and starting at %s agree somewhere in the world', (heldOn, startsAt) => {
  expect(readItem({ kind: 'conversation', heldOn, startsAt }).item).not.toBeNull()
})

test('of keys that nobody knows, inside lists too, each is left out alone', () => {
  const chapters = [
    { start: 1, title: 'a', x: 1 },
    { start: 2, title: 'b', y: { z: 1 } },
  ]
  const read = readItem({ ...TALK, x: 1, recordings: [{ chapters, z: [] }, { kind: 'audio' }] })
  expect(read.item).toMatchObject({
    recordings: [
      {
        chapters: [
          { start: 1, title: 'a' },
          { start: 2, title: 'b' },
        ],
      },
      { kind: 'audio' },
    ],
  })
  expect('notices' in read ? read.notices.map(({ path }) => path.join('.')).sort() : []).toEqual([
    'recordings.0.chapters.0.x',
    'recordings.0.chapters.1.y',
    'recordings.0.z',
    'x',
  ])
})
