import { randomBytes } from 'node:crypto'
import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { writeCounts } from '#app/archive/counts.server.ts'
import { localFileStore } from '#app/files/local.server.ts'
import type { FileStore, StoredFile } from '#app/files/store.ts'
import { singleton } from '#app/platform/singleton.ts'
import { loader } from '#app/routes/file.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { serveRoutes, type RouteServer } from '#tests/support/route-server.ts'

const VIDEO = Buffer.concat([
  Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'),
  randomBytes(70_000),
])
const SHEET = '# Zoë’s sheet\n'
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

const SCRIPT_TYPES = ['text/javascript', 'application/x-javascript', 'application/ecmascript', 'text/jscript']

let database: TestDatabase
let folder: string
let files: FileStore
let server: RouteServer
let video: StoredFile
let sheet: StoredFile
let draft: StoredFile
let page: StoredFile
let script: StoredFile
let poster: StoredFile
let fakePoster: StoredFile

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'files-route-'))
  files = localFileStore(folder)
  // What the routes find in this process.
  singleton('database', () => database.db)
  singleton('files', () => files)
  server = await serveRoutes({
    'files/:key/:name': { loader },
    '*': { loader: () => new Response(null, { status: 404 }) },
  })

  const put = (content: string | Buffer, name: string) => files.put(Readable.from([Buffer.from(content)]), { name })
  video = await put(VIDEO, 'tour.mp4')
  sheet = await put(SHEET, 'sheet.md')
  draft = await put('a draft’s words', 'draft.txt')
  page = await put('<script>alert(1)</script>', 'page.html')
  script = await put('alert(1)', 'talk.js')
  poster = await put(PIXEL, 'poster.png')
  fakePoster = await put('<svg xmlns="http://www.w3.org/2000/svg"/>', 'poster.svg')

  const column = ({ key, bytes, sha256, mediaType }: StoredFile, fileName: string) => ({
    ...{ fileKey: key, fileName, mediaType, bytes, sha256 },
  })
  const { prisma } = database.db
  const series = await prisma.series.create({ data: { slug: 'talks', name: 'Talks' } })
  const base = { seriesId: series.id, heldOn: new Date('2024-01-01') }
  await prisma.conversation.create({
    data: {
      ...base,
      slug: 'published',
      recordings: {
        create: [
          { position: 0, ...column(video, 'A “tour” of Zoë’s.mp4'), posterKey: poster.key },
          { position: 1, availability: 'unpublished', posterKey: fakePoster.key },
        ],
      },
      documents: {
        create: [
          { position: 0, kind: 'insights', title: 'Sheet', ...column(sheet, 'sheet.md') },
          { position: 1, kind: 'handout', title: 'Page', ...column(page, 'page.html') },
          ...SCRIPT_TYPES.map((mediaType, index) => {
            const file = { ...column(script, `talk${index}.js`), mediaType }
            return { position: 2 + index, kind: 'handout' as const, title: 'Script', ...file }
          }),
        ],
      },
    },
  })
  for (const status of ['draft', 'scheduled', 'withdrawn'] as const) {
    await prisma.conversation.create({
      data: {
        ...base,
        slug: status,
        status,
        documents: { create: { position: 0, kind: 'handout', title: 'Draft', ...column(draft, 'draft.txt') } },
      },
    })
  }
})

afterAll(async () => {
  await server.close()
  await writeCounts(database.db)
  await database.close()
  await fs.rm(folder, { recursive: true })
})

const addressOf = ({ key }: StoredFile, name: string): string =>
  `${server.url}/files/${key}/${encodeURIComponent(name)}`
const VIDEO_NAME = 'A “tour” of Zoë’s.mp4'

function get(file: StoredFile, name: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(addressOf(file, name), { headers, method, redirect: 'manual' })
}

test('a whole file comes with its type, size, tag and name', async () => {
  const response = await get(video, VIDEO_NAME)
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': String(VIDEO.length),
    etag: `"${video.sha256}"`,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-disposition': `inline; filename="A _tour_ of Zoe_s.mp4"; filename*=UTF-8''A%20%E2%80%9Ctour%E2%80%9D%20of%20Zo%C3%AB%E2%80%99s.mp4`,
  })
  expect(response.headers.has('last-modified')).toBe(false)
  expect(Buffer.from(await response.arrayBuffer()).equals(VIDEO)).toBe(true)
})

