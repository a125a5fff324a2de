import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'

import { htmlToText } from '#app/domain/markdown.ts'
import { localFileStore } from '#app/files/local.server.ts'
import { writeCounts } from '#app/archive/counts.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { loader } from '#app/routes/conversation-download.ts'
import { loader as themeZip } from '#app/routes/theme-zip.ts'
import { loader as yearZip } from '#app/routes/year-zip.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { serveRoutes, type RouteServer } from '#tests/support/route-server.ts'

let database: TestDatabase
let folder: string
let server: RouteServer

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'files-downloads-'))
  const files = localFileStore(folder)
  singleton('database', () => database.db)
  singleton('files', () => files)
  server = await serveRoutes({
    'conversations/:slug/summaries.zip': { loader: yearZip },
    'themes/:slug/summaries.zip': { loader: themeZip },
    'conversations/:slug/:file': { loader },
    '*': { loader: () => new Response(null, { status: 404 }) },
  })

  const sheet = await files.put(Readable.from([Buffer.from('# Kindness\n\n## Points\n\n- **One**\n')]), {
    name: 'sheet.md',
  })
  const { prisma } = database.db
  const organisation = await prisma.organisation.create({ data: { slug: 'kindness', name: 'Kindness in Healthcare' } })
  const series = await prisma.series.create({ data: { slug: 'talks', name: 'Talks', organisationId: organisation.id } })
  const person = await prisma.person.create({
    data: { slug: 'west', name: 'Michael West', sortName: 'West, Michael', honorific: 'Professor' },
  })
  const theme = await prisma.theme.create({ data: { slug: 'work', name: 'Work' } })
  const cue = (position: number, text: string) => ({
    ...{ position, startSeconds: position * 5, endSeconds: position * 5 + 4, speaker: 'West', text },
  })
  const recording = {
    position: 0,
    availability: 'unpublished' as const,
    captionTracks: {
      create: [
        { position: 0, language: 'en', cues: { create: [cue(0, 'Good <evening>'), cue(1, 'and welcome.')] } },
        { position: 1, language: 'pt-BR', cues: { create: [cue(0, 'Boa noite')] } },
      ],
    },
  }
  const document = { key: sheet.key, bytes: sheet.bytes, mediaType: sheet.mediaType, sha256: sheet.sha256 }
  await prisma.conversation.create({
    data: {
      slug: 'kindness',
      title: 'Kindness',
      seriesId: series.id,
      heldOn: new Date('2023-12-01'),
      summary: 'About *work*.',
      appearances: { create: { personId: person.id, affiliation: 'Lancaster', position: 0 } },
      themes: { create: { themeId: theme.id, position: 0 } },
      recordings: { create: recording },
      documents: {
        create: [
          {
            ...{ position: 0, kind: 'insights', title: 'Summary sheet', text: 'Points\nOne', html: '<p>One</p>' },
            ...{ fileKey: document.key, fileName: 'sheet.md', mediaType: document.mediaType, bytes: document.bytes },
            sha256: document.sha256,
          },
          { position: 1, kind: 'insights', title: 'Elsewhere', availability: 'elsewhere' },
        ],
      },
    },
  })
  await prisma.conversation.create({
    data: { slug: 'bare', seriesId: series.id, heldOn: new Date('2024-01-01'), title: 'Bare' },
  })
  await prisma.conversation.create({
    data: {
      ...{ slug: 'draft', seriesId: series.id, heldOn: new Date('2024-02-01'), title: 'Draft', status: 'draft' },
      recordings: { create: recording },
    },
  })
  await prisma.redirect.create({ data: { fromPath: '/conversations/old-name', toPath: '/conversations/kindness' } })
})

afterAll(async () => {
  await server.close()
  await writeCounts(database.db)
  await database.close()
  await fs.rm(folder, { recursive: true })
})

