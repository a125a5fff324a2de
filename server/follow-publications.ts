import type { Database } from '#app/archive/database.server.ts'
import { logError } from '#app/platform/log.server.ts'
import { currentPosition } from '#app/search/changes.server.ts'
import { followChanges } from '#app/search/follow-changes.server.ts'
import type { Search } from '#app/search/index.server.ts'

import type { PageCache } from './page-cache.ts'

/**
 * Empties the page cache whenever something in the archive changes, whoever wrote it and in which process: nearly every
 * page shows names, numbers or neighbours of others. Once at once, whatever search does, and once more when search has
 * followed, since a page of results made in between shows what was found before.
 */
export async function followPublications(
  db: Database,
  search: Pick<Search, 'caughtUp'>,
  cache: PageCache,
): Promise<{ stop: () => Promise<void> }> {
  const emptyAfterSearch = onceAtATime(async () => {
    await search.caughtUp()
    cache.empty()
  })
  return followChanges(db, {
    name: 'The page cache',
    position: await currentPosition(db.pool),
    apply: async () => {
      cache.empty()
      // Not waited for: an index that is stuck must not keep a page that was withdrawn.
      emptyAfterSearch()
    },
    rebuild: async () => {
      const position = await currentPosition(db.pool)
      cache.empty()
      return position
    },
  })
}

/** Runs work behind the caller; what is asked for meanwhile runs once more when it has ended. */
function onceAtATime(work: () => Promise<void>): () => void {
  let isRunning = false
  let isAskedAgain = false
  const run = async () => {
    isRunning = true
    do {
      isAskedAgain = false
      await work().catch((error: unknown) => logError('The page cache cannot tell whether search has followed.', error))
    } while (isAskedAgain)
    isRunning = false
  }
  return () => {
    if (isRunning) isAskedAgain = true
    else void run()
  }
}
