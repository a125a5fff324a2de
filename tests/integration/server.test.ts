import { expect, test, vi } from 'vitest'

import { wholeAnswer } from '#app/platform/whole-body.server.ts'
import { startSearch } from '#app/search/index.server.ts'
import { followPublications } from '#server/follow-publications.ts'
import { PageCache } from '#server/page-cache.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { say } from '#tests/support/say.ts'
import { SECURITY } from '#tests/support/security.ts'

import { counting, html, serve } from './server-fixture.ts'

test('a page is made once, and answered again with the same headers, in whatever encoding', async () => {
  const site = counting()
  const { url } = await serve(site.handle)
  const answers = []
  for (const encoding of ['br', 'gzip', 'identity', 'br']) {
    const answer = await fetch(`${url}/`, { headers: { 'accept-encoding': encoding } })
    expect(await answer.text()).toContain('made 1;')
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
    answers.push(answer)
  }
  expect(site.made()).toBe(1)
  const of = ({ headers }: Response) =>
    [...headers].filter(
      ([name]) => !/^(date|x-request-id|content-length|content-encoding|transfer-encoding)$/.test(name),
    )
  for (const answer of answers) {
    expect(of(answer)).toEqual(of(answers[0]!))
    expect(answer.headers.get('content-security-policy')).toContain("'sha256-")
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(answers.length)
})

test('another query is another page, where a page reads it', async () => {
  const site = counting()
  const { url } = await serve(site.handle)
  const texts = []
  for (const address of ['/people?page=1', '/people?page=2', '/people?page=1', '/x', '/'])
    texts.push(await (await fetch(url + address)).text())
  expect(texts.map((text) => /made (\d)/.exec(text)?.[1])).toEqual(['1', '2', '1', '3', '4'])
})

test('a page is compressed once for the answer and for the cache', async () => {
  const { url, cache } = await serve(counting().handle)
  const first = await fetch(`${url}/`, { headers: { 'accept-encoding': 'br' } })
  const kept = cache.get('/')
  expect([...(kept?.ready.keys() ?? [])]).toEqual(['br'])
  expect(await (await fetch(`${url}/`, { headers: { 'accept-encoding': 'br' } })).text()).toBe(await first.text())
  expect(kept?.encoding.size).toBe(0)
})

test('a short page whose bytes lie in the midst of others is kept alone', async () => {
  const around = Buffer.from('secret, a short page, secret')
  const short = around.subarray(8, 20) as unknown as Uint8Array<ArrayBuffer>
  const { url } = await serve(async () => wholeAnswer(short, { headers: { 'content-type': 'text/html' } }))
  for (let time = 0; time < 2; time += 1) expect(await (await fetch(url)).text()).toBe('a short page')
})

test('a stored file in HTML passes by the cache, in every range and encoding', async () => {
  let asked = 0
  const headers = { 'accept-ranges': 'bytes', 'content-disposition': 'attachment', etag: '"sha"' }
  const { url, cache } = await serve(async () => {
    asked += 1
    return html('a file', { headers: { ...headers, 'cache-control': 'public, max-age=31536000' } })
  })
  for (let time = 0; time < 2; time += 1) {
    const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } })
    expect([answer.headers.get('content-encoding'), answer.headers.get('etag')]).toEqual([null, '"sha"'])
    await answer.text()
  }
  expect([asked, cache.size]).toEqual([2, 0])
})

test('what may not be transformed is not compressed from memory either', async () => {
  const { url } = await serve(async () => html('as it is', { headers: { 'cache-control': 'public, no-transform' } }))
  for (let time = 0; time < 2; time += 1) {
    const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } })
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(await answer.text()).toContain('as it is')
  }
})

test('a feed is known by its date too, before it is kept and after', async () => {
  const changed = 'Sun, 22 Nov 2026 18:00:00 GMT'
  const headers = { 'content-type': 'application/atom+xml', 'last-modified': changed, etag: '"1"' }
  const { url } = await serve(async () => new Response('<feed/>', { headers }))
  await fetch(url)
  const status = async (since: string, more: Record<string, string> = {}) =>
    (await fetch(url, { headers: { 'if-modified-since': since, ...more } })).status
  expect(await status(changed)).toBe(304)
  expect(await status('Mon, 23 Nov 2026 18:00:00 GMT')).toBe(304)
  expect(await status('Sun, 22 Nov 2026 17:59:59 GMT')).toBe(200)
  expect(await status('yesterday')).toBe(200)
  // A tag that is sent is all that counts.
  expect(await status(changed, { 'if-none-match': '"other"' })).toBe(200)
})

