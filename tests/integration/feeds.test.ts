import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'

import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Prisma } from '#app/archive/generated/client.ts'
import { localFileStore } from '#app/files/local.server.ts'
import { env } from '#app/platform/env.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { loader as atom } from '#app/routes/feed-atom.ts'
import { loader as openSearch } from '#app/routes/open-search-xml.ts'
import { loader as podcast } from '#app/routes/podcast-xml.ts'
import { loader as robots } from '#app/routes/robots-txt.ts'
import { loader as picture } from '#app/routes/site-picture.ts'
import { loader as sitemap } from '#app/routes/sitemap-xml.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { serveRoutes, type RouteServer } from '#tests/support/route-server.ts'

const HOSTILE = 'Care & </title> "kind" \u001b 🙂'

let database: TestDatabase
let folder: string
let server: RouteServer

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'feeds-'))
  const files = localFileStore(folder)
  singleton('database', () => database.db)
  singleton('files', () => files)
  server = await serveRoutes({
    'feed.atom': { loader: atom },
    'podcast.xml': { loader: podcast },
    'sitemap.xml': { loader: sitemap },
    'sitemap/:part': { loader: sitemap },
    'robots.txt': { loader: robots },
    'opensearch.xml': { loader: openSearch },
    'picture.png': { loader: picture },
    'podcast.png': { loader: picture },
  })
  const { prisma } = database.db
  const series = await prisma.series.create({
    data: { slug: 'talks', name: HOSTILE, main: true, descriptionHtml: '<p>About &#x26; around.</p>' },
  })
  const person = await prisma.person.create({ data: { slug: 'ann', name: 'Ann', sortName: 'Ann' } })
  await prisma.person.create({ data: { slug: 'unheard', name: 'Unheard', sortName: 'Unheard' } })
  const theme = await prisma.theme.create({ data: { slug: 'work', name: 'Work' } })
  const { key, bytes, mediaType } = await files.put(Readable.from([Buffer.from('ID3 sound')]), { name: 'talk' })
  const file = { fileKey: key, fileName: 'talk.mp3', mediaType: 'audio/mpeg', bytes, sha256: key }
  expect(mediaType).toBe('text/plain')
  for (const status of ['published', 'draft', 'withdrawn', 'scheduled'] as const)
    await prisma.conversation.create({
      data: {
        ...{ slug: `the-${status}`, title: `${HOSTILE} ${status}`, seriesId: series.id, status },
        heldOn: new Date('2023-12-21'),
        heldOnPrecision: 'day',
        appearances: { create: { personId: person.id, position: 0 } },
        themes: { create: { themeId: theme.id, position: 0 } },
        recordings: { create: { position: 0, availability: 'here', kind: 'audio', durationSeconds: 61, ...file } },
      },
    })
})

afterAll(async () => {
  await server.close()
  await database.close()
  await fs.rm(folder, { recursive: true })
})

