import zlib from 'node:zlib'

import { expect, test } from 'vitest'

import { keptPage, PageCache } from './page-cache.ts'

const HTML = { 'content-type': 'text/html', etag: 'W/"1"', vary: 'Accept-Encoding' }

function page(text = 'kindness '.repeat(300), at = 0) {
  return keptPage(new Headers(HTML), Buffer.from(text), at)
}

test('a page is given until it is thirty seconds old', () => {
  let now = 0
  const cache = new PageCache(2 ** 20, () => now)
  cache.begin('/').keep(page())
  now = 30_000
  expect(cache.get('/')?.etag).toBe('W/"1"')
  now = 30_001
  expect(cache.get('/')).toBeUndefined()
})

test('an old page stands in for one that cannot be made, for ten minutes and not after a change', () => {
  let now = 0
  const cache = new PageCache(2 ** 20, () => now)
  cache.begin('/').keep(page())
  now = 60_000
  expect(cache.begin('/').standIn?.etag).toBe('W/"1"')
  now = 60_000 * 11
  expect(cache.begin('/').standIn).toBeNull()
  now = 0
  cache.empty()
  expect(cache.begin('/').standIn).toBeNull()
})

test('what was begun before a change is not kept, nor given to those who waited for it', async () => {
  const cache = new PageCache(2 ** 20, () => 0)
  const before = cache.begin('/')
  cache.empty()
  expect(cache.underWay('/')).toBeUndefined()
  const after = cache.begin('/')
  before.keep(page('as it was'))
  expect(await before.outcome).toBeNull()
  expect(cache.get('/')).toBeUndefined()
  expect(cache.underWay('/')).toBe(after)
  after.keep(page('as it is'))
  expect((await after.outcome)?.body.toString()).toBe('as it is')
})

test('the longest unused pages go when the room is used up, their encodings counted', async () => {
  const cache = new PageCache(100_000, () => 0)
  const text = Array.from({ length: 9000 }, (_, index) => String.fromCharCode(65 + ((index * 7919) % 57))).join('')
  for (const key of ['/a', '/b', '/c', '/d']) cache.begin(key).keep(page(text))
  cache.get('/a')
  for (let index = 0; index < 20; index += 1) {
    const key = `/${index}`
    const kept = page(text)
    cache.begin(key).keep(kept)
    cache.get('/a')
    const before = cache.bytes
    const { body } = await cache.encode(key, kept, 'gzip')
    expect(cache.bytes).toBeLessThanOrEqual(before + body.byteLength)
    expect(cache.bytes).toBeLessThanOrEqual(100_000)
  }
  expect(cache.get('/a')).toBeDefined()
  expect(cache.get('/b')).toBeUndefined()
  cache.empty()
  expect([cache.bytes, cache.size]).toEqual([0, 0])
})

test('a page that would fill the cache by itself is not kept', () => {
  const cache = new PageCache(1000, () => 0)
  cache.begin('/').keep(page())
  expect([cache.bytes, cache.size]).toEqual([0, 0])
})

test('a page of an eighth of the room is kept, and no larger one', () => {
  const { byteLength } = page().body
  const roomy = new PageCache(byteLength * 8, () => 0)
  roomy.begin('/').keep(page())
  expect(roomy.size).toBe(1)
  const narrow = new PageCache(byteLength * 8 - 1, () => 0)
  narrow.begin('/').keep(page())
  expect(narrow.size).toBe(0)
})

test('each encoding is the same page, and only what shrinks is compressed', async () => {
  const cache = new PageCache(2 ** 20)
  const kept = page()
  const { body: plain } = await cache.encode('/', kept, 'identity')
  const brotli = await cache.encode('/', kept, 'br')
  expect(zlib.brotliDecompressSync(brotli.body)).toEqual(plain)
  expect(zlib.gunzipSync((await cache.encode('/', kept, 'gzip')).body)).toEqual(plain)
  expect(brotli.headers).toContain('content-encoding')
  const short = page('short')
  expect((await cache.encode('/', short, 'br')).headers).not.toContain('content-encoding')
})

test('what is kept holds no more memory than is counted', async () => {
  const cache = new PageCache(2 ** 20)
  const text = Buffer.from('kindness '.repeat(3000))
  const kept = keptPage(new Headers(HTML), text, 0, { coding: 'br', body: zlib.brotliCompressSync(text) })
  await cache.encode('/', kept, 'gzip')
  for (const { body } of kept.ready.values()) {
    expect(body.byteLength).toBeLessThan(1000)
    expect(body.buffer.byteLength - body.byteLength).toBeLessThanOrEqual(2048)
  }
})
