/** The terms of search: what is asked, and what an answer holds. Both engines and every page speak in these. */

export const ENTRY_KINDS = ['conversation', 'person', 'theme', 'offering', 'news'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** What opens here: a known recording whose address nobody has does not count. */
export const HOLDINGS = ['recording', 'insights', 'transcript', 'slides'] as const
export type Holding = (typeof HOLDINGS)[number]

export const SORTS = ['relevance', 'newest', 'oldest'] as const
export type Sort = (typeof SORTS)[number]

/** Letters. Here and not with what checks it: a page's search box needs the number, and would bring zod with it. */
export const QUERY_MAX_LENGTH = 400

export const FACETS = ['speaker', 'theme', 'year', 'month', 'kind', 'has'] as const
export type FacetName = (typeof FACETS)[number]

export const PAGE_SIZE = 20
/** Values that a facet lists, besides those that are chosen. */
export const FACET_SIZE = 20
export const PASSAGES_SHOWN = 3

/** A query after parsing. `from` and `to` are months (`2023-12`), both included; empty lists choose nothing. */
export type SearchQuery = {
  q: string
  speaker: string[]
  theme: string[]
  from: string | null
  to: string | null
  kind: EntryKind[]
  has: Holding[]
  sort: Sort
  page: number
}

export type Named = { slug: string; name: string }

/** A half-open range of UTF-16 units. */
export type Range = readonly [start: number, end: number]

export type HighlightField = 'title' | 'speakers' | 'themes' | 'summary' | 'document'

/** A field in which the query was found: the text shown (a whole field or a part of it) and where the words stand in it. */
export type Highlight = { field: HighlightField; text: string; ranges: Range[] }

/** A part of a transcript in which the query was found; times are seconds. */
export type PassageHit = { start: number; end: number; speaker: string | null; text: string; ranges: Range[] }

export type SearchResult = {
  /** The id in the source where there was one, else the slug. */
  id: string
  kind: EntryKind
  slug: string
  url: string
  title: string
  /** `YYYY-MM` or `YYYY-MM-DD`; null for what has no date (people, themes). */
  heldOn: string | null
  speakers: Named[]
  themes: Named[]
  /** Plain text, at most a few sentences, for showing under the title. */
  summary: string
  has: Holding[]
  highlights: Highlight[]
  passages: PassageHit[]
}

export type FacetValue = { value: string; label: string; count: number; selected: boolean }
export type Facets = Record<FacetName, FacetValue[]>

export type EngineName = 'built-in' | 'meilisearch'

/** What `/search.json` sends, field by field. */
export type SearchAnswer = {
  query: SearchQuery
  total: number
  page: number
  pages: number
  results: SearchResult[]
  facets: Facets
  engine: EngineName
  notice: string | null
}

export type Suggestion = {
  kind: EntryKind
  title: string
  slug: string
  url: string
  heldOn: string | null
  ranges: Range[]
}
