import type { SearchQuery, SearchResult } from '#app/domain/search.ts'
import type { EngineResult, SearchDocument, SearchEngine, SearchIndex } from '#app/search/engine.ts'

import { type documentOf, queryOf } from './search-documents.ts'

/** An engine that holds these documents and nothing else. */
export type MakeEngine = (documents: SearchDocument[]) => Promise<SearchEngine & SearchIndex>

/** What an engine that is there answers. */
export async function find(engine: SearchEngine, query: SearchQuery | string): Promise<EngineResult> {
  const outcome = await engine.search(typeof query === 'string' ? queryOf(query) : query)
  if (outcome.status !== 'ok') throw new Error(`The engine was ${outcome.status}: ${outcome.reason}`)
  return outcome
}

/** The marked parts of a result, by field. */
export function markedParts({ highlights }: SearchResult): Record<string, string[]> {
  return Object.fromEntries(
    highlights.map(({ field, text, ranges }) => [field, ranges.map(([start, end]) => text.slice(start, end))]),
  )
}

/** A document as `documentOf` is told it, to be told again with changes. */
export function told(document: SearchDocument): Parameters<typeof documentOf>[0] {
  return {
    ...document,
    speakers: document.speakers.map(({ name }) => name),
    themes: document.themes.map(({ name }) => name),
  }
}
