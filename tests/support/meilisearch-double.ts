import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the double was asked it. */
export type Asked = { method: string; path: string; body: string }

/** What it answers: a status and a body, or nothing at all (the request is left hanging). */
export type Answer = { status: number; body: unknown } | 'hangs'

export type MeilisearchDouble = {
  url: string
  /** Everything that it was asked so far. */
  asked: Asked[]
  /** Answers from here on as `answer` says. */
  answers: (answer: (asked: Asked) => Answer) => void
  close: () => Promise<void>
}

/**
 * NOT a Meilisearch: an HTTP server that gives answers recorded from a real one (version 1.50), for machines that have
 * none and for failures that a real one cannot be made to show. It finds nothing and indexes nothing.
 */
export async function startMeilisearchDouble(): Promise<MeilisearchDouble> {
  let respond: (asked: Asked) => Answer = () => ({ status: 200, body: {} })
  const asked: Asked[] = []
  const server = http.createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', body }
      asked.push(one)
      const answer = respond(one)
      if (answer === 'hangs') return
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answers: (answer) => {
      respond = answer
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** A refusal as Meilisearch words it. */
export function refusal(status: number, code: string, type: 'auth' | 'invalid_request' | 'internal'): Answer {
  return { status, body: { message: `refused: ${code}`, code, type, link: `https://docs.example.org/errors#${code}` } }
}

/** The answer to what makes a task. */
export function enqueued(taskUid: number): Answer {
  return {
    status: 202,
    body: {
      taskUid,
      indexUid: 'archive',
      status: 'enqueued',
      type: 'documentAdditionOrUpdate',
      enqueuedAt: '2026-11-22T10:00:00Z',
    },
  }
}

/** A task that has ended. */
export function ended(uid: number, error: { message: string; code: string; type: string } | null): Answer {
  const status = error ? 'failed' : 'succeeded'
  return {
    status: 200,
    body: { uid, indexUid: 'archive', status, type: 'documentAdditionOrUpdate', error, details: {} },
  }
}
