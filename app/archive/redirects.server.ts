import type { Database } from './database.server.ts'

/** A path of this site: one slash and no second one, nor a backslash, which browsers read as a slash. */
const OWN_PATH = /^\/(?![/\\])/
/** Chains come from renaming twice; a circle must end somewhere. */
const LONGEST_CHAIN = 5

/**
 * Where an old path leads now, or null. Follows a renaming of a renaming. Whatever the table says, the answer is a path
 * of this site: an address elsewhere would make us an open redirect.
 */
export async function findRedirect(db: Database, path: string): Promise<string | null> {
  let target: string | null = null
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const row: { toPath: string } | null = await db.prisma.redirect.findUnique({
      where: { fromPath: target ?? path },
      select: { toPath: true },
    })
    if (row === null || !OWN_PATH.test(row.toPath)) return target
    target = row.toPath
  }
  return target
}
