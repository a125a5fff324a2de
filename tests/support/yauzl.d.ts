// The part of the reader of zips that the tests use; the package brings no types.
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  type Entry = { fileName: string }
  export function fromBufferPromise(buffer: Buffer): Promise<{
    eachEntry: () => AsyncIterable<Entry>
    openReadStreamPromise: (entry: Entry) => Promise<Readable>
  }>
}
