import fs from 'node:fs'

import {
  findMeilisearch,
  type LocalMeilisearch,
  startLocalMeilisearch,
} from '#app/platform/local-meilisearch.server.ts'

import { makeTemporaryFolder } from './temporary-folder.ts'

/** The real program, where there is one; tests that need it say so when they are left out. */
export const MEILISEARCH = findMeilisearch()
export const WITHOUT_MEILISEARCH = 'no program named meilisearch is on the PATH'

export type TestMeilisearch = Omit<LocalMeilisearch, 'stop'> & { close: () => Promise<void> }

/** A real Meilisearch with an empty folder of its own. */
export async function startTestMeilisearch(): Promise<TestMeilisearch> {
  if (MEILISEARCH === undefined) throw new Error(WITHOUT_MEILISEARCH)
  const folder = makeTemporaryFolder('meilisearch')
  const { stop, ...running } = await startLocalMeilisearch(MEILISEARCH, folder)
  return {
    ...running,
    close: async () => {
      await stop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
