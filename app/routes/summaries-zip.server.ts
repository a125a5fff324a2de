import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'

import { makeZip } from 'client-zip'

import { countDownload } from '#app/archive/counts.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import type { ListedSummary } from '#app/archive/summary-list.server.ts'
import { fileTitle, uniqueNames } from '#app/domain/file-names.ts'
import { isNotMade } from '#app/making/not-made.ts'
import { inSlices } from '#app/platform/slices.ts'
import { fileDisposition } from '#app/routes/file-disposition.ts'
import { ASK_US_AGAIN } from '#app/routes/made-answer.ts'
import { unlessNotMade } from '#app/routes/not-made-answer.ts'
import { unlessStoreAway } from '#app/routes/store-away.ts'
import { makeSummary } from '#app/routes/summary-sheets.server.ts'

const FORMATS = ['pdf', 'md'] as const

/** A page would be given up for a slow one long before: the download is begun, and its first file comes when it is made. */
const FIRST_WAIT_MS = 5000
/** Where too much is asked for at once, a zip waits and is whole, rather than to lack what a moment later is made. */
const BUSY_PAUSE_MS = 1000
const BUSY_TRIES = 60

/**
 * The summary sheets of some conversations as one zip, each as a PDF and as Markdown. Made while it is sent, one sheet at a
 * time as the reader takes it: it needs no more memory than a sheet, and ends when the reader goes away. For the first it
 * waits a little: what cannot be made can still be said then, where later the download only breaks off.
 */
export function answerZip(
  db: Database,
  request: Request,
  title: string,
  summaries: readonly ListedSummary[],
  firstWaitMs = FIRST_WAIT_MS,
): Promise<Response> {
  const name = fileTitle(title)
  const headers = new Headers({
    'Content-Type': 'application/zip',
    'Content-Disposition': fileDisposition(`${name}.zip`, 'attachment'),
    'Cache-Control': ASK_US_AGAIN,
  })
  const make = async () => {
    if (request.method === 'HEAD') return new Response(null, { headers })
    const files = filesOf(db, name, summaries)
    const first = files.next()
    await Promise.race([first, sleep(firstWaitMs, undefined, { ref: false })])
    countDownload(db, new URL(request.url).pathname)
    return new Response(endable(makeZip(beginningWith(first, files))), { headers })
  }
  return unlessNotMade(() => unlessStoreAway(make), [{ address: '/conversations', words: 'all conversations' }])
}

async function* beginningWith<T>(coming: Promise<IteratorResult<T, void>>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  const first = await coming
  if (first.done) return
  yield first.value
  yield* rest
}

/**
 * A stream that ends in order when its reader goes away. client-zip throws the reader's reason into our generator, which
 * throws it back: a rejection that nobody would be waiting for.
 */
function endable(zip: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = zip.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel(reason) {
        try {
          await reader.cancel(reason)
        } catch (error) {
          if (error !== reason) throw error
        }
      },
    },
    { highWaterMark: 0 },
  )
}

/** Read first, where names are in order. */
const LEFT_OUT = '0 what is missing.txt'

async function* filesOf(db: Database, folder: string, summaries: readonly ListedSummary[]) {
  const unique = uniqueNames()
  const missing: string[] = []
  for (const { slug, title, heldOn, updatedAt } of summaries) {
    const name = unique(`${heldOn} ${fileTitle(title)}`)
    for (const format of FORMATS) {
      const made = await madeOrWhyNot(db, slug, format)
      if ('whyNot' in made) missing.push(`${name}.${format}: ${made.whyNot}`)
      else if (made.content !== null)
        yield { name: `${folder}/${name}.${format}`, input: inPieces(made.content), lastModified: updatedAt }
    }
    // Other readers' requests come between two sheets.
    await turn()
  }
  if (missing.length > 0) {
    const text = ['What could not be made, and is not in this file:', '', ...missing, ''].join('\n')
    yield { name: `${folder}/${LEFT_OUT}`, input: text, lastModified: new Date() }
  }
}

/** Of a sheet of many pages, whose bytes are summed up as they are packed. */
const PIECE_BYTES = 256 * 1024

async function* inPieces(content: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pause = inSlices()
  for (let at = 0; at < content.byteLength; at += PIECE_BYTES) {
    yield content.subarray(at, at + PIECE_BYTES)
    await pause()
  }
}

/** The content is null when the conversation was withdrawn since the list was made. */
async function madeOrWhyNot(
  db: Database,
  slug: string,
  format: (typeof FORMATS)[number],
): Promise<{ content: Uint8Array<ArrayBuffer> | null } | { whyNot: string }> {
  for (let tries = 1; ; tries++) {
    try {
      return { content: (await makeSummary(db, slug, format))?.content ?? null }
    } catch (error) {
      if (!isNotMade(error) || error.reason === 'stopped') throw error
      if (error.reason !== 'busy' || tries === BUSY_TRIES) return { whyNot: error.message }
      await sleep(BUSY_PAUSE_MS)
    }
  }
}
