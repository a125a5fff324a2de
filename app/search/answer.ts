import {
  type EngineName,
  type FacetName,
  type FacetValue,
  PAGE_SIZE,
  type SearchAnswer,
  type SearchQuery,
  type Suggestion,
} from '#app/domain/search.ts'

import type { EngineResult } from './engine.ts'
import { holdsWord } from './words/tokens.ts'

/** What `/suggest.json` sends. */
export type SuggestAnswer = { suggestions: Suggestion[]; engine: EngineName; notice: string | null }
/** What `/facet.json` sends. */
export type FacetAnswer = {
  facet: FacetName
  match: string
  values: FacetValue[]
  engine: EngineName
  notice: string | null
}

/** Who gave an answer, and a sentence for the reader when it was not who should have. */
export type From = { engine: EngineName; notice: string | null }

/** The same, with what is to be said of the text that was asked: one that is not empty and yet holds no word finds nothing. */
export function fromOf(from: From, text: string): From {
  if (from.notice !== null || text.trim() === '' || holdsWord(text)) return from
  return { ...from, notice: `“${text.trim()}” holds no word to search for: type a word, or the beginning of one.` }
}

/** The answer to a query, field by field as DESIGN.md section 6 has it. */
export function searchAnswer(query: SearchQuery, { total, results, facets }: EngineResult, from: From): SearchAnswer {
  return { query, total, page: query.page, pages: Math.ceil(total / PAGE_SIZE), results, facets, ...from }
}

/** The answer while no engine can give one: nothing found, and a sentence that says why. */
export function emptyAnswer(query: SearchQuery, from: From): SearchAnswer {
  const facets = { speaker: [], theme: [], year: [], month: [], kind: [], has: [] }
  return searchAnswer(query, { total: 0, results: [], facets }, from)
}
