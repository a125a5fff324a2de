import { env } from '#app/platform/env.server.ts'

import { getDatabase, type Database } from './database.server.ts'

/**
 * The archive's database in this process. Whoever starts the process (scripts/, tests) has either opened it already under
 * its singleton name, as it does with the embedded Postgres, or set DATABASE_URL.
 */
export function archive(): Database {
  return getDatabase(() => {
    const { databaseUrl } = env()
    if (databaseUrl === undefined)
      throw new Error('No database has been opened in this process, and DATABASE_URL is not set.')
    return databaseUrl
  })
}
