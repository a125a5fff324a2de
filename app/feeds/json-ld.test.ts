import { expect, test } from 'vitest'

import {
  breadcrumbList,
  conversationData,
  personData,
  type DescribedConversation,
  type DescribedRecording,
} from './json-ld.ts'

const SITE = 'https://talks.example.org'
const CONVERSATION: DescribedConversation = {
  slug: 'kindness',
  title: 'Kindness </script>',
  heldOn: '2023-12',
  excerpt: 'About kindness.',
  language: 'en',
  publishedAt: null,
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

test('a recording has the date on which it came into the archive, and none where only a month is known', () => {
  expect(describe({}, new Date('2024-01-03T09:30:00Z'))).toMatchObject({ uploadDate: '2024-01-03T09:30:00.000Z' })
  expect(describe({})).not.toHaveProperty('uploadDate')
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
