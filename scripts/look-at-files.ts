import path from 'node:path'

import type { Database } from '#app/archive/database.server.ts'
import type { Env } from '#app/platform/env.server.ts'
import { logInfo, logWarning } from '#app/platform/log.server.ts'

import type { OrderlyEnd } from './orderly-end.ts'

/**
 * Looks at the stored files of a site that has just started, behind its first requests: whether each is there and as long
 * as it must be, and that only their owner may read those in a folder. Says one line of what is wrong.
 */
export function lookAtFiles(db: Database, settings: Env, end: OrderlyEnd): void {
  look(db, settings, end.signal).catch((error: unknown) => {
    // A site that is being stopped does not wait for it: a store may take its time to answer.
    if (end.signal.aborted) return
    const reason = error instanceof Error ? error.message : String(error)
    logWarning('The stored files could not be looked at; npm run check tells more.', { reason })
  })
}

async function look(db: Database, settings: Env, signal: AbortSignal): Promise<void> {
  const [{ fileStoreOf, getFiles }, { countLostFiles, lostFilesInWords }, { mendRights }] = await Promise.all([
    import('#app/files/index.server.ts'),
    import('#app/operate/stored-files.server.ts'),
    import('#app/files/local.server.ts'),
  ])
  if (settings.filesS3 === undefined) {
    const { mended, left } = await mendRights(path.join(settings.dataDir, 'files'))
    if (mended > 0) logInfo(`${mended} stored files and folders could be read by others; now only by their owner.`)
    if (left > 0) logWarning(`${left} stored files and folders belong to another user, and their rights were left.`)
  }
  const files = getFiles()
  const other = settings.filesS3 === undefined ? null : fileStoreOf({ ...settings, filesS3: undefined })
  const sentence = await lostFilesInWords(await countLostFiles(db, files, signal), files, other)
  if (sentence !== null) logWarning(sentence)
}
