import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'

import type { FeedEntry } from '#app/domain/feed-entry.ts'

import { atomFeed } from './archive-feed.ts'
import { openSearchDescription } from './open-search.ts'
import { podcastFeed, type Episode } from './podcast.ts'
import { sitemap, sitemapIndex, SITEMAP_LIMIT } from './sitemap.ts'

const HOSTILE = 'Care & <cure> </title> "kind" ]]> \u0000\u0008\u001b\ufffe\ud800 🙂 日本'
/** What of it an XML file can hold. */
const HELD = 'Care & <cure> </title> "kind" ]]>  🙂 日本'
const CHANNEL = {
  siteUrl: 'https://talks.example.org',
  title: HOSTILE,
  description: HOSTILE,
  author: HOSTILE,
}
const ENTRY: FeedEntry = {
  slug: 'göteborg',
  title: HOSTILE,
  published: new Date('2023-12-21T18:00:00Z'),
  updated: new Date('2024-01-02T03:04:05Z'),
  speakers: [{ slug: 'ann', name: HOSTILE }],
  themes: [{ slug: 'work', name: HOSTILE }],
  summaryHtml: '<p>About <em>care &#x26; cure</em> ]]></p>',
  excerpt: 'About care & cure',
  language: 'en',
}
const EPISODE = {
  ...ENTRY,
  file: { key: 'a'.repeat(64), name: 'the talk.mp3', mediaType: 'audio/mpeg', bytes: 1234 },
  duration: 3723.4,
  transcript: { recording: null },
}

/** Numbers stay text, elements that may repeat are lists; refuses what is not well formed. */
function read(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true)
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false },
    isArray: (name) => ['entry', 'item', 'url'].includes(name),
  })
  return parser.parse(xml)
}

test('a feed says what is new, whatever titles hold', () => {
  const { feed } = read(atomFeed(CHANNEL, [ENTRY]))
  expect(feed.title).toBe(HELD)
  expect(feed.updated).toBe('2024-01-02T03:04:05.000Z')
  expect(feed.entry[0]).toMatchObject({
    id: 'https://talks.example.org/conversations/g%C3%B6teborg',
    title: HELD,
    published: '2023-12-21T18:00:00.000Z',
    author: { name: HELD, uri: 'https://talks.example.org/people/ann' },
    category: { '@term': 'work', '@label': HELD },
    content: { '@type': 'html', '#text': ENTRY.summaryHtml },
  })
})

test('addresses in what feeds hold are whole: away from its page a relative one leads elsewhere', () => {
  const summaryHtml =
    '<p>See <a href="/conversations/b">b</a>, <a href="?t=90">a moment</a>, <a href="#more">below</a>.</p>'
  const address = 'https://talks.example.org/conversations/g%C3%B6teborg'
  const whole = `<p>See <a href="https://talks.example.org/conversations/b">b</a>, <a href="${address}?t=90">a moment</a>, <a href="${address}#more">below</a>.</p>`
  expect(read(atomFeed(CHANNEL, [{ ...ENTRY, summaryHtml }])).feed.entry[0].content['#text']).toBe(whole)
  expect(read(podcastFeed(CHANNEL, 'en', [{ ...EPISODE, summaryHtml }])).rss.channel.item[0]['content:encoded']).toBe(
    whole,
  )
})

test('a feed of nothing is a feed', () => {
  const { feed } = read(atomFeed(CHANNEL, []))
  expect(feed.entry).toBeUndefined()
  expect(feed.updated).toBe('1970-01-01T00:00:00.000Z')
})

test('a podcast has what players need: the file, its length and type, the hour, the transcript', () => {
  const { rss } = read(podcastFeed(CHANNEL, 'en', [EPISODE]))
  expect(rss.channel['itunes:image']['@href']).toBe('https://talks.example.org/podcast.png')
  expect(rss.channel.item[0]).toMatchObject({
    title: HELD,
    pubDate: 'Thu, 21 Dec 2023 18:00:00 GMT',
    guid: { '#text': 'https://talks.example.org/conversations/g%C3%B6teborg' },
    enclosure: {
      '@url': `https://talks.example.org/files/${'a'.repeat(64)}/the%20talk.mp3`,
      '@length': '1234',
      '@type': 'audio/mpeg',
    },
    'itunes:duration': '3723',
    'podcast:transcript': {
      '@type': 'text/vtt',
      '@url': 'https://talks.example.org/conversations/g%C3%B6teborg/transcript.vtt',
    },
  })
})

test('an episode names the transcript of its own recording, or none', () => {
  const itemOf = (transcript: Episode['transcript']) =>
    read(podcastFeed(CHANNEL, 'en', [{ ...EPISODE, transcript }])).rss.channel.item[0]
  expect(itemOf({ recording: 2 })['podcast:transcript']['@url']).toBe(
    'https://talks.example.org/conversations/g%C3%B6teborg/transcript.vtt?recording=2',
  )
  expect(itemOf(null)).not.toHaveProperty('podcast:transcript')
})

test('a sitemap names pages and when they changed', () => {
  const { urlset } = read(
    sitemap(CHANNEL.siteUrl, [
      { path: '/people/a%26b', changed: new Date('2024-01-02T03:04:05Z') },
      { path: '/about', changed: null },
    ]),
  )
  expect(urlset.url).toEqual([
    { loc: 'https://talks.example.org/people/a%26b', lastmod: '2024-01-02T03:04:05.000Z' },
    { loc: 'https://talks.example.org/about' },
  ])
})

test('a sitemap is no longer than it may be, an index names the parts', () => {
  const entries = Array.from({ length: SITEMAP_LIMIT + 1 }, (_, n) => ({ path: `/${n}`, changed: null }))
  expect(() => sitemap(CHANNEL.siteUrl, entries)).toThrow(RangeError)
  const { sitemapindex } = read(sitemapIndex(CHANNEL.siteUrl, 2))
  expect(sitemapindex.sitemap).toEqual([
    { loc: 'https://talks.example.org/sitemap/1.xml' },
    { loc: 'https://talks.example.org/sitemap/2.xml' },
  ])
})

test('a browser learns how to search here', () => {
  const description = read(openSearchDescription(CHANNEL.siteUrl, 'Third Thursday', HOSTILE)).OpenSearchDescription
  expect(description.Url[0]['@template']).toBe('https://talks.example.org/search?q={searchTerms}')
  expect(description.Description).toBe(HELD)
})
