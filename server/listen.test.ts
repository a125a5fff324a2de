import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'

import { expect, test, vi } from 'vitest'

import { freePort } from '#tests/support/free-port.ts'
import { say } from '#tests/support/say.ts'

import { listen } from './listen.ts'

/** Vitest alone would give up after a second, and a busy machine takes longer. */
const WAIT_MS = 20_000

const HOST = '127.0.0.1'

test('a request is answered under the address that was asked for, repaired where it cannot be decoded', async () => {
  const port = await freePort()
  const server = await listen({ host: HOST, port }, (request) => new Response(new URL(request.url).pathname))
  expect(await (await fetch(`http://${HOST}:${port}/people/%ff`)).text()).toBe('/people/%25ff')
  await server.close()
})

test('a taken port is an error that names it', async () => {
  const port = await freePort()
  const server = await listen({ host: HOST, port }, () => new Response(''))
  await expect(listen({ host: HOST, port }, () => new Response(''))).rejects.toThrow(`Port ${port} is taken`)
  await server.close()
})

test('closing finishes the answer that is under way, and takes no new request', async () => {
  const port = await freePort()
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const server = await listen({ host: HOST, port }, async () => {
    await finished
    return new Response('whole')
  })
  const answer = fetch(`http://${HOST}:${port}/`)
  await once(server.http, 'request')
  const closed = server.close()
  await vi.waitFor(() => expect(server.http.listening).toBe(false), WAIT_MS)
  await expect(fetch(`http://${HOST}:${port}/`)).rejects.toThrow()
  finish()
  expect(await (await answer).text()).toBe('whole')
  await closed
})

test('closing answers every connection that is waiting to be taken', async () => {
  const port = await freePort()
  const server = await listen({ host: HOST, port }, () => new Response('whole'))
  const said = Array.from({ length: 40 }, () => say(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
  // Now the system has them, and the server has not looked yet.
  await new Promise(process.nextTick)
  await server.close()
  expect((await Promise.all(said)).filter((answer) => !answer.endsWith('whole'))).toEqual([])
})

test('closing does not wait for connections that are kept open, nor for channels of hot reload', async () => {
  const port = await freePort()
  const server = await listen({ host: HOST, port }, () => new Response('ok'), { channels: true })
  const agent = new http.Agent({ keepAlive: true })
  const [answer] = (await once(http.get({ host: HOST, port, agent }), 'response')) as [http.IncomingMessage]
  answer.resume()
  await once(answer, 'end')
  server.http.on('upgrade', (_request, socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'))
  const channel = net.connect(port, HOST)
  channel.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  await once(channel, 'data')
  await server.close()
  agent.destroy()
})

test('closing does not wait for a connection that was opened ahead and never asked on', { timeout: 5000 }, async () => {
  const port = await freePort()
  const server = await listen({ host: HOST, port }, () => new Response('ok'))
  const ahead = net.connect(port, HOST)
  await once(ahead, 'connect')
  await Promise.all([once(ahead, 'close'), server.close()])
})

test.each(['h2c', 'websocket', 'TLS/1.0'])('who offers to go on with %s is answered as ever', async (protocol) => {
  const port = await freePort()
  const server = await listen({ host: HOST, port }, () => new Response('ok'))
  const offer = `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: ${protocol}\r\nHTTP2-Settings: AAMAAABk`
  const said = await say(port, `GET / HTTP/1.1\r\nHost: x\r\n${offer}\r\n\r\n`, /ok$/)
  expect(said).toMatch(/^HTTP\/1\.1 200 .*ok$/s)
  await server.close()
})

test.each([
  ['headers', 'GET / HTTP/1.1\r\nHost: x\r\nAccept'],
  ['body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nfour'],
])('%s that do not arrive in time are a 408', async (_what, bytes) => {
  const port = await freePort()
  const limits = { headersMs: 100, requestMs: 200 }
  const slurp = async (request: Request) => new Response(await request.text().catch(() => 'half of it'))
  const server = await listen({ host: HOST, port }, slurp, { limits })
  expect(await say(port, bytes)).toMatch(/^HTTP\/1\.1 408 .*nosniff.*took too long to arrive/s)
  await server.close()
})

test('a reader who stops reading is cut off, and what was read for them is let go', async () => {
  const port = await freePort()
  let letGo = () => {}
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const endless = () =>
    new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)), cancel: letGo })
  const limits = { silenceMs: 200 }
  const server = await listen({ host: HOST, port }, () => new Response(endless()), { limits })
  const socket = net.connect(port, HOST, () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
  socket.pause()
  await isLetGo
  socket.destroy()
  await server.close()
})

test('nonsense that comes while a file is sent breaks off, and is not answered in the middle of it', async () => {
  const port = await freePort()
  const slow = () => new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('the beginning')) })
  const server = await listen({ host: HOST, port }, () => new Response(slow()))
  const socket = net.connect(port, HOST, () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
  let said = ''
  socket.on('data', (chunk) => {
    said += chunk.toString()
    if (said.includes('the beginning')) socket.write('NONSENSE\r\n\r\n')
  })
  socket.on('error', () => undefined)
  await once(socket, 'close')
  expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1)
  await server.close()
})
