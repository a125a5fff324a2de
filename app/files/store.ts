import type { Readable } from 'node:stream'

import { ServiceAwayError } from '#app/platform/operator-error.ts'

/** A file as it is stored. `key` and `sha256` are the same: content is its own address. */
export type StoredFile = {
  /** 64 hexadecimal digits in lower case. */
  key: string
  bytes: number
  sha256: string
  /** Without parameters, as `video/mp4`. */
  mediaType: string
}

/** Positions of bytes from 0, both included, as in HTTP (RFC 9110, section 14.1.2). */
export type ByteRange = { start: number; end: number }

export type OpenFile = {
  /** The range that was asked for, else all. Whoever does not read it to its end must destroy it. */
  stream: Readable
  /** Of the whole file, also when a range was asked for. */
  bytes: number
}

/**
 * The place where files are kept cannot be asked at the moment: it does not answer, or it refuses us. Whether it has a file
 * is unknown. The message tells the operator what helps; a reader is told to come back.
 */
export class StoreAwayError extends ServiceAwayError {
  static override readonly kind: string = 'StoreAwayError'
  override name = 'StoreAwayError'
}

/** A stored file, as a list of all of them has it. */
export type ListedFile = { key: string; bytes: number }

/** The port. All of it may throw `StoreAwayError`. */
export interface FileStore {
  /** Where files are kept, in words for the operator: "the folder /srv/talks/files". */
  readonly place: string
  /**
   * Keeps what a path or a stream holds: written aside, checked by content against the ending of `name`, then moved into
   * place, so that it is there whole or not at all. The same content twice is one file. Throws `FileContentError`.
   */
  put(source: string | AsyncIterable<Uint8Array>, options?: { name?: string }): Promise<StoredFile>
  /** Null when there is no such file, or the key is not one. A range must lie within the file. */
  open(key: string, range?: ByteRange): Promise<OpenFile | null>
  /** In bytes; null when there is no such file, or the key is not one. */
  size(key: string): Promise<number | null>
  has(key: string): Promise<boolean>
  /** All that is stored, in the order of keys; whatever else lies there is left out. Nothing is read of a file. */
  list(): AsyncIterable<ListedFile>
}

const KEY = /^[0-9a-f]{64}$/

/** Whether text is a key at all. Whatever else an address holds ("../", NUL) ends here. */
export function isFileKey(text: string): boolean {
  return KEY.test(text)
}

/** Where a bucket is, in words for the operator: "the bucket talks at https://store.example". */
export function placeOfBucket({ bucket, endpoint }: { bucket: string; endpoint: string | undefined }): string {
  return `the bucket ${bucket}${endpoint === undefined ? '' : ` at ${endpoint}`}`
}
