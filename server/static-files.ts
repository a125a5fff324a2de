import fs from 'node:fs'
import path from 'node:path'

import type { Context, Next } from 'hono'
import { lookup } from 'mrmime'

import { chooseEncoding, type Encoding } from './compression.ts'
import { matchesTag, weakTag } from './entity-tag.ts'

/** Vite names them by their content. */
const FOREVER = 'public, max-age=31536000, immutable'
const ONE_HOUR = 'public, max-age=3600'

type StaticFile = {
  mediaType: string
  etag: string
  cacheControl: string
  body: Buffer<ArrayBuffer>
  /** What the build made smaller beside it. */
  encoded: Map<Encoding, Buffer<ArrayBuffer>>
}

const ENDINGS: Record<Encoding, string> = { br: '.br', gzip: '.gz' }

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

function answerWith(file: StaticFile, context: Context): Response {
  const headers = new Headers({ 'content-type': file.mediaType, 'cache-control': file.cacheControl, etag: file.etag })
  if (file.encoded.size > 0) headers.set('vary', 'Accept-Encoding')
  const known = context.req.header('if-none-match')
  if (known !== undefined && matchesTag(known, file.etag)) return new Response(null, { status: 304, headers })

  const encoding = file.encoded.size > 0 ? chooseEncoding(context.req.header('accept-encoding')) : null
  const encoded = encoding === null ? undefined : file.encoded.get(encoding)
  const body = encoded ?? file.body
  if (encoding !== null && encoded) headers.set('content-encoding', encoding)
  headers.set('content-length', String(body.byteLength))
  return new Response(context.req.method === 'HEAD' ? null : body, { headers })
}

function readFiles(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    // `.vite/` holds what the build needs, not the reader.
    const location = path.join(entry.parentPath, entry.name)
    const address = `/${path.relative(folder, location).split(path.sep).join('/')}`
    if (!entry.isFile() || address.startsWith('/.vite/') || /\.(br|gz)$/.test(entry.name)) continue
    const body = fs.readFileSync(location)
    files.set(encodeURI(address), {
      mediaType: mediaTypeOf(entry.name),
      etag: weakTag(body),
      cacheControl: address.startsWith('/assets/') ? FOREVER : ONE_HOUR,
      body,
      encoded: readEncoded(location),
    })
  }
  return files
}

function readEncoded(location: string): StaticFile['encoded'] {
  const encoded: StaticFile['encoded'] = new Map()
  for (const encoding of ['br', 'gzip'] as const) {
    const file = `${location}${ENDINGS[encoding]}`
    if (fs.existsSync(file)) encoded.set(encoding, fs.readFileSync(file))
  }
  return encoded
}

function mediaTypeOf(name: string): string {
  const type = lookup(name) ?? 'application/octet-stream'
  return type.startsWith('text/') || type.endsWith('javascript') ? `${type}; charset=utf-8` : type
}
