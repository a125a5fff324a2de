import { Readable } from 'node:stream'

import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { countDownload } from '#app/archive/counts.server.ts'
import { findPublicFiles } from '#app/archive/files.server.ts'
import { fileAddress } from '#app/domain/conversation.ts'
import { POSTER_NAME } from '#app/domain/recording.ts'
import { getFiles } from '#app/files/index.server.ts'
import { isTextType } from '#app/files/media-type.ts'
import { sniffMediaType } from '#app/files/sniff.server.ts'
import { isFileKey, type ByteRange, type FileStore } from '#app/files/store.ts'
import { requestedRange } from '#app/routes/byte-range.ts'
import { allowsRange, entityTag, isKnown, isUnmatched } from '#app/routes/entity-tag.ts'
import { fileDisposition } from '#app/routes/file-disposition.ts'
import { movedTo } from '#app/routes/missing.server.ts'
import { smallPage } from '#app/routes/small-page.ts'
import { unlessStoreAway } from '#app/routes/store-away.ts'

/**
 * The key is a hash of the content: what it names never changes. Kept by readers only: a cache between would go on with what
 * is withdrawn, and no download from it would be counted.
 */
const CACHE_FOR_EVER = 'private, max-age=31536000, immutable'
/** What a browser shows without running anything that is in it. All else is downloaded. */
const SHOWN = /^(?:video|audio|image)\/(?!svg)|^application\/pdf$|^text\/(?:plain|vtt)$/
/** A page may load scripts from its own site: a stored one is text to it. */
const SCRIPT = /(?:java|ecma|live|j)script/i
/** Text of ours or not: it runs nothing and loads nothing. Browsers' viewers of PDF and media need to be left alone. */
const SANDBOX = "default-src 'none'; sandbox"
const PLAIN_TEXT = 'text/plain; charset=utf-8'
const NEEDS_NO_SANDBOX = /^(?:video|audio|image)\/(?!svg)|^application\/pdf$/

type Served = { name: string; mediaType: string; bytes: number }

/** `/files/KEY/NAME`: a stored file of something that is published, whole or a range of it. */
export async function loader({ params: { key = '', name = '' }, request }: LoaderFunctionArgs): Promise<Response> {
  return isFileKey(key) ? unlessStoreAway(() => serve(key, name, request)) : noSuchFile()
}

async function serve(key: string, name: string, request: Request): Promise<Response> {
  const files = getFiles()
  const served = await findServed(files, key, name)
  if (served === null) return noSuchFile()
  // The key says which file is meant; a name that it no longer has leads on to the one it has.
  if (served.name !== name) return isPlainName(name) ? movedTo(fileAddress(key, served.name), request) : noSuchFile()
  return answer(files, key, served, request)
}

async function findServed(files: FileStore, key: string, name: string): Promise<Served | null> {
  const known = await findPublicFiles(archive(), key)
  const named = known.filter((file) => file.role === 'file')
  if (named.length > 0) return named.find((file) => file.name === name) ?? named[0] ?? null
  if (known.length === 0) return null
  const [mediaType, bytes] = await Promise.all([sniffMediaType(files, key), files.size(key)])
  // Only pictures are posters: whatever else was stored as one is not given out under our name.
  return mediaType?.startsWith('image/') && bytes !== null ? { name: POSTER_NAME, mediaType, bytes } : null
}

async function answer(files: FileStore, key: string, file: Served, request: Request): Promise<Response> {
  const tag = entityTag(key)
  const headers = headersOf(file, tag, new URL(request.url).searchParams.has('download'))
  if (isUnmatched(request.headers.get('if-match'), tag)) {
    headers.set('Cache-Control', 'no-store')
    return new Response(null, { status: 412, headers })
  }
  if (isKnown(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  const asked = allowsRange(request.headers.get('if-range'), tag) ? request.headers.get('range') : null
  // Ranges are for GET alone (RFC 9110, section 14.2).
  const range = request.method === 'GET' ? requestedRange(asked, file.bytes) : 'whole'
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${file.bytes}`)
    headers.set('Cache-Control', 'no-store')
    return new Response(null, { status: 416, headers })
  }
  const length = range === 'whole' ? file.bytes : range.end - range.start + 1
  headers.set('Content-Length', String(length))
  if (range !== 'whole') headers.set('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`)
  if (request.method === 'HEAD') {
    return (await files.size(key)) === file.bytes ? new Response(null, { headers }) : noSuchFile()
  }
  const opened = await files.open(key, range === 'whole' ? undefined : range)
  if (opened === null) return noSuchFile()
  if (opened.bytes !== file.bytes) {
    opened.stream.destroy()
    throw new Error(`The stored file ${key} has ${opened.bytes} bytes, the archive knows ${file.bytes}.`)
  }
  if (isDownload(request, file.mediaType, range)) countDownload(archive(), fileAddress(key, file.name))
  return new Response(bodyOf(opened.stream, request.signal), { status: range === 'whole' ? 200 : 206, headers })
}

/**
 * A player asks for a recording in ranges, again and again; whoever takes it away asks once for the whole. Of a document the
 * first bytes count, however many more requests a viewer makes. Pictures are part of a page.
 */
function isDownload({ method, headers }: Request, mediaType: string, range: ByteRange | 'whole'): boolean {
  if (method !== 'GET' || mediaType.startsWith('image/')) return false
  if (/^(?:video|audio)\//.test(mediaType)) return !headers.has('range')
  return range === 'whole' || range.start === 0
}

function headersOf({ name, mediaType }: Served, tag: string, download: boolean): Headers {
  const headers = new Headers({
    'Content-Type': SCRIPT.test(mediaType)
      ? PLAIN_TEXT
      : isTextType(mediaType)
        ? `${mediaType}; charset=utf-8`
        : mediaType,
    'Content-Disposition': fileDisposition(name, SHOWN.test(mediaType) && !download ? 'inline' : 'attachment'),
    ETag: tag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': CACHE_FOR_EVER,
    'X-Content-Type-Options': 'nosniff',
  })
  if (!NEEDS_NO_SANDBOX.test(mediaType)) headers.set('Content-Security-Policy', SANDBOX)
  return headers
}

/** A reader who goes away closes the file. */
function bodyOf(stream: Readable, signal: AbortSignal): ReadableStream<Uint8Array> {
  signal.addEventListener('abort', () => stream.destroy(), { once: true })
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}

/** A name that could have been a file's: no part of a path, no control character. */
function isPlainName(name: string): boolean {
  return name.length <= 255 && !/[/\\\p{Cc}]/u.test(name) && name !== '..' && name !== '.'
}

function noSuchFile(): Response {
  return smallPage({
    status: 404,
    title: 'There is no such file',
    sentence: 'The address may have been mistyped, or the file is no longer a part of the archive.',
    ways: [
      { address: '/documents', words: 'all documents' },
      { address: '/search', words: 'search' },
    ],
  })
}