async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/${address}`, { headers })
}

async function read(address: string) {
  const xml = await (await get(address)).text()
  expect(XMLValidator.validate(xml)).toBe(true)
  expect(xml).not.toMatch(/the-(?:draft|withdrawn|scheduled)/)
  const options = { ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false }
  return new XMLParser({ ...options, isArray: (name) => ['entry', 'item', 'url'].includes(name) }).parse(xml)
}

test('the feed has what is published and nothing else, with whole addresses', async () => {
  const { feed } = await read('feed.atom')
  expect(feed.entry.map(({ id }: { id: string }) => id)).toEqual([`${env().siteUrl}/conversations/the-published`])
  expect(feed.title).toBe('Care & </title> "kind"  🙂')
  expect((await get('feed.atom')).headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
})

test('the podcast has the recordings that are kept here', async () => {
  const { rss } = await read('podcast.xml')
  expect(rss.channel.item).toHaveLength(1)
  expect(rss.channel.item[0].enclosure).toMatchObject({ '@length': '9', '@type': 'audio/mpeg' })
  expect(rss.channel.item[0].enclosure['@url']).toMatch(/^http.+\/files\/[0-9a-f]{64}\/talk\.mp3$/)
})

test('the sitemap names the pages of what is published', async () => {
  const { urlset } = await read('sitemap.xml')
  const paths = urlset.url.map(({ loc }: { loc: string }) => new URL(loc).pathname)
  for (const path of [
    '/',
    '/about',
    '/conversations/the-published',
    '/conversations/2023',
    '/people/ann',
    '/themes/work',
  ])
    expect(paths).toContain(path)
  expect(paths).not.toContain('/people/unheard')
  expect((await get('sitemap/1.xml')).status).toBe(200)
  for (const part of ['2.xml', '0.xml', 'x', '1']) expect((await get(`sitemap/${part}`)).status, part).toBe(404)
})

test('whoever has a feed already is not sent it again, by tag or by date', async () => {
  const first = await get('feed.atom')
  const [tag, date] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? '']
  expect((await get('feed.atom', { 'if-none-match': tag })).status).toBe(304)
  expect((await get('feed.atom', { 'if-modified-since': date })).status).toBe(304)
  expect((await get('feed.atom', { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).status).toBe(200)
  expect((await get('feed.atom', { 'if-modified-since': 'yesterday' })).status).toBe(200)
  // The tag counts where both are sent.
  expect((await get('feed.atom', { 'if-none-match': '"other"', 'if-modified-since': date })).status).toBe(200)
})

test('robots are told where the sitemap is', async () => {
  expect(await (await get('robots.txt')).text()).toMatch(/^User-agent: \*\n[\s\S]*\nSitemap: http.+\/sitemap\.xml\n$/)
})

test('a browser can learn to search here', async () => {
  const { OpenSearchDescription } = await read('opensearch.xml')
  expect(OpenSearchDescription.ShortName).toBe('Third Thursday')
})

test.each([
  ['picture.png', 1200, 630],
  ['podcast.png', 1400, 1400],
])('%s is %d by %d', async (address, width, height) => {
  const png = Buffer.from(await (await get(address)).arrayBuffer())
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', width, height])
})

test('an episode is the first file of ours, and its transcript that of the same recording or of another form of it', async () => {
  const { prisma } = database.db
  const known = await prisma.recording.findFirstOrThrow({
    where: { conversation: { slug: 'the-published' } },
    select: { fileKey: true, fileName: true, mediaType: true, bytes: true, sha256: true },
  })
  const elsewhere = { position: 0, address: 'https://youtu.be/A-u8XHAUac4', durationSeconds: 3600 }
  const own = { position: 1, kind: 'audio' as const, ...known }
  const cues = { create: { position: 0, startSeconds: 0, endSeconds: 1, text: 'Good evening.' } }
  const spoken = { captionTracks: { create: { position: 0, cues } } }
  const parts: Record<string, Prisma.RecordingCreateWithoutConversationInput[]> = {
    'of-its-own': [
      { ...elsewhere, ...spoken },
      { ...own, durationSeconds: 60, ...spoken },
    ],
    'of-another-form': [
      { ...elsewhere, ...spoken },
      { ...own, durationSeconds: 3601 },
    ],
    'of-another-part': [
      { ...elsewhere, ...spoken },
      { ...own, durationSeconds: 60 },
    ],
  }
  const { id: seriesId } = await prisma.series.findFirstOrThrow({ select: { id: true } })
  for (const [slug, recordings] of Object.entries(parts))
    await prisma.conversation.create({
      data: { slug, title: slug, seriesId, heldOn: new Date('2022-01-01'), recordings: { create: recordings } },
    })
  const { rss } = await read('podcast.xml')
  const transcripts = rss.channel.item.map((item: Record<string, { '@url'?: string } | string>) => [
    item['title'],
    item['podcast:transcript'] instanceof Object ? item['podcast:transcript']['@url'] : null,
  ])
  const address = (slug: string) => `${env().siteUrl}/conversations/${slug}/transcript.vtt`
  expect(Object.fromEntries(transcripts)).toMatchObject({
    'of-its-own': `${address('of-its-own')}?recording=2`,
    'of-another-form': address('of-another-form'),
    'of-another-part': null,
  })
})