function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/conversations/${address}`, { headers, redirect: 'manual' })
}

test('a summary comes as Markdown with everything in it, under its name', async () => {
  const response = await get('kindness/summary.md')
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="kindness-summary.md"')
  const markdown = await response.text()
  expect(markdown).toContain('# Kindness\n\n**December 2023**, Talks, Kindness in Healthcare\n\n')
  expect(markdown).toContain('- Professor Michael West, Lancaster\n\nAbout *work*.\n\n**Themes:** Work\n\n')
  expect(markdown).toContain('## Summary sheet\n\n### Points\n\n- **One**\n\nFrom the file <http')
  expect(markdown).toMatch(/\/conversations\/kindness>\n$/)
  expect(markdown).not.toContain('Elsewhere')
})

test('a summary comes as plain text', async () => {
  const response = await get('kindness/summary.txt')
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await response.text()).toContain(
    'About work.\n\nThemes: Work\n\nSummary sheet\n\nPoints\n\n- One\n\nFrom the file',
  )
})

test('a file of what was withdrawn is gone, and says no more', async () => {
  const { prisma } = database.db
  const { id: seriesId } = await prisma.series.findFirstOrThrow({ where: { slug: 'talks' }, select: { id: true } })
  await prisma.conversation.create({
    data: { slug: 'gone', seriesId, heldOn: new Date('2024-03-01'), title: 'Private', status: 'withdrawn' },
  })
  for (const file of ['summary.md', 'summary.pdf', 'picture.png', 'citation.ris', 'transcript.vtt']) {
    const answer = await fetch(`${server.url}/conversations/gone/${file}`)
    const page = await answer.text()
    expect([answer.status, wordsOf(page)]).toEqual([
      410,
      'This conversation was withdrawn Its files were taken down with it. Go on to its page, which says when it was held search',
    ])
    expect(linksOf(page)).toEqual(['/conversations/gone', '/search'])
  }
})

/** What a page says, and where it leads. */
const wordsOf = (page: string) => htmlToText(page).replace(/\s+/g, ' ').trim()
const linksOf = (page: string) => [...page.matchAll(/<a href="([^"]+)"/g)].map(([, address]) => address)

test.each([
  ['conversations/kindness/summary.exe', ['/conversations/kindness#download', '/search']],
  ['conversations/nobody/summary.pdf', ['/search', '/conversations']],
  ['conversations/draft/summary.pdf', ['/search', '/conversations']],
  ['conversations/1999/summaries.zip', ['/conversations', '/search']],
  ['themes/nothing/summaries.zip', ['/themes', '/search']],
])('in place of %s stands a page that leads on', async (address, links) => {
  const answer = await fetch(`${server.url}/${address}`)
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(linksOf(await answer.text())).toEqual(links)
})

test('nothing tells a file of a draft from one of a conversation that never was', async () => {
  const [draft, nobody] = await Promise.all([get('draft/summary.pdf'), get('nobody/summary.pdf')])
  expect(await draft.text()).toBe(await nobody.text())
})

test.each([
  ['transcript.vtt', 'text/vtt', 'WEBVTT\n\n00:00:00.000 --> 00:00:04.000\n<v West>Good &lt;evening&gt;\n'],
  ['transcript.srt', 'application/x-subrip', '1\n00:00:00,000 --> 00:00:04,000\nWest: Good <evening>\n'],
  ['transcript.txt', 'text/plain', 'West (00:00:00)\nGood <evening> and welcome.\n'],
  ['transcript.pt-BR.vtt', 'text/vtt', 'WEBVTT\n\n00:00:00.000 --> 00:00:04.000\n<v West>Boa noite\n'],
])('%s comes as %s', async (file, type, begins) => {
  const response = await get(`kindness/${file}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="kindness-${file}"`)
  expect((await response.text()).slice(0, begins.length)).toBe(begins)
})

test('what has not changed is not sent again, what has is', async () => {
  const first = await get('kindness/transcript.txt')
  const tag = first.headers.get('etag') ?? ''
  await first.text()
  expect((await get('kindness/transcript.txt', { 'if-none-match': tag })).status).toBe(304)
  await database.db.prisma.cue.updateMany({ where: { text: 'and welcome.' }, data: { text: 'and goodbye.' } })
  const changed = await get('kindness/transcript.txt', { 'if-none-match': tag })
  expect(changed.status).toBe(200)
  expect(await changed.text()).toContain('goodbye')
})

test('a citation comes for BibTeX and for reference managers', async () => {
  const bibtex = await get('kindness/citation.bib')
  expect(bibtex.headers.get('content-type')).toBe('application/x-bibtex; charset=utf-8')
  expect(await bibtex.text()).toMatch(/^@misc\{kindness,\n\tauthor = \{West, Michael\}/)
  const ris = await get('kindness/citation.ris')
  expect(ris.headers.get('content-type')).toBe('application/x-research-info-systems; charset=utf-8')
  expect(await ris.text()).toContain('\r\nAU  - West, Michael\r\n')
})

test('a picture of the evening comes as PNG of the size that links show', async () => {
  const response = await get('kindness/picture.png')
  expect(response.headers.get('content-type')).toBe('image/png')
  const png = Buffer.from(await response.arrayBuffer())
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 1200, 630])
})

test('a file says in which language it is and which page it belongs to, and is not sent twice', async () => {
  const response = await get('kindness/summary.pdf')
  expect(response.headers.get('link')).toMatch(/^<http.+\/conversations\/kindness>; rel="canonical"$/)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  // A cache that answered for us would hide the download from the count.
  expect(response.headers.get('cache-control')).toBe('private, no-cache')
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(Number(response.headers.get('content-length'))).toBe(bytes.length)
  const tag = response.headers.get('etag') ?? ''
  expect((await get('kindness/summary.pdf', { 'if-none-match': tag })).status).toBe(304)
  const french = await get('kindness/transcript.pt-BR.vtt')
  expect(french.headers.get('content-language')).toBe('pt-BR')
})

test('downloads are summed up by day, and neither what is known nor a picture is counted', async () => {
  const { prisma } = database.db
  await writeCounts(database.db)
  await prisma.dailyCount.deleteMany()
  const first = await get('kindness/summary.txt')
  await (await get('kindness/summary.txt')).text()
  await get('kindness/summary.txt', { 'if-none-match': first.headers.get('etag') ?? '' })
  await fetch(`${server.url}/conversations/kindness/summary.txt`, { method: 'HEAD' })
  await (await get('kindness/picture.png')).arrayBuffer()
  await (await get('bare/transcript.vtt')).text()
  await writeCounts(database.db)
  await (await get('kindness/summary.txt')).text()
  await writeCounts(database.db)
  const counts = await prisma.dailyCount.findMany({ select: { measure: true, subject: true, count: true } })
  expect(counts).toEqual([{ measure: 'download', subject: '/conversations/kindness/summary.txt', count: 3 }])
})

async function entriesOf(response: Response): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(await response.arrayBuffer()))
  const entries = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)))
  }
  return entries
}

test('a year comes as one zip of readable names, and holds nothing that is not published', async () => {
  const { prisma } = database.db
  const { id: seriesId } = await prisma.series.findFirstOrThrow({ where: { slug: 'talks' }, select: { id: true } })
  const held = { seriesId, heldOn: new Date('2023-12-01') }
  await prisma.conversation.create({ data: { ...held, slug: 'kindness-2', title: 'Kindness' } })
  await prisma.conversation.create({ data: { ...held, slug: 'hidden', title: 'Hidden', status: 'draft' } })
  const response = await get('2023/summaries.zip')
  expect(response.headers.get('content-type')).toBe('application/zip')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="Summaries of 2023.zip"')
  const entries = await entriesOf(response)
  expect([...entries.keys()].sort()).toEqual(
    ['2023-12 Kindness (2).md', '2023-12 Kindness (2).pdf', '2023-12 Kindness.md', '2023-12 Kindness.pdf'].map(
      (name) => `Summaries of 2023/${name}`,
    ),
  )
  expect([...entries.values()].filter((content) => content.startsWith('%PDF-1.7'))).toHaveLength(2)
  expect([...entries.values()].filter((content) => content.includes('About *work*.'))).toHaveLength(1)
})

test('a theme comes as one zip; a year or a theme with nothing is not there', async () => {
  const response = await fetch(`${server.url}/themes/work/summaries.zip`)
  expect([...(await entriesOf(response)).keys()]).toEqual([
    'Summaries on Work/2023-12 Kindness.pdf',
    'Summaries on Work/2023-12 Kindness.md',
  ])
  for (const address of ['conversations/1999', 'conversations/kindness', 'themes/nothing', 'themes/%00'])
    expect((await fetch(`${server.url}/${address}/summaries.zip`)).status, address).toBe(404)
})

test.each([
  'bare/transcript.vtt',
  'kindness/transcript.fr.vtt',
  'bare/picture.jpg',
  'draft/summary.pdf',
  'draft/citation.bib',
  'draft/picture.png',
  'kindness/summary.exe',
  'kindness/..%2fsummary.md',
  'draft/summary.md',
  'draft/transcript.vtt',
  'nobody/summary.md',
  '%00/summary.md',
])('%s is not there', async (address) => {
  const response = await get(address)
  expect(response.status).toBe(404)
  await response.text()
})

test('a conversation with nothing but a title has a summary that says so much', async () => {
  expect(await (await get('bare/summary.txt')).text()).toMatch(/^Bare\n\nJanuary 2024, Talks, Kindness in Healthcare\n/)
})

test('an old address leads to the file under the new one, whatever letters that has, and asks for the same there', async () => {
  await database.db.prisma.redirect.createMany({
    data: [
      { fromPath: '/conversations/taro', toPath: '/conversations/太郎' },
      { fromPath: '/themes/köln', toPath: '/themes/太郎' },
    ],
  })
  const taro = encodeURIComponent('太郎')
  for (const [address, location] of [
    ['conversations/old-name/summary.md', '/conversations/kindness/summary.md'],
    ['conversations/old-name/transcript.vtt?recording=2', '/conversations/kindness/transcript.vtt?recording=2'],
    ['conversations/taro/summary.pdf', `/conversations/${taro}/summary.pdf`],
    ['themes/k%C3%B6ln/summaries.zip', `/themes/${taro}/summaries.zip`],
  ] as const) {
    const response = await fetch(`${server.url}/${address}`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([301, location])
  }
})
