import { isDeepStrictEqual } from 'node:util'

import type { Meilisearch } from 'meilisearch'

import type { Database } from '#app/archive/database.server.ts'
import { withSnapshot } from '#app/search/changes.server.ts'
import { countDocuments, readAllDocuments } from '#app/search/documents.server.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { adminClient, type MeilisearchAddress } from '#app/search/meilisearch/client.server.ts'
import { oneOf } from '#app/search/meilisearch/filters.ts'
import { type IndexDocument, indexDocuments } from '#app/search/meilisearch/index-documents.ts'
import { readIndexState } from '#app/search/meilisearch/position.server.ts'

import { ofAll, type CheckOptions } from './finding.ts'

/** Entries that are asked for at once, with all their passages. */
const ENTRIES_AT_ONCE = 20
const MOST_DOCUMENTS = 100_000
const KEYS_AT_ONCE = 1000
const REMEDY = 'npm run reindex builds it anew'

/**
 * The index in Meilisearch against what would be sent to it from one moment of the archive: every entry and passage, field
 * by field, and nothing else. Beside a site that is being written to, the newest changes may still be on their way; an entry
 * that differs is then told although the next second mends it. Gives the number of documents that are right.
 */
export async function checkMeilisearchIndex(
  db: Database,
  address: MeilisearchAddress,
  { tell, update, signal }: CheckOptions,
): Promise<number> {
  const state = await readIndexState(db)
  if (state === undefined) {
    tell({
      weight: 'wrong',
      sentence: `Meilisearch has no index of this archive yet: a start of the site or ${REMEDY}.`,
    })
    return 0
  }
  const admin = adminClient(address)
  const setAside = new Set(state.setAside.map(({ key }) => key))
  for (const { key, reason } of state.setAside)
    tell({ weight: 'look', sentence: `Meilisearch refuses the document ${key}: ${reason}` })
  const expected = new Set<string>()
  let right = 0
  await withSnapshot(db, async (client) => {
    const all = await countDocuments(client)
    let done = 0
    for await (const batch of readAllDocuments(client)) {
      for (let at = 0; at < batch.length; at += ENTRIES_AT_ONCE) {
        signal?.throwIfAborted()
        const entries = batch.slice(at, at + ENTRIES_AT_ONCE)
        const found = await documentsOf(admin, state.uid, entries)
        for (const wanted of entries.flatMap((entry) => indexDocuments(entry))) {
          expected.add(wanted.key)
          if (setAside.has(wanted.key)) continue
          const fault = faultOf(wanted, found.get(wanted.key))
          if (fault === null) right += 1
          else tell({ weight: 'wrong', sentence: `The document ${wanted.key} of Meilisearch ${fault}: ${REMEDY}.` })
        }
        done += entries.length
        update(`${ofAll(done, all)} entries`)
      }
    }
  })
  for await (const key of keysIn(admin, state.uid)) {
    if (!expected.has(key))
      tell({ weight: 'wrong', sentence: `Meilisearch has the document ${key}, which the archive has not: ${REMEDY}.` })
  }
  return right
}

function faultOf(wanted: IndexDocument, found: IndexDocument | undefined): string | null {
  if (found === undefined) return 'is missing'
  // What was sent as JSON came back so: undefined fields are none.
  return isDeepStrictEqual(found, JSON.parse(JSON.stringify(wanted))) ? null : 'is not as the archive has it'
}

async function documentsOf(
  admin: Meilisearch,
  index: string,
  entries: readonly SearchDocument[],
): Promise<Map<string, IndexDocument>> {
  const { results } = await admin.index<IndexDocument>(index).getDocuments({
    filter: oneOf(
      'entry',
      entries.map(({ key }) => key),
    ),
    limit: MOST_DOCUMENTS,
  })
  return new Map(results.map((document) => [document.key, document]))
}

async function* keysIn(admin: Meilisearch, index: string): AsyncGenerator<string> {
  for (let offset = 0; ; offset += KEYS_AT_ONCE) {
    const { results } = await admin
      .index<IndexDocument>(index)
      .getDocuments({ fields: ['key'], limit: KEYS_AT_ONCE, offset })
    yield* results.map(({ key }) => key)
    if (results.length < KEYS_AT_ONCE) return
  }
}
