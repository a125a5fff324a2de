import type { PoolClient } from 'pg'

import type { Database } from '#app/archive/database.server.ts'
import { type EntryKind, ENTRY_KINDS } from '#app/domain/search.ts'
import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import { withSnapshot } from '#app/search/changes.server.ts'
import { countDocuments, readAllDocuments } from '#app/search/documents.server.ts'
import type { SearchDocument } from '#app/search/engine.ts'

import { ofAll, type CheckOptions } from './finding.ts'

/** What readers may find, counted by itself and not by what makes the documents. */
const PUBLISHED: Record<EntryKind, string> = {
  conversation: `SELECT count(*)::int AS count FROM conversation WHERE status = 'published'`,
  person: `SELECT count(DISTINCT a.person_id)::int AS count FROM appearance a
    JOIN conversation c ON c.id = a.conversation_id WHERE c.status = 'published'`,
  theme: `SELECT count(DISTINCT t.theme_id)::int AS count FROM conversation_theme t
    JOIN conversation c ON c.id = t.conversation_id WHERE c.status = 'published'`,
  offering: `SELECT count(*)::int AS count FROM offering WHERE status = 'published'`,
  news: `SELECT count(*)::int AS count FROM news_item WHERE status = 'published'`,
}

/**
 * The built-in index against Postgres: one is built from one moment of the archive, as the site does when it starts, and
 * must hold all that is published, once, and nothing else. Passages are left out, so memory grows with entries alone. A
 * running site's own index cannot be looked into; it is made in the same way. Gives the number of entries.
 */
export async function checkBuiltInIndex(db: Database, options: CheckOptions): Promise<number> {
  const { tell, update, signal } = options
  return withSnapshot(db, async (client) => {
    const all = await countDocuments(client)
    const counts = new Map<EntryKind, number>()
    const keys = new Set<string>()
    let done = 0

    async function* watched(): AsyncGenerator<SearchDocument[]> {
      for await (const batch of readAllDocuments(client)) {
        signal?.throwIfAborted()
        for (const { key, kind, title, slug } of batch) {
          if (keys.has(key)) tell({ weight: 'wrong', sentence: `The search document ${key} is made twice.` })
          if (title.trim() === '')
            tell({ weight: 'wrong', sentence: `The ${kind} ${slug} has no title to be found by.` })
          keys.add(key)
          counts.set(kind, (counts.get(kind) ?? 0) + 1)
        }
        done += batch.length
        update(`${ofAll(done, all)} entries`)
        yield batch
      }
    }

    const engine = new BuiltInEngine()
    engine.leavesPassagesOut = true
    await engine.rebuild(watched())
    for (const kind of ENTRY_KINDS) {
      const published = await countPublished(client, kind)
      const indexed = counts.get(kind) ?? 0
      if (published === indexed) continue
      const sentence = `Of kind ${kind}, ${published} are published and ${indexed} would be found by search.`
      tell({ weight: 'wrong', sentence })
    }
    const found = await engine.search(EMPTY_QUERY)
    if (found.status !== 'ok' || found.total !== keys.size) {
      const holds = found.status === 'ok' ? String(found.total) : 'no'
      tell({
        weight: 'wrong',
        sentence: `The built-in index holds ${holds} entries, not the ${keys.size} put into it.`,
      })
    }
    return keys.size
  })
}

async function countPublished(client: PoolClient, kind: EntryKind): Promise<number> {
  return (await client.query<{ count: number }>(PUBLISHED[kind])).rows[0]?.count ?? 0
}
