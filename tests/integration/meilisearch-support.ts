import { vi } from 'vitest'

import type { Database } from '#app/archive/database.server.ts'
import type { SearchAnswer, SearchQuery } from '#app/domain/search.ts'
import { forgetSingleton } from '#app/platform/singleton.ts'
import { type Search, startSearch } from '#app/search/index.server.ts'
import type { MeilisearchAddress } from '#app/search/meilisearch/client.server.ts'
import { queryOf } from '#tests/contracts/search-documents.ts'

/** Long enough for a busy machine; nothing is asserted about how long it takes. */
export const PATIENCE = { timeout: 60_000, interval: 50 }

/** A search of its own, as another process would have, with a Meilisearch before the built-in engine. */
export async function openWithMeilisearch(db: Database, { url, apiKey }: MeilisearchAddress): Promise<Search> {
  const search = await startSearch(db, { engine: 'meilisearch', meilisearch: { url, apiKey } })
  forgetSingleton('search')
  return search
}

export async function answerOf(search: Search, query: Partial<SearchQuery> | string): Promise<SearchAnswer> {
  const outcome = await search.search(queryOf(query))
  if (outcome.status !== 'ok') throw new Error(outcome.reason)
  return outcome
}

/** Waits until Meilisearch answers again, and with all that has been written so far. */
export async function untilMeilisearchAnswers(search: Search): Promise<void> {
  await vi.waitFor(async () => {
    const { engine, notice } = await answerOf(search, '')
    if (engine !== 'meilisearch') throw new Error(`The ${engine} engine answers: ${notice}`)
  }, PATIENCE)
  await search.meilisearch!.caughtUp()
  await search.caughtUp()
}
