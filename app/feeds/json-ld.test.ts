import { expect, test } from 'vitest'

import { breadcrumbList, conversationData, personData, type DescribedConversation } from './json-ld.ts'

const SITE = 'https://talks.example.org'
const CONVERSATION: DescribedConversation = {
  slug: 'kindness',
  title: 'Kindness </script>',
  heldOn: '2023-12',
  excerpt: 'About kindness.',
  language: 'en',
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

test('a recording is a video with its file, length and chapters', () => {
  const recording = {
    kind: 'video' as const,
    address: null,
    file: { key: 'a'.repeat(64), name: 'tour.mp4', mediaType: 'video/mp4', bytes: 123 },
    poster: '/files/b/poster',
    durationSeconds: 3723.8,
    chapters: [
      { startSeconds: 0, title: 'Welcome' },
      { startSeconds: 60, title: 'Search' },
    ],
  }
  expect(conversationData(SITE, { ...CONVERSATION, recording })[1]).toMatchObject({
    '@type': 'VideoObject',
    contentUrl: `${SITE}/files/${'a'.repeat(64)}/tour.mp4`,
    thumbnailUrl: `${SITE}/files/b/poster`,
    uploadDate: '2023-12',
    duration: 'PT1H2M4S',
    hasPart: [
      { name: 'Welcome', startOffset: 0, endOffset: 60 },
      { name: 'Search', startOffset: 60, endOffset: 3723, url: `${SITE}/conversations/kindness?t=60` },
    ],
  })
})

test('a sound elsewhere is a sound with the address of its provider', () => {
  const recording = {
    ...{ kind: 'audio' as const, address: 'https://audio.example/1', file: null, poster: null },
    ...{ durationSeconds: 60, chapters: [] },
  }
  expect(conversationData(SITE, { ...CONVERSATION, recording })[1]).toMatchObject({
    '@type': 'AudioObject',
    embedUrl: 'https://audio.example/1',
    duration: 'PT1M',
    thumbnailUrl: `${SITE}/conversations/kindness/picture.png`,
  })
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
