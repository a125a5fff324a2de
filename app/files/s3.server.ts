import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'

import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'

import { receiver } from './incoming.server.ts'
import {
  isFileKey,
  StoreAwayError,
  type ByteRange,
  type FileStore,
  type ListedFile,
  type OpenFile,
  type StoredFile,
} from './store.ts'

const CONNECT_TIMEOUT_MS = 5000
/** Without a byte for so long a store is taken for lost. */
const SILENCE_TIMEOUT_MS = 60_000
const ATTEMPTS = 3

export type S3Settings = {
  bucket: string
  region: string
  /** Where the store is when it is not Amazon's own; then the bucket stands in the path. */
  endpoint: string | undefined
  /** Undefined: what the machine has (a role, a profile), as Amazon's client finds it. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
  /** A folder of this machine, for files that are being checked. */
  incoming: string
}

/**
 * Keeps files in a bucket of an S3-compatible store, under the same names as the local store does (`ab/abcdef…`), so that
 * a folder can be copied into a bucket and back. An object is there whole or not at all: the store sees to that.
 */
export function s3FileStore(settings: S3Settings): FileStore {
  const { bucket, endpoint, credentials } = settings
  const client = new S3Client({
    region: settings.region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_TIMEOUT_MS },
    // The newest checksums are Amazon's own; stores that are only compatible refuse them. Ours is the SHA-256.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const receive = receiver(settings.incoming)

  function put(source: string | AsyncIterable<Uint8Array>, options: { name?: string } = {}): Promise<StoredFile> {
    return receive(source, options.name, async (aside, { key, bytes, mediaType }) => {
      const object = { Bucket: bucket, Key: placeOf(key), Body: createReadStream(aside), ContentType: mediaType }
      await new Upload({ client, params: object }).done()
      const stored = await size(key)
      if (stored !== bytes) throw new Error(`The file ${key} of ${bytes} bytes was stored as ${stored ?? 'nothing'}.`)
    })
  }

  async function open(key: string, range?: ByteRange): Promise<OpenFile | null> {
    if (!isFileKey(key)) return null
    const asked = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }
    return unlessMissing(async () => {
      const command = new GetObjectCommand({ Bucket: bucket, Key: placeOf(key), ...asked })
      const { Body, ContentRange, ContentLength } = await client.send(command)
      if (!(Body instanceof Readable)) throw new Error('The store of files answered without a stream.')
      const whole = ContentRange === undefined ? ContentLength : Number(/\/(\d+)$/.exec(ContentRange)?.[1])
      if (whole === undefined || Number.isNaN(whole))
        throw new Error('The store of files did not say how long a file is.')
      return { stream: Body, bytes: whole }
    })
  }

  async function size(key: string): Promise<number | null> {
    if (!isFileKey(key)) return null
    return unlessMissing(async () => {
      const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: placeOf(key) }))
      return ContentLength ?? null
    })
  }

  /** A thousand at a time, in the order of their names, which is that of their keys. */
  async function* list(): AsyncGenerator<ListedFile> {
    let after: string | undefined
    do {
      const command = new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: after })
      const page = await unlessMissing(() => client.send(command))
      for (const { Key = '', Size = 0 } of page?.Contents ?? []) {
        const key = Key.slice(Key.lastIndexOf('/') + 1)
        if (isFileKey(key) && Key === placeOf(key)) yield { key, bytes: Size }
      }
      after = page?.NextContinuationToken
    } while (after !== undefined)
  }

  const place = `the bucket ${bucket}${endpoint === undefined ? '' : ` at ${endpoint}`}`
  return { place, put, open, size, has: async (key) => (await size(key)) !== null, list }
}

function placeOf(key: string): string {
  return `${key.slice(0, 2)}/${key}`
}

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    // A missing bucket is a mistake in the configuration, not a missing file.
    if (error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return null
    if (isAway(error)) throw new StoreAwayError('The store of files cannot be reached.', { cause: error })
    throw error
  }
}

/** After all attempts: nobody answers there, or who answers cannot at the moment. A refusal is a mistake of ours. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof S3ServiceException) return (error.$metadata.httpStatusCode ?? 0) >= 500
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return error.name === 'TimeoutError' || /^E[A-Z_]+$/.test(code)
}
