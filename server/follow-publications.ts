import type { Database } from '#app/archive/database.server.ts'
import { currentPosition } from '#app/search/changes.server.ts'
import { followChanges } from '#app/search/follow-changes.server.ts'
import type { Search } from '#app/search/index.server.ts'

import type { PageCache } from './page-cache.ts'

/**
 * Empties the page cache whenever something in the archive changes, whoever wrote it and in which process: nearly every
 * page shows names, numbers or neighbours of others. Once at once, and once more when search has followed, since a page
 * of results made in between shows what was found before.
 */
export async function followPublications(
  db: Database,
  search: Pick<Search, 'caughtUp'>,
  cache: PageCache,
): Promise<{ stop: () => Promise<void> }> {
  return followChanges(db, {
    name: 'The page cache',
    position: await currentPosition(db.pool),
    apply: async () => {
      cache.empty()
      await search.caughtUp()
      cache.empty()
    },
    rebuild: async () => {
      cache.empty()
      return currentPosition(db.pool)
    },
  })
}
