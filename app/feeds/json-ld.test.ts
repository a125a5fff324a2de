import { expect, test } from 'vitest'

import {
  breadcrumbList,
  conversationData,
  personData,
  websiteData,
  type DescribedConversation,
  type DescribedRecording,
  type JsonLd,
} from './json-ld.ts'

const SITE = 'https://talks.example.org'
const CONVERSATION: DescribedConversation = {
  slug: 'kindness',
  title: 'Kindness </script>',
  heldOn: '2023-12',
  excerpt: 'About kindness.',
  language: 'en',
  publishedAt: null,
  addedAt: new Date('2026-11-30T09:00:00Z'),
  series: { name: 'Conversations for Kindness', organisation: 'Kindness in Healthcare' },
  people: [
    { slug: 'west', name: 'Michael West', role: 'speaker' },
    { slug: 'host', name: 'A Host', role: 'host' },
  ],
  themes: [{ slug: 'work', name: 'Work' }],
  recording: null,
}

test('a conversation is an event with its speakers and series', () => {
  const [event, ...others] = conversationData(SITE, CONVERSATION)
  expect(others).toEqual([])
  expect(event).toMatchObject({
    '@type': 'Event',
    name: 'Kindness </script>',
    startDate: '2023-12',
    url: `${SITE}/conversations/kindness`,
    performer: [{ '@type': 'Person', name: 'Michael West', url: `${SITE}/people/west` }],
    organizer: { name: 'Kindness in Healthcare' },
    superEvent: { name: 'Conversations for Kindness' },
  })
  expect(event).not.toHaveProperty('recordedIn')
})

const RECORDING: DescribedRecording = {
  kind: 'video',
  address: null,
  file: { key: 'a'.repeat(64), name: 'tour.mp4', mediaType: 'video/mp4', bytes: 123 },
  poster: '/files/b/poster',
  durationSeconds: 3723.8,
  chapters: [
    { startSeconds: 0, title: 'Welcome' },
    { startSeconds: 60, title: 'Search' },
  ],
}

function describe(recording: Partial<DescribedRecording>, publishedAt: Date | null = null) {
  return conversationData(SITE, { ...CONVERSATION, publishedAt, recording: { ...RECORDING, ...recording } })[1]
}

test('a recording is a video with its file, length and chapters', () => {
  expect(describe({})).toMatchObject({
    '@type': 'VideoObject',
    contentUrl: `${SITE}/files/${'a'.repeat(64)}/tour.mp4`,
    thumbnailUrl: `${SITE}/files/b/poster`,
    duration: 'PT1H2M4S',
    hasPart: [
      { name: 'Welcome', startOffset: 0, endOffset: 60 },
      { name: 'Search', startOffset: 60, endOffset: 3723, url: `${SITE}/conversations/kindness?t=60` },
    ],
  })
})

test('a recording has the date of its publication, else of the evening, else of its arrival: never a day made up', () => {
  expect(describe({}, new Date('2024-01-03T09:30:00Z'))).toMatchObject({ uploadDate: '2024-01-03T09:30:00.000Z' })
  expect(describe({})).toMatchObject({ uploadDate: '2026-11-30T09:00:00.000Z' })
  const [, held] = conversationData(SITE, { ...CONVERSATION, heldOn: '2023-12-21', recording: RECORDING })
  expect(held).toMatchObject({ uploadDate: '2023-12-21' })
})

test('an evening is held where it can be followed', () => {
  const [event] = conversationData(SITE, CONVERSATION)
  expect(event).toMatchObject({
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    location: { '@type': 'VirtualLocation', url: `${SITE}/conversations/kindness` },
  })
})

