import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import type { SearchDocument, SearchEngine, SearchIndex } from '#app/search/engine.ts'
import { adminClient, searchClient } from '#app/search/meilisearch/client.server.ts'
import { MeilisearchEngine } from '#app/search/meilisearch/engine.server.ts'
import { Feed } from '#app/search/meilisearch/feed.server.ts'
import type { TestMeilisearch } from '#tests/support/meilisearch.ts'

let made = 0

/**
 * Meilisearch with an index of its own, beside the built-in engine that it needs. Both engines of a process hold the same,
 * as the table of changes sees to it; here one call tells both.
 */
export async function makeMeilisearchPair(
  server: TestMeilisearch,
  documents: SearchDocument[],
  { leavesPassagesOut = false } = {},
): Promise<SearchEngine & SearchIndex> {
  const uid = `archive-${++made}`
  const address = { url: server.url, apiKey: server.apiKey }
  const builtIn = new BuiltInEngine()
  builtIn.leavesPassagesOut = leavesPassagesOut
  const feed = new Feed(adminClient(address), uid)
  const engine = new MeilisearchEngine({ client: await searchClient(address, uid), uid }, builtIn)
  const together: SearchEngine & SearchIndex = {
    name: engine.name,
    search: (query) => engine.search(query),
    suggest: (text) => engine.suggest(text),
    facet: (query, facet, match) => engine.facet(query, facet, match),
    totals: (queries) => engine.totals(queries),
    update: async (put, removeKeys) => {
      await builtIn.update(put, removeKeys)
      await feed.update([{ put, removeKeys }])
    },
    rebuild: async (batches) => {
      const all: SearchDocument[][] = []
      for await (const batch of batches) all.push(batch)
      const again = async function* () {
        yield* all
      }
      await builtIn.rebuild(again())
      await feed.rebuild(again())
    },
  }
  await together.rebuild(
    (async function* () {
      yield documents
    })(),
  )
  return together
}
