import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import type { Context, Next } from 'hono'
import { lookup } from 'mrmime'

import { chooseEncoding, compress, COMPRESS_FROM_BYTES, isCompressible, type Encoding } from './compression.ts'

/** Vite names them by their content. */
const FOREVER = 'public, max-age=31536000, immutable'
const ONE_HOUR = 'public, max-age=3600'

type StaticFile = {
  mediaType: string
  etag: string
  cacheControl: string
  body: Buffer<ArrayBuffer>
  encoded: Map<Encoding, Promise<Buffer<ArrayBuffer>>>
}

/**
 * A middleware that answers with the files of a folder (the client build with what stood in `public/`). They are read at
 * the start, a few megabytes: a build that is made beside the running site takes nothing away from it.
 */
export function staticFiles(folder: string) {
  const files = readFiles(folder)
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const file = files.get(context.req.path)
    if (!file || (context.req.method !== 'GET' && context.req.method !== 'HEAD')) {
      await next()
      return undefined
    }
    return answerWith(file, context)
  }
}

async function answerWith(file: StaticFile, context: Context): Promise<Response> {
  const headers = new Headers({ 'content-type': file.mediaType, 'cache-control': file.cacheControl, etag: file.etag })
  const shrinks = isCompressible(file.mediaType) && file.body.byteLength >= COMPRESS_FROM_BYTES
  if (shrinks) headers.set('vary', 'Accept-Encoding')
  if (context.req.header('if-none-match')?.includes(file.etag)) return new Response(null, { status: 304, headers })

  const encoding = shrinks ? chooseEncoding(context.req.header('accept-encoding')) : null
  const body = encoding === null ? file.body : await encodeOnce(file, encoding)
  if (encoding !== null) headers.set('content-encoding', encoding)
  headers.set('content-length', String(body.byteLength))
  return new Response(context.req.method === 'HEAD' ? null : body, { headers })
}

function encodeOnce(file: StaticFile, encoding: Encoding): Promise<Buffer<ArrayBuffer>> {
  const made = file.encoded.get(encoding) ?? compress(file.body, encoding, 'file')
  file.encoded.set(encoding, made)
  return made
}

function readFiles(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    // `.vite/` holds what the build needs, not the reader.
    const location = path.join(entry.parentPath, entry.name)
    const address = `/${path.relative(folder, location).split(path.sep).join('/')}`
    if (!entry.isFile() || address.startsWith('/.vite/')) continue
    const body = fs.readFileSync(location)
    files.set(encodeURI(address), {
      mediaType: mediaTypeOf(entry.name),
      // Weak, because the compressed bytes bear it too.
      etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      cacheControl: address.startsWith('/assets/') ? FOREVER : ONE_HOUR,
      body,
      encoded: new Map(),
    })
  }
  return files
}

function mediaTypeOf(name: string): string {
  const type = lookup(name) ?? 'application/octet-stream'
  return type.startsWith('text/') || type.endsWith('javascript') ? `${type}; charset=utf-8` : type
}
