import type {
  EngineName,
  EntryKind,
  FacetName,
  Facets,
  FacetValue,
  Holding,
  Named,
  SearchQuery,
  SearchResult,
  Suggestion,
} from '#app/domain/search.ts'

/** One thing that can be found, as an engine gets it. Made from rows by `documents.server.ts`; text is plain text. */
export type SearchDocument = {
  /** Unique and permanent: kind and row id, e.g. `conversation-12`. */
  key: string
  /** The id in the source where there was one, else the slug. */
  id: string
  kind: EntryKind
  slug: string
  /** Never empty: a conversation without a title is "Conversation with NAMES". */
  title: string
  /** Other names it goes by, found as the title is. */
  aliases: string[]
  heldOn: string | null
  speakers: Named[]
  /** Others who appeared (hosts, facilitators) and names with their titles: found as speakers are, but in no facet. */
  alsoNamed: string[]
  themes: Named[]
  summary: string
  /** The readable documents (insights, handouts) of a conversation: searched, and shown as "in the insights". */
  documents: { title: string; text: string }[]
  has: Holding[]
  passages: { start: number; end: number; speaker: string | null; text: string }[]
}

export type EngineResult = { total: number; results: SearchResult[]; facets: Facets }

/** An outage that is expected is a value (STYLE.md, rule 9). */
export type Outcome<T> = ({ status: 'ok' } & T) | { status: 'unavailable'; reason: string }

/**
 * The port: what is asked. Whatever it is, it answers; bad input never reaches it (the query is parsed before). A text
 * that is empty asks for everything, one that holds no word ("???") finds nothing.
 */
export interface SearchEngine {
  readonly name: EngineName
  search(query: SearchQuery): Promise<Outcome<EngineResult>>
  /** At most five, for the words typed so far. */
  suggest(text: string): Promise<Outcome<{ suggestions: Suggestion[] }>>
  /** The values of one facet whose label holds `match` (any part, folded), under the same query. */
  facet(query: SearchQuery, facet: FacetName, match: string): Promise<Outcome<{ values: FacetValue[] }>>
  /** How much each of these queries finds, in their order. Each text among them is looked for once. */
  totals(queries: readonly SearchQuery[]): Promise<Outcome<{ totals: number[] }>>
}

/** The port: what an engine is told of the archive. */
export interface SearchIndex {
  /** Puts and removes documents in place, in order. Resolves when searches see it. */
  update(put: SearchDocument[], removeKeys: string[]): Promise<void>
  /** Replaces everything; searches see the old index until the new one stands. */
  rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<void>
}
