import { promisify } from 'node:util'
import zlib from 'node:zlib'

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

/** Below this the headers cost more than is won. */
export const COMPRESS_FROM_BYTES = 1024

export type Encoding = 'br' | 'gzip'

/** A page is compressed for one answer; files of the build are, much harder, when it is made (scripts/steps). */
const BROTLI_QUALITY = 4
const GZIP_LEVEL = 4
/** So much takes half a millisecond. */
const SMALL_BYTES = 48 * 1024

/** Whether a media type is text that shrinks. Pictures, films, sound and fonts in WOFF2 are compressed already. */
export function isCompressible(mediaType: string): boolean {
  return /^(text\/|application\/([\w.+-]*\+)?(json|xml|javascript|manifest)|image\/svg\+xml)/.test(mediaType)
}

/** The encoding to answer with: brotli before gzip, what the client forbids (`q=0`) never (RFC 9110, section 12.5.3). */
export function chooseEncoding(acceptEncoding: string | null | undefined): Encoding | null {
  const accepted = new Set<string>()
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const forbidden = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
    if (!forbidden) accepted.add(coding)
  }
  if (accepted.has('br')) return 'br'
  return accepted.has('gzip') ? 'gzip' : null
}

/**
 * Compresses a whole body at once: React writes a page in twenty chunks, and a flush for each doubles the cost. What is
 * small is compressed here and now, since handing it to another thread and back would take as long again.
 */
export async function compress(body: Uint8Array, encoding: Encoding): Promise<Buffer<ArrayBuffer>> {
  const isSmall = body.byteLength <= SMALL_BYTES
  if (encoding === 'gzip') {
    const options = { level: GZIP_LEVEL }
    return isSmall ? zlib.gzipSync(body, options) : gzip(body, options)
  }
  const options = {
    params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
      // By default it makes four megabytes ready to look back on, which takes longer than packing a page does.
      [zlib.constants.BROTLI_PARAM_LGWIN]: windowBitsFor(body.byteLength),
    },
  }
  return isSmall ? zlib.brotliCompressSync(body, options) : brotli(body, options)
}

/** The smallest window that holds the whole body, as brotli counts: in powers of two. */
function windowBitsFor(bytes: number): number {
  const { BROTLI_MIN_WINDOW_BITS, BROTLI_DEFAULT_WINDOW } = zlib.constants
  return Math.min(Math.max(Math.ceil(Math.log2(bytes + 16)), BROTLI_MIN_WINDOW_BITS), BROTLI_DEFAULT_WINDOW)
}
