import path from 'node:path'

import { env, type Env } from '#app/platform/env.server.ts'
import { singleton } from '#app/platform/singleton.ts'

import { localFileStore } from './local.server.ts'
import type { S3Settings } from './s3.server.ts'
import { type FileStore, placeOfBucket } from './store.ts'

/** The file store of this process: the bucket that is configured, else the folder `files` in `DATA_DIR`. */
export function getFiles(): FileStore {
  return singleton('files', () => fileStoreOf(env()))
}

/** The store that some settings speak of. */
export function fileStoreOf({ dataDir, filesS3 }: Pick<Env, 'dataDir' | 'filesS3'>): FileStore {
  if (filesS3 === undefined) return localFileStore(path.join(dataDir, 'files'))
  return bucket({ ...filesS3, incoming: path.join(dataDir, 'incoming') })
}

/** A bucket, loaded when it is asked for the first time: Amazon's client is much of what a site without one would load. */
function bucket(settings: S3Settings): FileStore {
  let loading: Promise<FileStore> | undefined
  const store = () => (loading ??= import('./s3.server.ts').then(({ s3FileStore }) => s3FileStore(settings)))
  return {
    place: placeOfBucket(settings),
    put: async (...given) => (await store()).put(...given),
    open: async (...given) => (await store()).open(...given),
    size: async (key) => (await store()).size(key),
    has: async (key) => (await store()).has(key),
    async *list() {
      yield* (await store()).list()
    },
  }
}
