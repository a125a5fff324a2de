import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the double was asked it. */
export type Asked = { method: string; path: string; body: string; at: number }

/** What it answers, at once or after a while: a status and a body. */
export type Said = { status: number; body: unknown; afterMs?: number }
/** Or nothing at all: the request is left hanging. */
export type Answer = Said | 'hangs'

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
      const one = { method: request.method ?? '', path: request.url ?? '', body, at: performance.now() }
      asked.push(one)
      const answer = respond(one)
      if (answer === 'hangs') return
      const send = () => {
        response.writeHead(answer.status, { 'content-type': 'application/json' })
        response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
      }
      if (answer.afterMs === undefined) send()
      else setTimeout(send, answer.afterMs)
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

type ErrorType = 'auth' | 'invalid_request' | 'internal' | 'system'

/** A refusal as Meilisearch words it. */
export function refusal(status: number, code: string, type: ErrorType): Said {
  return { status, body: { message: `refused: ${code}`, code, type, link: `https://docs.example.org/errors#${code}` } }
}

/** The answer to what makes a task. */
export function enqueued(taskUid: number): Said {
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

/** Why a task failed; null for one that succeeded. */
export type Failure = { message: string; code: string; type: string } | null

/** A task that has ended. */
export function ended(uid: number, error: Failure): Said {
  const status = error ? 'failed' : 'succeeded'
  return {
    status: 200,
    body: { uid, indexUid: 'archive', status, type: 'documentAdditionOrUpdate', error, details: {} },
  }
}

/** A task that is being worked at. */
export function processing(uid: number): Said {
  const task = { uid, indexUid: 'archive', status: 'processing', type: 'documentAdditionOrUpdate', error: null }
  return { status: 200, body: task }
}

/** An answer to a `multiSearch` that finds nothing. */
export function nothingFound({ body }: Asked): Said {
  const { queries } = JSON.parse(body) as { queries: unknown[] }
  return { status: 200, body: { results: queries.map(() => ({ hits: [], totalHits: 0, facetDistribution: {} })) } }
}