test('a stored script is text, which no page can run', async () => {
  for (const index of SCRIPT_TYPES.keys()) {
    const { headers } = await get(script, `talk${index}.js`)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test.each([
  ['bytes=0-0', 0, 0],
  ['bytes=0-999', 0, 999],
  ['bytes=65000-66000', 65_000, 66_000],
  ['bytes=70000-', 70_000, VIDEO.length - 1],
  ['bytes=-10', VIDEO.length - 10, VIDEO.length - 1],
  ['bytes=-999999', 0, VIDEO.length - 1],
])('the range %s is the file’s bytes from %d to %d', async (range, start, end) => {
  const response = await get(video, VIDEO_NAME, { range })
  expect(response.status).toBe(206)
  expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${VIDEO.length}`)
  expect(response.headers.get('content-length')).toBe(String(end - start + 1))
  expect(Buffer.from(await response.arrayBuffer()).equals(VIDEO.subarray(start, end + 1))).toBe(true)
})

test('a range beyond the end is refused with the size', async () => {
  const response = await get(video, VIDEO_NAME, { range: `bytes=${VIDEO.length}-` })
  expect(response.status).toBe(416)
  expect(response.headers.get('content-range')).toBe(`bytes */${VIDEO.length}`)
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('several ranges, and one of another version, give the whole file', async () => {
  const several = await get(video, VIDEO_NAME, { range: 'bytes=0-1,5-6' })
  const other = await get(video, VIDEO_NAME, { range: 'bytes=0-1', 'if-range': '"other"' })
  const same = await get(video, VIDEO_NAME, { range: 'bytes=0-1', 'if-range': `"${video.sha256}"` })
  expect([several.status, other.status, same.status]).toEqual([200, 200, 206])
  await Promise.all([several, other, same].map((response) => response.arrayBuffer()))
})

test('who has the file already is told so', async () => {
  const response = await get(video, VIDEO_NAME, { 'if-none-match': `"other", "${video.sha256}"` })
  expect(response.status).toBe(304)
  expect(response.headers.get('etag')).toBe(`"${video.sha256}"`)
  expect(await response.text()).toBe('')
})

test('who asks for a certain content gets no other', async () => {
  const answers = await Promise.all(
    [`"${video.sha256}"`, `"other", "${video.sha256}"`, '*', '"other"', `W/"${video.sha256}"`].map((tag) =>
      get(video, VIDEO_NAME, { 'if-match': tag }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 412, 412])
  const [, , , refused] = answers
  expect([refused?.headers.get('etag'), refused?.headers.get('cache-control')]).toEqual([
    `"${video.sha256}"`,
    'no-store',
  ])
  await Promise.all(answers.map((response) => response.arrayBuffer()))
  // What must not be sent is not told to be known either (RFC 9110, section 13.2.2).
  const both = await get(video, VIDEO_NAME, { 'if-match': '"other"', 'if-none-match': `"${video.sha256}"` })
  expect(both.status).toBe(412)
})

test('HEAD tells the same and sends nothing', async () => {
  const response = await get(video, VIDEO_NAME, { range: 'bytes=0-1' }, 'HEAD')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-length')).toBe(String(VIDEO.length))
  expect(await response.text()).toBe('')
})

test('what is taken away is counted, what a player or a browser asks for besides is not', async () => {
  const { prisma } = database.db
  await writeCounts(database.db)
  await prisma.dailyCount.deleteMany()
  const read = async (response: Promise<Response>) => (await response).arrayBuffer()
  await read(get(sheet, 'sheet.md'))
  await read(get(sheet, 'sheet.md', { range: 'bytes=0-3' }))
  await read(get(sheet, 'sheet.md', { range: 'bytes=4-5' }))
  await read(get(sheet, 'sheet.md', {}, 'HEAD'))
  await read(get(sheet, 'sheet.md', { 'if-none-match': `"${sheet.key}"` }))
  await read(get(video, VIDEO_NAME, { range: 'bytes=0-' }))
  await read(get(video, VIDEO_NAME))
  await read(get(poster, 'poster'))
  await read(get(draft, 'draft.txt'))
  await writeCounts(database.db)
  const counts = await prisma.dailyCount.findMany({ select: { subject: true, count: true } })
  expect(new Map(counts.map(({ subject, count }) => [subject, count]))).toEqual(
    new Map([
      [`/files/${sheet.key}/sheet.md`, 2],
      [`/files/${video.key}/${encodeURIComponent(VIDEO_NAME)}`, 1],
    ]),
  )
})

test('text carries its charset, is not compressed under its tag, and is downloaded', async () => {
  const response = await get(sheet, 'sheet.md', { 'accept-encoding': 'gzip, br' })
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="sheet.md"')
  expect(response.headers.get('content-encoding')).toBeNull()
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  expect(await response.text()).toBe(SHEET)
})

test('a page of somebody else’s is never shown as ours, and what is shown can be downloaded', async () => {
  const html = await get(page, 'page.html')
  expect(html.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(html.headers.get('content-security-policy')).toContain('sandbox')
  await html.text()
  const download = await fetch(`${addressOf(video, VIDEO_NAME)}?download`)
  expect(download.headers.get('content-disposition')).toMatch(/^attachment/)
  await download.arrayBuffer()
})

test('another name leads on to the one that the file has', async () => {
  const response = await get(sheet, 'old name.md')
  expect(response.status).toBe(301)
  expect(response.headers.get('location')).toBe(`/files/${sheet.key}/sheet.md`)
  const asked = await fetch(`${addressOf(sheet, 'old name.md')}?download`, { redirect: 'manual' })
  const { pathname, searchParams } = new URL(asked.headers.get('location') ?? '', server.url)
  expect([pathname, searchParams.has('download')]).toEqual([`/files/${sheet.key}/sheet.md`, true])
})

test('a recording’s picture is served as the picture it is, and nothing else as one', async () => {
  const response = await get(poster, 'poster')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await response.arrayBuffer()).equals(PIXEL)).toBe(true)
  expect((await get(fakePoster, 'poster')).status).toBe(404)
})

test('the file of a draft, of what is scheduled or withdrawn, and what nobody refers to, is not there', async () => {
  const missing = await get(draft, 'draft.txt')
  expect(missing.status).toBe(404)
  expect(missing.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await missing.text()).toMatch(/<a href="\/documents">.*<a href="\/search">/)
  const orphan = await files.put(Readable.from([Buffer.from('orphan')]), { name: 'orphan.txt' })
  expect((await get(orphan, 'orphan.txt')).status).toBe(404)
})

/** Sends a path as it stands: `fetch` would tidy it first. */
function statusOf(rawPath: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.get(server.url, { path: rawPath }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
  })
}

test.each([
  '/files/../../etc/passwd',
  '/files/..%2f..%2fetc/passwd',
  '/files/%2e%2e/%2e%2e/etc/passwd',
  '/files/KEY/..%2f..%2f..%2fetc%2fpasswd',
  '/files/KEY/..%5c..%5cpasswd',
  '/files/KEY/%2e%2e',
  '/files/KEY%00/sheet.md',
  '/files/%00/x',
  '/files/KEY/sheet.md/../../x',
  '/files/UPPER/sheet.md',
  '/files/KEY/sheet%0d%0aSet-Cookie:x',
  '/files/%zz/%zz',
])('%s is not there', async (address) => {
  const upper = sheet.key.toUpperCase()
  expect(await statusOf(address.replace('KEY', sheet.key).replace('UPPER', upper))).toBe(404)
})

test('a link that was put into the folder and leads out of it is not served', async () => {
  const linked = 'e'.repeat(64)
  await fs.writeFile(path.join(folder, 'secret.txt'), 'secret')
  await fs.mkdir(path.join(folder, 'ee'))
  await fs.symlink('/etc/hostname', path.join(folder, 'ee', linked))
  const { prisma } = database.db
  const { id } = await prisma.conversation.findUniqueOrThrow({ where: { slug: 'published' }, select: { id: true } })
  const column = { fileKey: linked, fileName: 'l.txt', mediaType: 'text/plain', bytes: 6, sha256: linked }
  await prisma.document.create({ data: { conversationId: id, position: 9, kind: 'handout', title: 'L', ...column } })
  const response = await fetch(`${server.url}/files/${linked}/l.txt`)
  expect(response.status).toBe(404)
  expect((await fetch(`${server.url}/files/${linked}/l.txt`, { method: 'HEAD' })).status).toBe(404)
})

test('a stored file that has lost its end is a failure that is logged, not half a file', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const whole = await files.put(Readable.from([Buffer.from('the whole of it')]), { name: 'cut.txt' })
  const { prisma } = database.db
  const { id } = await prisma.conversation.findUniqueOrThrow({ where: { slug: 'published' }, select: { id: true } })
  const { key, bytes, sha256, mediaType } = whole
  const column = { fileKey: key, fileName: 'cut.txt', mediaType, bytes, sha256 }
  await prisma.document.create({ data: { conversationId: id, position: 11, kind: 'handout', title: 'C', ...column } })
  await fs.truncate(path.join(folder, key.slice(0, 2), key), 5)
  expect((await get(whole, 'cut.txt')).status).toBe(500)
  expect(String(log.mock.calls[0]?.[0])).toContain('has 5 bytes, the archive knows 15')
})

/** Reads the beginning of an answer and hangs up. */
function breakOff(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.get(address, (response) => {
      response.once('data', () => {
        request.destroy()
        resolve()
      })
    })
    request.on('error', reject)
  })
}

test.runIf(process.platform === 'linux')('a reader who goes away leaves no file open', async () => {
  const big = await files.put(Readable.from([Buffer.alloc(30_000_000, 'kind ')]), { name: 'big.txt' })
  const { prisma } = database.db
  const { id } = await prisma.conversation.findUniqueOrThrow({ where: { slug: 'published' }, select: { id: true } })
  const { key, bytes, sha256, mediaType } = big
  const column = { fileKey: key, fileName: 'big.txt', mediaType, bytes, sha256 }
  await prisma.document.create({ data: { conversationId: id, position: 10, kind: 'handout', title: 'B', ...column } })
  for (let time = 0; time < 5; time += 1) await breakOff(addressOf(big, 'big.txt'))
  const list = async () => (await promisify(execFile)('ls', ['-l', `/proc/${process.pid}/fd`])).stdout.includes(big.key)
  await expect.poll(list, { timeout: 60_000 }).toBe(false)
})
