import path from 'node:path'

import { env, type Env } from '#app/platform/env.server.ts'
import { singleton } from '#app/platform/singleton.ts'

import { localFileStore } from './local.server.ts'
import { s3FileStore } from './s3.server.ts'
import type { FileStore } from './store.ts'

/** The file store of this process: the bucket that is configured, else the folder `files` in `DATA_DIR`. */
export function getFiles(): FileStore {
  return singleton('files', () => fileStoreOf(env()))
}

/** The store that some settings speak of. */
export function fileStoreOf({ dataDir, filesS3 }: Pick<Env, 'dataDir' | 'filesS3'>): FileStore {
  if (filesS3 === undefined) return localFileStore(path.join(dataDir, 'files'))
  return s3FileStore({ ...filesS3, incoming: path.join(dataDir, 'incoming') })
}
