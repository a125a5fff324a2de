import { setTimeout as sleep } from 'node:timers/promises'

import { takeOutage } from '#app/platform/outage.server.ts'
import { ownScriptsOf, wholeAnswer, wholeBodyOf } from '#app/platform/whole-body.server.ts'

import { isFile } from './is-file.ts'
import { pageKey } from './page-key.ts'
import { plainText } from './plain-text.ts'
import type { RequestHandler } from './remix-build.ts'
import { REQUEST_ID } from './request-id.ts'
import { Turns, type Refusal } from './turns.ts'
import { waitingPage } from './waiting-page.ts'

/** What takes longer helps nobody, and holds what others need. */
const ANSWER_LIMIT_MS = 30_000
/** A restart of Postgres takes about a second; a reader waits as long as for a slow page. */
const OUTAGE_LIMIT_MS = 10_000
const OUTAGE_POLL_MS = 100
/** A database that hangs breaks nothing off: whoever has waited for nearly as long asks whether it answers. */
const PROBE_TAKES_MS = 2000
const PROBE_AGAIN_MS = 1000

export type AskOptions = {
  /** Whether the database answers. */
  databaseAnswers: () => Promise<boolean>
  answerLimitMs?: number
  outageLimitMs?: number
  turns?: Turns
}

/** Who asks for something that has to be made: an address, and what to tell when its turn has come. */
export type Asker = { address: string; onTurn?: (() => void) | undefined }

export type Site = (request: Request, asker?: Asker) => Promise<Response>

const NOBODY: Asker = { address: '' }

/**
 * The site's request handler with what a server owes it: an end to each request, which frees what Remix holds for five
 * seconds otherwise; a limit of time; a fair turn among all addresses; and patience while Postgres restarts.
 */
export function askSite(handle: RequestHandler, options: AskOptions): Site {
  const { databaseAnswers, answerLimitMs = ANSWER_LIMIT_MS, outageLimitMs = OUTAGE_LIMIT_MS } = options
  const { turns = new Turns() } = options

  return async (request, asker = NOBODY) => {
    // What is sent can be read once only.
    if (request.method !== 'GET' && request.method !== 'HEAD') return handle(request)
    let deadline = 0
    for (;;) {
      const turn = await turns.take(asker.address, request.signal)
      if (turn.refused !== null) return refused(turn.refused)
      asker.onTurn?.()
      // Whoever has waited for a turn is no less patient with the database.
      deadline ||= Date.now() + outageLimitMs
      const answer = await ask(request, deadline).finally(turn.end)
      if (answer.status < 500 || !failedInOutage(request)) return answer
      if (!(await isBackBy(deadline))) return away()
    }
  }

  async function ask(request: Request, deadline: number): Promise<Response> {
    const end = new AbortController()
    const letGo = forwardAbort(request.signal, end)
    const own = new Request(addressRead(request.url), {
      method: request.method,
      headers: request.headers,
      signal: end.signal,
    })
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), answerLimitMs)
    })
    const watch = watchDatabase(deadline)
    const answer = await Promise.race([handle(own), limit, watch.hangs]).finally(() => {
      clearTimeout(timer)
      watch.end()
    })
    if (answer === 'away') {
      letGo()
      end.abort(new Error('The database does not answer.'))
      return away()
    }
    if (answer === 'late') {
      letGo()
      end.abort(new Error('The answer took too long.'))
      return waitingPage('This page takes too long to make just now.', 10)
    }
    if (!isMadeByRemix(answer)) return answer
    letGo()
    if (request.method === 'HEAD') {
      end.abort()
      // Its headers tell of its content, which Remix has thrown away: tag, length, and the scripts in its policy.
      return ask(new Request(request.url, { headers: request.headers, signal: request.signal }), deadline)
    }
    const body = await wholeBodyOf(answer)
    end.abort()
    const { status, statusText, headers } = answer
    return wholeAnswer(body, { status, statusText, headers }, ownScriptsOf(answer))
  }

  /**
   * Resolves when a request has waited until `deadline` and the database does not answer. A timer, and no signal: every
   * request begins a watch and ends it, and an abort costs more than all else that is done here.
   */
  function watchDatabase(deadline: number): { hangs: Promise<'away'>; end: () => void } {
    let timer: NodeJS.Timeout | undefined
    let isOver = false
    const hangs = new Promise<'away'>((resolve, reject) => {
      const lookIn = (ms: number) => {
        if (!isOver) timer = setTimeout(() => void look().catch(reject), ms)
      }
      const look = async () => ((await databaseAnswers()) ? lookIn(PROBE_AGAIN_MS) : resolve('away'))
      lookIn(Math.max(0, deadline - PROBE_TAKES_MS - Date.now()))
    })
    const end = () => {
      isOver = true
      clearTimeout(timer)
    }
    return { hangs, end }
  }

  /** Waits a little in any case: what was just lost may be lost once more. */
  async function isBackBy(deadline: number): Promise<boolean> {
    do {
      await sleep(OUTAGE_POLL_MS)
      if (await answersBy(deadline)) return Date.now() < deadline
    } while (Date.now() < deadline)
    return false
  }

  /** A database that hangs keeps whoever asks it waiting: no longer than until `deadline`. */
  async function answersBy(deadline: number): Promise<boolean> {
    const asked = new AbortController()
    const late = sleep(Math.max(0, deadline - Date.now()), false, { signal: asked.signal }).catch(() => false)
    return Promise.race([databaseAnswers(), late]).finally(() => asked.abort())
  }
}

/**
 * Ends what is made when the reader goes away; gives the way to stop that. A function of its own: fetch's register of
 * signals keeps the listener for as long as the listener keeps the request, so it may not know the request, and with it
 * the whole page.
 */
function forwardAbort(from: AbortSignal, to: AbortController): () => void {
  const forward = () => to.abort(from.reason)
  from.addEventListener('abort', forward, { once: true })
  return () => from.removeEventListener('abort', forward)
}

/** Pages and their data. */
function isMadeByRemix(answer: Response): boolean {
  return /^text\/(html|x-script)/.test(answer.headers.get('content-type') ?? '') && !isFile(answer)
}

function failedInOutage(request: Request): boolean {
  return takeOutage(request.headers.get(REQUEST_ID) ?? '')
}

/** What no page reads never reaches one: Remix takes `_data` for a fault of ours, and logs it. */
function addressRead(url: string): string {
  const { origin } = new URL(url)
  return origin + pageKey(url.slice(origin.length)).address
}

function refused(why: Refusal): Response {
  if (why === 'busy') {
    const seconds = 5
    return plainText(429, `Too much is being asked from your address. Please try again in ${seconds} s.`, {
      'retry-after': String(seconds),
    })
  }
  return waitingPage('Very many readers are here just now.', 10)
}

function away(): Response {
  return waitingPage('The archive cannot be reached for a moment.', 5)
}
