import { readSitePath } from '#app/domain/site-path.ts'

import type { Database } from './database.server.ts'

/**
 * Where an old path leads now, or null. Follows a renaming of a renaming; a circle leads nowhere. Whatever the table
 * says, the answer is a path of this site: an address elsewhere would make us an open redirect.
 */
export async function findRedirect(db: Database, path: string): Promise<string | null> {
  const seen = new Set([path])
  let target = path
  for (;;) {
    const row = await db.prisma.redirect.findUnique({ where: { fromPath: target }, select: { toPath: true } })
    if (row === null || readSitePath(row.toPath) === null) return target === path ? null : target
    if (seen.has(row.toPath)) return null
    seen.add(row.toPath)
    target = row.toPath
  }
}
