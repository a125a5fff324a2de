import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import zlib from 'node:zlib'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { wholeAnswer } from '#app/platform/whole-body.server.ts'

import { createApp, createWaitingApp, type AppOptions } from './app.ts'

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const PAGE = `<!doctype html><title>Kindness</title><script>one()</script><p>${'compassion '.repeat(300)}</p>`

let clientFolder = ''

beforeAll(() => {
  clientFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'client-'))
  fs.mkdirSync(path.join(clientFolder, 'assets'))
  const script = 'export const words = 1\n'.repeat(200)
  fs.writeFileSync(path.join(clientFolder, 'assets', 'page-abc123.js'), script)
  fs.writeFileSync(path.join(clientFolder, 'assets', 'page-abc123.js.gz'), zlib.gzipSync(script))
  fs.writeFileSync(path.join(clientFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
})

afterAll(() => fs.rmSync(clientFolder, { recursive: true }))

function appThatAnswers(answer: () => Response, options: Partial<AppOptions> = {}) {
  return createApp({ handle: async () => answer(), clientFolder, https: false, development: false, ...options })
}

test('a page is compressed once, whole, and says that it varies', async () => {
  const app = appThatAnswers(() => new Response(PAGE, { headers: HTML }))
  const answer = await app.request('/', { headers: { 'accept-encoding': 'gzip, br' } })
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  const body = Buffer.from(await answer.arrayBuffer())
  expect(answer.headers.get('content-length')).toBe(String(body.byteLength))
  expect(zlib.brotliDecompressSync(body).toString()).toBe(PAGE)
})

test('a client that accepts no encoding gets the page as it is, and it still says that it varies', async () => {
  const answer = await appThatAnswers(() => new Response(PAGE, { headers: HTML })).request('/')
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  expect(await answer.text()).toBe(PAGE)
})

test('the policy of a page allows the inline script of its renderer by its hash, and none that stands in it besides', async () => {
  const stored = await appThatAnswers(() => new Response(PAGE, { headers: HTML })).request('/')
  expect(stored.headers.get('content-security-policy')).not.toContain('sha256-')
  const answer = await appThatAnswers(() => wholeAnswer(Buffer.from(PAGE), { headers: HTML }, ['one()'])).request('/')
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self' 'sha256-")
  expect(policy).toContain("frame-ancestors 'self'")
})

test('a policy that a route has set stays', async () => {
  const headers = { ...HTML, 'content-security-policy': 'frame-ancestors *' }
  const answer = await appThatAnswers(() => new Response(PAGE, { headers })).request('/')
  expect(answer.headers.get('content-security-policy')).toBe('frame-ancestors *')
})

test('a film, a range and a file that is served in ranges pass uncompressed', async () => {
  const accept = { headers: { 'accept-encoding': 'br' } }
  const text = 'x'.repeat(5000)
  const film = appThatAnswers(() => new Response(text, { headers: { 'content-type': 'video/mp4' } }))
  expect((await film.request('/', accept)).headers.get('content-encoding')).toBeNull()
  const part = appThatAnswers(() => new Response(text, { status: 206, headers: { 'content-type': 'text/plain' } }))
  expect((await part.request('/', accept)).headers.get('content-encoding')).toBeNull()
  const file = appThatAnswers(
    () => new Response(text, { headers: { 'content-type': 'text/plain', 'accept-ranges': 'bytes' } }),
  )
  expect((await file.request('/', accept)).headers.get('content-encoding')).toBeNull()
})

test('a strong ETag becomes weak when its body is compressed', async () => {
  const app = appThatAnswers(() => new Response(PAGE, { headers: { ...HTML, etag: '"1"' } }))
  expect((await app.request('/', { headers: { 'accept-encoding': 'br' } })).headers.get('etag')).toBe('W/"1"')
  expect((await app.request('/')).headers.get('etag')).toBe('"1"')
})

test('every answer has the security headers, errors and files too', async () => {
  const app = appThatAnswers(() => new Response('no', { status: 404 }), { https: true })
  for (const address of ['/', '/livez', '/favicon.svg', `/${'x'.repeat(9000)}`]) {
    const { headers } = await app.request(address)
    expect(headers.get('x-content-type-options'), address).toBe('nosniff')
    expect(headers.get('referrer-policy'), address).toBe('strict-origin-when-cross-origin')
    expect(headers.get('content-security-policy'), address).toContain("frame-ancestors 'self'")
    expect(headers.get('strict-transport-security'), address).toContain('max-age=')
  }
})