/** What search engines ask of a kind of thing (Google's guides to structured data), and how it is written. */
const REQUIRED: Record<string, string[]> = {
  Event: ['name', 'startDate', 'location', 'eventAttendanceMode', 'image'],
  VideoObject: ['name', 'thumbnailUrl', 'uploadDate'],
  AudioObject: ['name', 'uploadDate'],
  Clip: ['name', 'startOffset', 'url'],
  Person: ['name', 'url'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name', 'item'],
  WebSite: ['name', 'url', 'potentialAction'],
  VirtualLocation: ['url'],
}
const ADDRESSES = ['url', 'item', '@id', 'thumbnailUrl', 'image', 'contentUrl', 'embedUrl', 'uri']
const DATES = ['startDate', 'uploadDate']

function faultsOf(data: JsonLd, path = ''): string[] {
  const type = String(data['@type'] ?? '')
  const lacking = (REQUIRED[type] ?? []).filter((name) => data[name] === undefined || data[name] === '')
  const faults = lacking.map((name) => `${path}${type} has no ${name}`)
  for (const [name, value] of Object.entries(data)) {
    if (ADDRESSES.includes(name) && !(typeof value === 'string' && /^https?:\/\/[^/]+\//.test(value)))
      faults.push(`${path}${name} is no whole address`)
    if (DATES.includes(name) && !/^\d{4}-\d\d(-\d\d(T[\d:.]+Z)?)?$/.test(String(value)))
      faults.push(`${path}${name} is no date`)
    if (name === 'uploadDate' && String(value).length < 10) faults.push(`${path}uploadDate is no day`)
    if (name === 'duration' && !/^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/.test(String(value)))
      faults.push(`${path}duration is none`)
    for (const inner of [value].flat()) {
      if (typeof inner === 'object' && inner !== null) faults.push(...faultsOf(inner as JsonLd, `${path}${type}.`))
    }
  }
  return faults
}

test.each([
  ['the home page', [websiteData(SITE, 'Third Thursday')]],
  ['a list', [breadcrumbList(SITE, [{ name: 'People', address: '/people' }])]],
  ['a person', [personData(SITE, { slug: 'ann', name: 'Ann', affiliation: 'Lancaster' })]],
  ['a conversation', conversationData(SITE, CONVERSATION)],
  ['a video', conversationData(SITE, { ...CONVERSATION, recording: RECORDING })],
  ['a sound', conversationData(SITE, { ...CONVERSATION, recording: { ...RECORDING, kind: 'audio', poster: null } })],
  [
    'a recording elsewhere',
    conversationData(SITE, {
      ...CONVERSATION,
      recording: { ...RECORDING, file: null, address: 'https://zoom.us/rec/a' },
    }),
  ],
] as [string, JsonLd[]][])('%s says all that search engines ask for', (_what, data) => {
  expect(data.flatMap((one) => (one['@context'] === 'https://schema.org' ? faultsOf(one) : ['no context']))).toEqual([])
})

test.each([
  ['https://youtu.be/A-u8XHAUac4?t=3', { embedUrl: 'https://www.youtube-nocookie.com/embed/A-u8XHAUac4' }],
  ['https://vimeo.com/76979871', { embedUrl: 'https://player.vimeo.com/video/76979871' }],
  ['https://vimeo.com/76979871/0a1b2c3d', { embedUrl: 'https://player.vimeo.com/video/76979871?h=0a1b2c3d' }],
  ['https://media.example.org/talk.mp3', { contentUrl: 'https://media.example.org/talk.mp3' }],
  ['https://media.example.org/talk.m3u8', { contentUrl: 'https://media.example.org/talk.m3u8' }],
  ['https://media.example.org/talk.mpd', { contentUrl: 'https://media.example.org/talk.mpd' }],
])('%s is named as what plays there', (address, expected) => {
  const { embedUrl, contentUrl, hasPart } = describe({ address, file: null }) ?? {}
  expect({ embedUrl, contentUrl }).toEqual({ embedUrl: undefined, contentUrl: undefined, ...expected })
  expect(hasPart).toHaveLength(2)
})

test('of a page on which something plays, no player, no file and no moment is claimed', () => {
  const data = describe({ address: 'https://zoom.us/rec/share/abc', file: null })
  expect(data).toMatchObject({ '@type': 'VideoObject', url: `${SITE}/conversations/kindness` })
  for (const name of ['embedUrl', 'contentUrl', 'hasPart']) expect(data).not.toHaveProperty(name)
})

test('a sound without a picture of its own has that of the evening', () => {
  const sound = { kind: 'audio' as const, poster: null, durationSeconds: 60, chapters: [] }
  expect(describe(sound)).toMatchObject({
    '@type': 'AudioObject',
    duration: 'PT1M',
    thumbnailUrl: `${SITE}/conversations/kindness/picture.png`,
  })
  expect(describe(sound)).not.toHaveProperty('hasPart')
})

test('crumbs count from one and are whole addresses', () => {
  expect(breadcrumbList(SITE, [{ name: 'People', address: '/people' }])).toMatchObject({
    itemListElement: [{ position: 1, name: 'People', item: `${SITE}/people` }],
  })
})

test('a person is described by what is known', () => {
  expect(personData(SITE, { slug: 'ann', name: 'Ann', affiliation: '' })).not.toHaveProperty('description')
  expect(personData(SITE, { slug: 'ann', name: 'Ann', affiliation: 'Lancaster' })).toMatchObject({
    '@type': 'Person',
    url: `${SITE}/people/ann`,
    description: 'Lancaster',
  })
})
