import { once } from 'node:events'
import net from 'node:net'

import { expect, test, vi } from 'vitest'

import { configureLog } from '#app/platform/log.server.ts'
import { askSite } from '#server/ask-site.ts'
import { TURN_LIMITS, Turns } from '#server/turns.ts'
import { say } from '#tests/support/say.ts'

import { counting, html, serve } from './server-fixture.ts'

/** Vitest alone would give up after a second, and a busy machine takes longer. */
const WAIT_MS = 60_000

test('what no page reads makes no page, nor does another order or spelling of what it reads', async () => {
  const site = counting()
  const { url, cache } = await serve(site.handle)
  for (let index = 0; index < 50; index += 1) await fetch(`${url}/people?page=2&${index}=x&random=${index}`)
  for (const query of [
    'letter=A&page=2',
    'page=2&letter=A',
    'letter=%41&page=2&page=3',
    'page=2&_data=root&letter=A',
  ]) {
    await fetch(`${url}/people?${query}`)
  }
  expect([site.made(), cache.size]).toEqual([2, 2])
})

test('one page in any number of spellings of its path takes no room', async () => {
  const site = counting()
  const { url, cache } = await serve(site.handle)
  for (const path of ['/People', '/people/', '/people//', '/%70eople', '/__manifest?p=a']) await fetch(url + path)
  expect([site.made(), cache.size]).toEqual([5, 0])
})

test('a request that names two hosts, or none that is one, is no request, in the page cache neither', async () => {
  const { url, port } = await serve(counting().handle)
  await fetch(url)
  for (const hosts of ['Host: x\r\nHost: y', 'Host: x\r\nhost: x', 'Host: x, y', 'Host: a b', 'Host:', 'Host: x/y']) {
    const said = await say(port, `GET / HTTP/1.1\r\n${hosts}\r\nConnection: close\r\n\r\n`)
    expect(said, hosts).toMatch(/^HTTP\/1\.1 400 .*nosniff/s)
  }
  for (const host of ['x', 'x.example:80', '127.0.0.1:3000', '[::1]:3000', 'xn--4ca.example', 'a_b']) {
    expect(await say(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`), host).toContain('200 OK')
  }
})

test('what any stranger can send fills no log', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { url, port } = await serve(counting().handle)
  configureLog({ format: 'json', level: 'info' })
  const body = 'Content-Length: 1000\r\n\r\nfour'
  const broken = [
    `POST /search HTTP/1.1\r\nHost: x\r\n${body}`,
    `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfo`,
  ]
  for (const bytes of broken) {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes, () => socket.destroy()))
    await once(socket, 'close')
  }
  for (const bytes of ['NONSENSE\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', '\u0000']) {
    await say(port, `${bytes}\r\n\r\n`)
  }
  for (const method of ['POST', 'PUT', 'PROPFIND']) await (await fetch(url, { method })).text()
  for (const path of ['/livez', '/readyz', `/?${'a'.repeat(9000)}`]) await (await fetch(url + path)).text()
  // A request that is logged comes last, and with it what was logged before.
  await (await fetch(`${url}/people`)).text()
  await vi.waitFor(() => expect(written.mock.calls.join('')).toContain('/people'), WAIT_MS)
  const lines = written.mock.calls
    .map(([text]) => String(text))
    .join('')
    .trim()
    .split('\n')
  written.mockRestore()
  expect(lines.map((line) => (JSON.parse(line) as { path: string }).path)).toEqual(['/people'])
})

test('a reader is answered while another address has any number of pages waiting, of the same page too', async () => {
  const begun: string[] = []
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const handle = askSite(
    async (request) => {
      const { pathname, search } = new URL(request.url)
      begun.push(pathname + search)
      if (search !== '?page=7') await finished
      return html('a page')
    },
    { databaseAnswers: async () => true, turns: new Turns({ ...TURN_LIMITS, turnMs: 60_000 }) },
  )
  const { url } = await serve(handle, { trustProxy: 'x-forwarded-for' })
  const ask = (page: number, address: string) =>
    fetch(`${url}/people?page=${page}`, { headers: { 'x-forwarded-for': address } })
  const flood = Array.from({ length: 60 }, (_, index) => ask(index + 1, '198.51.100.66'))
  await vi.waitFor(() => expect(begun).toHaveLength(2), WAIT_MS)
  expect((await ask(7, '203.0.113.1')).status).toBe(200)
  expect(begun).toHaveLength(3)
  finish()
  const statuses = await Promise.all(flood.map(async (answer) => (await answer).status))
  expect(new Set(statuses)).toEqual(new Set([200]))
})

test('three hundred people behind one address open a page at once, and none is refused', async () => {
  const site = counting()
  const handle = askSite(site.handle, { databaseAnswers: async () => true })
  const { url } = await serve(handle, { rateLimit: 600 })
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, person) => fetch(`${url}/people?page=${person % 150}`)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  // Those who asked for the same page waited for one.
  expect(site.made()).toBe(150)
})
