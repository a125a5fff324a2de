import { StoreAwayError } from '#app/files/store.ts'
import { logWarning } from '#app/platform/log.server.ts'

const RETRY_AFTER_SECONDS = 30

/** What `make` answers, or a 503 that says when to come back while the place where files are kept is away. */
export async function unlessStoreAway(make: () => Promise<Response>): Promise<Response> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof StoreAwayError)) throw error
    logWarning(error.message, { reason: error.cause instanceof Error ? error.cause.message : null })
    return new Response(PAGE, {
      status: 503,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Retry-After': String(RETRY_AFTER_SECONDS),
        'Cache-Control': 'no-store',
      },
    })
  }
}

const PAGE = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>This file cannot be fetched just now</title><h1>This file cannot be fetched just now</h1>
<p>The place where files are kept does not answer at the moment. Nothing is lost: please try again in a minute.</p>
<p>What is written in the archive can be read meanwhile: <a href="/">to the first page</a>.</p></html>
`
