import path from 'node:path'

import { env } from '#app/platform/env.server.ts'
import { singleton } from '#app/platform/singleton.ts'

import { localFileStore } from './local.server.ts'
import type { FileStore } from './store.ts'

/** The file store of this process: the folder `files` in `DATA_DIR`. */
export function getFiles(): FileStore {
  return singleton('files', () => localFileStore(path.join(env().dataDir, 'files')))
}
