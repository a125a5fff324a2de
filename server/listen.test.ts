import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'

import { expect, test } from 'vitest'

import { freePort } from '#tests/support/free-port.ts'

import { listen } from './listen.ts'

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
  await expect(fetch(`http://${HOST}:${port}/`)).rejects.toThrow()
  finish()
  expect(await (await answer).text()).toBe('whole')
  await closed
})

test('closing does not wait for connections that are kept open, nor for channels of hot reload', async () => {
  const port = await freePort()
  const server = await listen({ host: HOST, port }, () => new Response('ok'))
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