test('where a reader came from makes no page of its own', async () => {
  const site = counting()
  const { url, cache } = await serve(site.handle)
  for (const address of ['/?a=1', '/?utm_source=letter&a=1', '/?a=1&fbclid=x']) await fetch(url + address)
  expect([site.made(), cache.size]).toEqual([1, 1])
})

test('who has the page already is told so, before it is kept and after', async () => {
  const { url, cache } = await serve(counting().handle)
  const etag = (await fetch(`${url}/`)).headers.get('etag') ?? ''
  for (const kept of [true, false]) {
    if (!kept) cache.empty()
    const site = await serve(async () => html('the same'))
    const first = await fetch(`${site.url}/`)
    if (!kept) site.cache.empty()
    const again = await fetch(`${site.url}/`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(again.headers.get('content-security-policy')).toContain('script-src')
    expect(await again.text()).toBe('')
  }
  expect((await fetch(`${url}/`, { headers: { 'if-none-match': `"other", ${etag}x` } })).status).toBe(200)
})

test('many who ask at once wait for one page', async () => {
  let made = 0
  const { url } = await serve(async () => {
    made += 1
    await new Promise((resolve) => setTimeout(resolve, 100))
    return html('slow')
  })
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/`)))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(made).toBe(1)
})

test.each([
  ['an error', () => ({ status: 500 })],
  ['a page that is not there', () => ({ status: 404 })],
  ['a page with a cookie', () => ({ headers: { 'set-cookie': 'a=b' } })],
  ['a page that nobody may keep', () => ({ headers: { 'cache-control': 'no-store' } })],
  ['a page for one reader', () => ({ headers: { 'cache-control': 'private, max-age=60' } })],
  ['a page that varies by something else', () => ({ headers: { vary: 'Cookie' } })],
] as [string, () => ResponseInit][])('%s is made anew each time', async (_what, init) => {
  const site = counting(init)
  const { url, cache } = await serve(site.handle)
  await fetch(`${url}/`)
  await fetch(`${url}/`)
  expect(site.made()).toBe(2)
  expect(cache.size).toBe(0)
})

test('a reader who may be signed in is answered anew, and others never get that page', async () => {
  const site = counting()
  const { url } = await serve(site.handle)
  for (const headers of [{ cookie: 'session=1' }, { authorization: 'Bearer 1' }]) await fetch(url, { headers })
  expect(await (await fetch(url)).text()).toContain('made 3;')
  expect(await (await fetch(url, { headers: { cookie: 'session=1' } })).text()).toContain('made 4;')
})

test('a page that cannot be made now is answered as it was', async () => {
  let fails = false
  let now = 0
  const { url, cache } = await serve(
    async () => (fails ? html('broken', { status: 500 }) : html('as it was')),
    {},
    () => now,
  )
  await fetch(`${url}/`)
  fails = true
  now = 60_000
  const answer = await fetch(`${url}/`)
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('as it was')])
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(cache.counts.stoodIn).toBe(1)
  cache.empty()
  expect((await fetch(`${url}/`)).status).toBe(500)
})

test('a change in the archive empties the cache of every process, after search has followed too', async () => {
  const database = await createTestDatabase()
  const search = await startSearch(database.db, { engine: 'built-in' })
  const caches = [new PageCache(2 ** 20), new PageCache(2 ** 20)]
  const following = await Promise.all(caches.map((cache) => followPublications(database.db, search, cache)))
  await database.db.pool.query(`INSERT INTO theme (slug, name) VALUES ('kindness', 'Kindness')`)
  await vi.waitFor(() => expect(caches.map(({ counts }) => counts.emptied)).toEqual([2, 2]), { timeout: 60_000 })
  await Promise.all(following.map((one) => one.stop()))
  await search.stop()
  await database.close()
})

test('one address is told to wait when it asks for too much, and pages in memory are not counted', async () => {
  const { url } = await serve(counting().handle, { rateLimit: 2 })
  const statuses = []
  for (let index = 0; index < 6; index += 1) statuses.push((await fetch(`${url}/people?page=${index}`)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429])
  const refused = await fetch(`${url}/people?page=new`)
  expect(refused.headers.get('retry-after')).toBe('1')
  expect(await refused.text()).toContain('Too much was asked from your address')
  expect(refused.headers.get('x-content-type-options')).toBe('nosniff')
  for (let index = 0; index < 20; index += 1) expect((await fetch(`${url}/people?page=0`)).status).toBe(200)
})

test('the id of a request is in the answer, in the log and in the sentence of a failure', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { url } = await serve(() => Promise.reject(new Error('a bug')))
  const answer = await fetch(`${url}/`, { headers: { 'x-request-id': 'not-to-be-believed' } })
  const id = answer.headers.get('x-request-id') ?? ''
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(await answer.text()).toContain(id)
  expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toMatchObject({
    level: 'error',
    requestId: id,
    error: { message: 'a bug' },
  })
})

test('what is no proper request gets a clear refusal with the security headers', async () => {
  const { port } = await serve(async () => html('a page'))
  const nonsense = await say(port, 'NONSENSE\r\n\r\n')
  expect(nonsense).toMatch(/^HTTP\/1\.1 400 .*This request is not understood/s)
  expect(nonsense).toContain('x-content-type-options: nosniff')
  const long = await say(port, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)
  expect(long).toMatch(/^HTTP\/1\.1 431 .*too long/s)
  for (const host of ['a b', 'a:b@host', 'host/path', '']) {
    const said = await say(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(said, host).toMatch(/^HTTP\/1\.1 400 .*nosniff/s)
  }
  for (const address of ['*', 'people', 'ftp://a:b@host/']) {
    const said = await say(port, `GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(said, address).toMatch(/^HTTP\/1\.1 400 .*nosniff/s)
  }
})

