import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'

import { makeScriptsLate } from '#app/components/late-scripts.tsx'
import { RequestIdContext } from '#app/components/request-id.tsx'
import { logError } from '#app/platform/log.server.ts'
import { isOutage, noteOutage } from '#app/platform/outage.server.ts'
import { pipedAnswer } from '#app/platform/whole-body.server.ts'

const RENDER_TIMEOUT_MS = 10_000

/** How long Remix waits for data that a loader has promised. Ours promise none. */
export const streamTimeout = RENDER_TIMEOUT_MS / 2

/**
 * Renders a page, for the server in front in one piece: it compresses it once, hashes its inline scripts for the
 * Content-Security-Policy, and may keep it. (`renderToString` would lose the data that Remix hands to the browser.)
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let failed = false
    const page = (
      <RequestIdContext.Provider value={requestIdOf(request)}>
        <RemixServer context={context} url={request.url} />
      </RequestIdContext.Provider>
    )
    const { pipe, abort } = renderToPipeableStream(page, {
      onAllReady() {
        clearTimeout(timer)
        headers.set('Content-Type', 'text/html; charset=utf-8')
        if (isUnfinished(context)) headers.set('Cache-Control', 'private, no-cache')
        resolve(pipedAnswer(pipe, finishPage, { status: failed ? 500 : status, headers }))
      },
      onShellError(error) {
        clearTimeout(timer)
        reject(error instanceof Error ? error : new Error(String(error)))
      },
      onError(error) {
        failed = true
        reportError(request, error)
      },
    })
    const timer = setTimeout(abort, RENDER_TIMEOUT_MS)
  })
}

/** A loader may say so of what it gives (`isUnfinished`): a page that lacks what will be known in a moment is not kept. */
function isUnfinished({ staticHandlerContext: { loaderData } }: EntryContext): boolean {
  return Object.values(loaderData).some(
    (data: unknown) =>
      typeof data === 'object' && data !== null && 'isUnfinished' in data && data.isUnfinished === true,
  )
}

function finishPage(page: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return import.meta.env.PROD ? Buffer.from(makeScriptsLate(page.toString('latin1')), 'latin1') : page
}

/** What a loader or an action threw by mistake. An error page that was thrown on purpose never comes here. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  // A reader who went away is no error, nor is an address that nothing matches: whoever likes could fill the log with it.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  reportError(request, error)
}

function reportError(request: Request, error: unknown): void {
  const requestId = requestIdOf(request)
  // The server in front asks again when the database is back, and says so when it stays away.
  if (requestId !== null && isOutage(error)) return noteOutage(requestId)
  logError(`${request.method} ${new URL(request.url).pathname} failed.`, error, { requestId })
}

/** The server in front names every request. */
function requestIdOf(request: Request): string | null {
  return request.headers.get('x-request-id')
}
