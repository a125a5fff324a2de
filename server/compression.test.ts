import zlib from 'node:zlib'

import { expect, test } from 'vitest'

import { chooseEncoding, compress, isCompressible } from './compression.ts'

test('brotli is chosen before gzip, and what the client forbids is not', () => {
  expect(chooseEncoding('gzip, deflate, br, zstd')).toBe('br')
  expect(chooseEncoding('gzip;q=1.0, br;q=0')).toBe('gzip')
  expect(chooseEncoding('GZIP')).toBe('gzip')
  expect(chooseEncoding('identity')).toBeNull()
  expect(chooseEncoding(undefined)).toBeNull()
})

test('text is compressible, films and pictures are not', () => {
  for (const type of [
    'text/html; charset=utf-8',
    'application/json',
    'image/svg+xml',
    'application/atom+xml',
    'text/x-script',
  ]) {
    expect(isCompressible(type), type).toBe(true)
  }
  for (const type of ['video/mp4', 'image/png', 'application/pdf', 'font/woff2', 'application/octet-stream']) {
    expect(isCompressible(type), type).toBe(false)
  }
})

test('what is compressed unpacks to what it was', async () => {
  const body = Buffer.from('kindness '.repeat(500))
  expect(zlib.brotliDecompressSync(await compress(body, 'br'))).toEqual(body)
  expect(zlib.gunzipSync(await compress(body, 'gzip'))).toEqual(body)
})
