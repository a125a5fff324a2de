/** A page for "not now": it says why, and tries again by itself. */
export function waitingPage(sentence: string, retryAfterSeconds: number): Response {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${retryAfterSeconds}"><title>One moment</title>
<h1>One moment</h1><p>${sentence} This page tries again by itself.</p></html>`
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'retry-after': String(retryAfterSeconds),
    'cache-control': 'no-store',
  }
  return new Response(page, { status: 503, headers })
}
