import { getEventListeners } from 'node:events'

import { expect, test } from 'vitest'

import { noteOutage } from '#app/platform/outage.server.ts'

import { askSite } from './ask-site.ts'
import { TURN_LIMITS, Turns } from './turns.ts'

const ID = 'request-of-a-test'

function request(): Request {
  return new Request('http://site.example/', { headers: { 'x-request-id': ID } })
}

function page(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/html' } })
}

test('a request whose database was away is asked again when it is back', async () => {
  let asked = 0
  let questions = 0
  const ask = askSite(
    async () => {
      asked += 1
      if (asked > 2) return page('as ever')
      noteOutage(ID)
      return page('failed', 500)
    },
    { databaseAnswers: async () => (questions += 1) > 2 },
  )
  expect(await (await ask(request())).text()).toBe('as ever')
  expect(asked).toBe(3)
})

test('a database that stays away is told with a page that tries again by itself', async () => {
  const ask = askSite(
    async () => {
      noteOutage(ID)
      return page('failed', 500)
    },
    { databaseAnswers: async () => false, outageLimitMs: 200 },
  )
  const answer = await ask(request())
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await answer.text()).toContain('cannot be reached for a moment')
})

test('a question to a database that hangs is not waited for beyond that time', async () => {
  const ask = askSite(
    async () => {
      noteOutage(ID)
      return page('failed', 500)
    },
    { databaseAnswers: () => new Promise(() => undefined), outageLimitMs: 200 },
  )
  expect((await ask(request())).status).toBe(503)
})

test('a database that hangs is told at the end of the same time, though nothing fails', async () => {
  let aborted = false
  const ask = askSite(
    (asked) =>
      new Promise(() => {
        asked.signal.addEventListener('abort', () => (aborted = true))
      }),
    { databaseAnswers: async () => false, outageLimitMs: 50 },
  )
  const answer = await ask(request())
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await answer.text()).toContain('cannot be reached for a moment')
  expect(aborted).toBe(true)
})

test('an answer that is slow while the database answers is waited for', async () => {
  let questions = 0
  let answer: (made: Response) => void = () => undefined
  const made = new Promise<Response>((resolve) => (answer = resolve))
  const ask = askSite(() => made, {
    databaseAnswers: async () => {
      questions += 1
      answer(page('slow'))
      return true
    },
    outageLimitMs: 1,
  })
  expect(await (await ask(request())).text()).toBe('slow')
  expect(questions).toBe(1)
})

test('a failure of ours is not asked again', async () => {
  let asked = 0
  const ask = askSite(
    async () => {
      asked += 1
      return page('a bug', 500)
    },
    { databaseAnswers: async () => true },
  )
  expect(await (await ask(request())).text()).toBe('a bug')
  expect(asked).toBe(1)
})

test('a page that takes too long is given up, and what makes it is told', async () => {
  let given: AbortSignal | undefined
  const ask = askSite(
    ({ signal }) => {
      given = signal
      return new Promise(() => undefined)
    },
    { databaseAnswers: async () => true, answerLimitMs: 20 },
  )
  expect((await ask(request())).status).toBe(503)
  expect(given?.aborted).toBe(true)
})

test('the request of a page ends with its answer, and that of a file stays open for its stream', async () => {
  let given: AbortSignal | undefined
  const answering = (type: string, more: Record<string, string> = {}) =>
    askSite(
      async ({ signal }) => {
        given = signal
        return new Response('whole', { headers: { 'content-type': type, ...more } })
      },
      { databaseAnswers: async () => true },
    )
  expect(await (await answering('text/html')(request())).text()).toBe('whole')
  expect(given?.aborted).toBe(true)
  await answering('video/mp4')(request())
  expect(given?.aborted).toBe(false)
  await answering('text/html', { 'accept-ranges': 'bytes' })(request())
  expect(given?.aborted).toBe(false)
})

test('what ends a page with its reader is let go when the page is made, or the request would never be forgotten', async () => {
  const asked = request()
  await askSite(async () => page('whole'), { databaseAnswers: async () => true })(asked)
  expect(getEventListeners(asked.signal, 'abort')).toHaveLength(0)
})

test('who asks about a page is told what its content would tell, and who asks about a file makes it count for nothing', async () => {
  const methods: string[] = []
  const ask = askSite(
    async ({ method, url }) => {
      methods.push(method)
      const headers = { 'content-type': url.endsWith('.pdf') ? 'application/pdf' : 'text/html' }
      // As Remix does it.
      return new Response(method === 'HEAD' ? null : 'whole', { headers })
    },
    { databaseAnswers: async () => true },
  )
  expect(await (await ask(new Request('http://site.example/', { method: 'HEAD' }))).text()).toBe('whole')
  expect(methods.splice(0)).toEqual(['HEAD', 'GET'])
  await ask(new Request('http://site.example/sheet.pdf', { method: 'HEAD' }))
  expect(methods).toEqual(['HEAD'])
})

test('a request gives its turn back however it ends, and waits for the database without one', async () => {
  const turns = new Turns({ ...TURN_LIMITS, atOnce: 1, ofOneAddress: 1 })
  let answeredMeanwhile = 0
  const ask = askSite(
    async (asked) => {
      const { pathname } = new URL(asked.url)
      if (pathname === '/bug') throw new Error('a bug')
      if (pathname === '/about') return page('answered meanwhile')
      noteOutage(ID)
      return page('failed', 500)
    },
    {
      databaseAnswers: async () => {
        const { status } = await ask(new Request('http://site.example/about'), { address: 'elsewhere' })
        answeredMeanwhile = status
        return false
      },
      outageLimitMs: 50,
      turns,
    },
  )
  await expect(ask(new Request('http://site.example/bug'))).rejects.toThrow('a bug')
  expect((await ask(request())).status).toBe(503)
  expect(answeredMeanwhile).toBe(200)
  expect(Reflect.get(turns, 'lines')).toEqual(new Map())
})
