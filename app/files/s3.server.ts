import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'

import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'

import { receiver } from './incoming.server.ts'
import { explainS3, missingBucket } from './s3-failures.server.ts'
import {
  isFileKey,
  placeOfBucket,
  type ByteRange,
  type FileStore,
  type ListedFile,
  type OpenFile,
  type StoredFile,
} from './store.ts'

const CONNECT_TIMEOUT_MS = 2500
/** A store is given so long, in all attempts together, until it begins to answer for a file: a reader waits for it. */
const ANSWER_LIMIT_MS = 8000
/** Without a byte for so long what is being sent or received is given up; a reader may pause a recording for a while. */
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
  /** How long the store has to begin an answer, in milliseconds; tests wait for less. */
  answerLimitMs?: number
}

/**
 * Keeps files in a bucket of an S3-compatible store, under the same names as the local store does (`ab/abcdef…`), so that
 * a folder can be copied into a bucket and back. An object is there whole or not at all: the store sees to that.
 */
export function s3FileStore(settings: S3Settings): FileStore {
  const { bucket, endpoint, credentials, answerLimitMs = ANSWER_LIMIT_MS } = settings
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
  let bucketIsThere: Promise<void> | null = null

  function put(source: string | AsyncIterable<Uint8Array>, options: { name?: string } = {}): Promise<StoredFile> {
    return receive(source, options.name, async (aside, { key, bytes, mediaType }) => {
      const object = { Bucket: bucket, Key: placeOf(key), Body: createReadStream(aside), ContentType: mediaType }
      await new Upload({ client, params: object }).done().catch((error: unknown) => {
        throw explainS3(error, settings)
      })
      const stored = await size(key)
      if (stored !== bytes) throw new Error(`The file ${key} of ${bytes} bytes was stored as ${stored ?? 'nothing'}.`)
    })
  }

  async function open(key: string, range?: ByteRange): Promise<OpenFile | null> {
    if (!isFileKey(key)) return null
    const asked = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }
    return ask(async (abortSignal) => {
      const command = new GetObjectCommand({ Bucket: bucket, Key: placeOf(key), ...asked })
      const { Body, ContentRange, ContentLength } = await client.send(command, { abortSignal })
      if (!(Body instanceof Readable)) throw new Error('The store of files answered without a stream.')
      const whole = ContentRange === undefined ? ContentLength : Number(/\/(\d+)$/.exec(ContentRange)?.[1])
      if (whole === undefined || Number.isNaN(whole))
        throw new Error('The store of files did not say how long a file is.')
      return { stream: Body, bytes: whole }
    })
  }

  async function size(key: string): Promise<number | null> {
    if (!isFileKey(key)) return null
    return ask(async (abortSignal) => {
      const command = new HeadObjectCommand({ Bucket: bucket, Key: placeOf(key) })
      return (await client.send(command, { abortSignal })).ContentLength ?? null
    })
  }

  /** Null for a file that is not there. Whatever the store does, this ends after `answerLimitMs`. */
  async function ask<T>(question: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), answerLimitMs)
    try {
      return await question(patience.signal)
    } catch (error) {
      if (!isMissing(error)) throw explainS3(error, settings)
      await (bucketIsThere ??= findBucket(patience.signal))
      return null
    } finally {
      // What follows the beginning of an answer takes as long as it is.
      clearTimeout(timer)
    }
  }

  /** A store says of a file in a missing bucket no more than of a missing file, and of the bucket only to some keys. */
  async function findBucket(abortSignal: AbortSignal): Promise<void> {
    try {
      await client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal })
    } catch (error) {
      bucketIsThere = null
      if (isMissing(error)) throw missingBucket(settings, error)
    }
  }

  /** A thousand at a time, in the order of their names, which is that of their keys. */
  async function* list(): AsyncGenerator<ListedFile> {
    let after: string | undefined
    do {
      const command = new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: after })
      const page = await ask((abortSignal) => client.send(command, { abortSignal }))
      for (const { Key = '', Size = 0 } of page?.Contents ?? []) {
        const key = Key.slice(Key.lastIndexOf('/') + 1)
        if (isFileKey(key) && Key === placeOf(key)) yield { key, bytes: Size }
      }
      after = page?.NextContinuationToken
    } while (after !== undefined)
  }

  return { place: placeOfBucket(settings), put, open, size, has: async (key) => (await size(key)) !== null, list }
}

function placeOf(key: string): string {
  return `${key.slice(0, 2)}/${key}`
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound')
}