test('an address with an origin is that of its path, in the page cache too', async () => {
  const site = counting()
  const { port, cache } = await serve(site.handle)
  for (const address of ['/x?a=1', 'http://evil.example/x?a=1', 'HTTP://a:b@host/x?a=1', 'https://x/x?a=1']) {
    const said = await say(port, `GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(said, address).toMatch(/^HTTP\/1\.1 200 .*made 1;/s)
  }
  expect(cache.size).toBe(1)
})

test.each([200, 301, 304, 400, 404, 410, 416, 500, 503])(
  'an answer of %i has every security header',
  async (status) => {
    const { url } = await serve(async () =>
      status === 200 ? html('a page') : new Response(status === 304 ? null : 'words', { status }),
    )
    const answer = await fetch(url, { redirect: 'manual' })
    expect(answer.status).toBe(status)
    expect(SECURITY.filter((name) => !answer.headers.has(name))).toEqual([])
  },
)

test('what the server refuses or fails at by itself has every security header too', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { url, port } = await serve(() => Promise.reject(new Error('A bug')), { rateLimit: 1 })
  const statuses: number[] = []
  const long = 'a'.repeat(9000)
  for (const address of [`/?${long}`, `/?${'a&'.repeat(300)}`, '/1', '/2', '/3']) {
    const answer = await fetch(url + address)
    statuses.push(answer.status)
    expect(SECURITY.filter((name) => !answer.headers.has(name))).toEqual([])
  }
  statuses.push((await fetch(url, { method: 'POST', body: 'x' })).status)
  expect(statuses).toEqual([414, 400, 500, 500, 429, 405])
  for (const bytes of [
    'NONSENSE\r\n\r\n',
    `GET /${long.repeat(3)} HTTP/1.1\r\n\r\n`,
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n',
  ]) {
    const said = await say(port, bytes)
    expect(SECURITY.filter((name) => !said.includes(`\r\n${name}: `))).toEqual([])
  }
  log.mockRestore()
})

test('an address with too many parameters is refused, one with every facet chosen is not', async () => {
  const { url } = await serve(async () => html('a page'))
  const query = (count: number) => Array.from({ length: count }, (_, index) => `speaker=s${index}`).join('&')
  expect((await fetch(`${url}/search?${query(100)}`)).status).toBe(200)
  const refused = await fetch(`${url}/search?${query(201)}`)
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('too many things')])
})
