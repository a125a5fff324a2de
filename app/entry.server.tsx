import { Writable } from 'node:stream'

import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'

import { logError } from '#app/platform/log.server.ts'

const RENDER_TIMEOUT_MS = 10_000

/** How long Remix waits for data that a loader has promised. Ours promise none. */
export const streamTimeout = RENDER_TIMEOUT_MS / 2

/**
 * Renders a page whole, in one piece: the server in front compresses it once, hashes its inline scripts for the
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
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      onAllReady() {
        clearTimeout(timer)
        const chunks: Buffer[] = []
        const page = new Writable({
          write(chunk: Buffer, _encoding, done) {
            chunks.push(chunk)
            done()
          },
          final(done) {
            headers.set('Content-Type', 'text/html; charset=utf-8')
            resolve(new Response(Buffer.concat(chunks), { status: failed ? 500 : status, headers }))
            done()
          },
        })
        pipe(page)
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

/** What a loader or an action threw by mistake. An error page that was thrown on purpose never comes here. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  // A reader who went away is no error, nor is an address that nothing matches: whoever likes could fill the log with it.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  reportError(request, error)
}

function reportError(request: Request, error: unknown): void {
  logError(`${request.method} ${new URL(request.url).pathname} failed.`, error)
}