test('without HTTPS nothing is said about transport', async () => {
  const { headers } = await appThatAnswers(() => new Response('')).request('/')
  expect(headers.get('strict-transport-security')).toBeNull()
})

test('a file of the build is kept for a year, compressed, and answered with 304 when it is known', async () => {
  const app = appThatAnswers(() => new Response('page'))
  const answer = await app.request('/assets/page-abc123.js', { headers: { 'accept-encoding': 'gzip' } })
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(zlib.gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toContain('words = 1')
  const again = await app.request('/assets/page-abc123.js', {
    headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
  expect((await app.request('/favicon.svg')).headers.get('cache-control')).toBe('public, max-age=3600')
})

test('only files of the folder are served: all else is for the site to answer', async () => {
  const app = appThatAnswers(() => new Response('the site answered'))
  for (const address of [
    '/assets/page-abc123.js.gz',
    '/assets/missing.js',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets',
  ]) {
    expect(await (await app.request(address)).text(), address).toBe('the site answered')
  }
})

test('an address that is too long is a 414 and a body that is too large a 413', async () => {
  const app = appThatAnswers(() => new Response('page'))
  expect((await app.request(`/search?q=${'x'.repeat(9000)}`)).status).toBe(414)
  const body = 'x'.repeat(1024 * 1024 + 1)
  const headers = { 'content-length': String(body.length) }
  expect((await app.request('/contact', { method: 'POST', body, headers })).status).toBe(413)
})

test('what is sent is a 405 that says what is allowed, and never reaches the site, also from another site', async () => {
  let reached = 0
  const app = appThatAnswers(() => {
    reached += 1
    return new Response('the site answered')
  })
  const elsewhere = { origin: 'https://elsewhere.example' }
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
    for (const address of ['/', '/search.json', '/search.data', '/livez', '/files/x/y']) {
      const answer = await app.request(address, { method, headers: elsewhere })
      expect(answer.status, `${method} ${address}`).toBe(405)
      expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
      expect(await answer.text()).toContain('can only be read')
    }
  }
  const options = await app.request('/search', { method: 'OPTIONS' })
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
  expect(reached).toBe(0)
  expect((await app.request('/search', { method: 'HEAD' })).status).toBe(200)
})

test('a failure is told to the log and not to the reader', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const app = createApp({
    handle: () => Promise.reject(new Error('the secret')),
    clientFolder: undefined,
    https: false,
    development: false,
  })
  const answer = await app.request('/')
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('secret')
  expect(log).toHaveBeenCalled()
})

test('while the archive is being opened pages are a 503 that says when to come back, and the process is alive', async () => {
  const app = createWaitingApp()
  const page = await app.request('/search')
  expect(page.status).toBe(503)
  expect(page.headers.get('retry-after')).toBe('2')
  expect((await app.request('/livez')).status).toBe(200)
  const ready = await app.request('/readyz')
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ checks: { migrated: false, database: false } })
})

test('who only asks about a page gets the headers of a page, and nothing else', async () => {
  const app = appThatAnswers(() => wholeAnswer(Buffer.from(PAGE), { headers: HTML }, ['one()']))
  for (const encoding of ['br', 'identity']) {
    const headers = { 'accept-encoding': encoding }
    const page = await app.request('/', { headers })
    const asked = await app.request('/', { method: 'HEAD', headers })
    expect([...asked.headers]).toEqual([...page.headers])
    expect(asked.headers.get('content-security-policy')).toContain("script-src 'self' 'sha256-")
    expect(await asked.text()).toBe('')
  }
})

test('a stored file in HTML stays what it is, whatever stands in it', async () => {
  const file = { ...HTML, etag: '"sha"', 'content-security-policy': 'sandbox' }
  for (const more of [{ 'accept-ranges': 'bytes' }, { 'content-disposition': 'attachment; filename="a.html"' }]) {
    for (const method of ['GET', 'HEAD']) {
      const app = appThatAnswers(() => new Response(PAGE, { headers: { ...file, ...more } }))
      const { headers } = await app.request('/', { method })
      expect(headers.get('content-security-policy')).toBe('sandbox')
      expect(headers.get('etag')).toBe('"sha"')
    }
  }
})
