import { startEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts'
import { applyMigrations } from '#app/platform/migrations.server.ts'

import { openDatabase, type Database } from './database.server.ts'

const MIGRATIONS = 'prisma/migrations'

export type OpenArchive = {
  db: Database
  /** The address of the database, password included. */
  url: string
  /** The names of the migrations that were applied now. */
  migrated: string[]
  /** Closes `db` and leaves the embedded Postgres; who leaves last stops it. */
  close: () => Promise<void>
}

/**
 * The archive's database, migrated: that of `databaseUrl`, or without one the embedded Postgres of `dataDir`, started or
 * (when it runs already) joined. `say` hears of each step that takes time and of what is odd; `signal` ends every wait in
 * it. Throws an OperatorError. To be called from the top of the checkout, where `prisma/migrations` is.
 */
export async function openArchive(
  { databaseUrl, dataDir }: { databaseUrl: string | undefined; dataDir: string },
  say: (step: string) => void,
  signal?: AbortSignal,
): Promise<OpenArchive> {
  const postgres = await choosePostgres(databaseUrl, dataDir, say, signal)
  try {
    const { applied, warnings } = await applyMigrations(postgres.url, MIGRATIONS, { signal, say })
    for (const warning of warnings) say(warning)
    if (applied.length > 0) say(`Migrated the database (${applied.length} migrations).`)
    const db = openDatabase(postgres.url)
    return {
      db,
      url: postgres.url,
      migrated: applied,
      close: async () => {
        await db.close()
        await postgres.stop()
      },
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

type Postgres = { url: string; stop: () => Promise<unknown> }

async function choosePostgres(
  databaseUrl: string | undefined,
  dataDir: string,
  say: (step: string) => void,
  signal: AbortSignal | undefined,
): Promise<Postgres> {
  if (databaseUrl !== undefined) return { url: databaseUrl, stop: async () => undefined }
  const postgres = await startEmbeddedPostgres({ dataDir, say, signal })
  say(postgres.adopted ? 'Joined the embedded Postgres that runs already.' : 'Started the embedded Postgres.')
  return postgres
}
