import type { Meilisearch } from 'meilisearch'

import { entryAddress } from '#app/domain/entry-address.ts'
import type { FacetName, FacetValue, SearchQuery, Suggestion } from '#app/domain/search.ts'
import { type BuiltInEngine, MOST_SUGGESTIONS, SHORTEST_SUGGESTED } from '#app/search/built-in/engine.ts'
import { facetValues, matchingValues } from '#app/search/built-in/facet-values.ts'
import type { IndexData } from '#app/search/built-in/index-data.ts'
import type { EngineResult, Outcome, SearchEngine } from '#app/search/engine.ts'
import { Highlighter, rangesOf } from '#app/search/rank/highlight.ts'
import { presentInSlices, presenting } from '#app/search/rank/present.ts'

import { Candidates } from './candidates.ts'
import { failureOf, SEARCH_TIMEOUT_MS } from './client.server.ts'
import { type Looked, lookUp } from './looked.ts'
import { choosePassages, type PassageHit } from './passages.ts'
import { type Found, Retrieval } from './retrieval.server.ts'

/** What searches go through: a client that may search, and the index. */
export type SearchedIndex = { client: Meilisearch; uid: string }

/**
 * Meilisearch, asked for candidates and counts. What it finds is put in order, marked and shown from the entries that the
 * built-in engine of this process holds: the same documents, from the same table of changes.
 */
export class MeilisearchEngine implements SearchEngine {
  readonly name = 'meilisearch'

  constructor(
    private readonly searched: SearchedIndex,
    private readonly builtIn: BuiltInEngine,
  ) {}

  search(query: SearchQuery): Promise<Outcome<EngineResult>> {
    return this.ask(async (index, retrieval) => {
      const looked = lookUp(query.q, index)
      const found = await retrieval.find(query, looked)
      const results = looked
        ? await this.marked(found, looked, index, retrieval)
        : await presentInSlices(
            found.page.flatMap((slot) => index.entries.get(slot) ?? []).map((entry) => presenting(entry, [], null)),
          )
      return { total: found.total, results, facets: facetValues(found.counts, query, index.entries) }
    })
  }

  suggest(text: string): Promise<Outcome<{ suggestions: Suggestion[] }>> {
    return this.ask(async (index, retrieval) => {
      const looked = text.trim().length < SHORTEST_SUGGESTED ? null : lookUp(text, index)
      if (!looked) return { suggestions: [] }
      const highlighter = new Highlighter(looked.read.readings, index.vocabulary)
      const slots = (await retrieval.named(looked)).slice(0, MOST_SUGGESTIONS)
      const entries = slots.flatMap((slot) => index.entries.get(slot) ?? [])
      const suggestions = entries.map(({ kind, title, slug, heldOn }) => {
        const [marks] = highlighter.mark([title])
        return { kind, title, slug, url: entryAddress(kind, slug), heldOn, ranges: rangesOf(marks ?? []) }
      })
      return { suggestions }
    })
  }

  facet(query: SearchQuery, facet: FacetName, match: string): Promise<Outcome<{ values: FacetValue[] }>> {
    return this.ask(async (index, retrieval) => {
      const { counts } = await retrieval.find({ ...query, page: 1 }, lookUp(query.q, index))
      return { values: matchingValues(counts, query, index.entries, facet, match) }
    })
  }

  totals(queries: readonly SearchQuery[]): Promise<Outcome<{ totals: number[] }>> {
    return this.ask(async (index, retrieval) => {
      const looked = new Map([...new Set(queries.map(({ q }) => q))].map((text) => [text, lookUp(text, index)]))
      return {
        totals: await retrieval.totals(queries.map((query) => ({ query, looked: looked.get(query.q) ?? null }))),
      }
    })
  }

  private async marked(found: Found, looked: Looked, index: IndexData, retrieval: Retrieval) {
    const candidates = new Candidates(index, looked.read)
    // Taken before the next request: an entry may be withdrawn while that is answered.
    const shown = found.page.flatMap((slot) => {
      const entry = index.entries.get(slot)
      return entry ? [{ entry, own: candidates.ownWords(slot) }] : []
    })
    const passages = byEntry(found.passages ?? (await this.passagesOf(shown, looked, index, retrieval)))
    const highlighter = new Highlighter(looked.read.readings, index.vocabulary)
    const results = shown.map(({ entry, own }) => {
      const chosen = choosePassages(own, passages.get(entry.key) ?? [], looked.read, index.vocabulary)
      return presenting(entry, chosen, highlighter)
    })
    return presentInSlices(results)
  }

  private async passagesOf(
    shown: readonly { entry: { key: string; kind: string } }[],
    looked: Looked,
    index: IndexData,
    retrieval: Retrieval,
  ): Promise<PassageHit[]> {
    if (index.passageCount === 0) return []
    const conversations = shown.filter(({ entry }) => entry.kind === 'conversation').map(({ entry }) => entry.key)
    return conversations.length === 0 ? [] : retrieval.passages(looked, conversations)
  }

  private async ask<T>(question: (index: IndexData, retrieval: Retrieval) => Promise<T>): Promise<Outcome<T>> {
    const index = this.builtIn.data
    const { client, uid } = this.searched
    // One for all that a search asks: the reader waits for both requests of it.
    const signal = AbortSignal.timeout(SEARCH_TIMEOUT_MS)
    try {
      const answer = await question(index, new Retrieval(client, uid, index, signal))
      return { status: 'ok', ...answer }
    } catch (error) {
      const reason = failureOf(error)
      if (reason === undefined) throw error
      return { status: 'unavailable', reason }
    }
  }
}

function byEntry(passages: readonly PassageHit[]): Map<string, PassageHit[]> {
  const grouped = new Map<string, PassageHit[]>()
  for (const passage of passages) {
    const known = grouped.get(passage.entry)
    if (known) known.push(passage)
    else grouped.set(passage.entry, [passage])
  }
  return grouped
}
