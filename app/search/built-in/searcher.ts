import {
  type FacetName,
  type Facets,
  type FacetValue,
  PAGE_SIZE,
  PASSAGES_SHOWN,
  type SearchQuery,
} from '#app/domain/search.ts'
import type { Candidate } from '#app/search/rank/features.ts'
import { FIELDS_HEADER } from '#app/search/rank/fields.ts'
import { RANKED, rankCandidates } from '#app/search/rank/rank.ts'
import { bitCount } from '#app/search/words/bits.ts'
import type { Readings } from '#app/search/words/readings.ts'

import { describeCandidate } from './describe.ts'
import { facetValues, matchingValues } from './facet-values.ts'
import { FacetCounts } from './facets.ts'
import { Filter } from './filter.ts'
import type { IndexData, ReadQuery } from './index-data.ts'
import { Matcher, type TextMatch } from './matcher.ts'
import { topOf } from './top.ts'

/** An entry on a page of results, with the passages to be shown under it; both as slots. */
export type FoundEntry = { slot: number; passages: number[] }

/** The readings are null for a query without words. */
export type FoundPage = { total: number; entries: FoundEntry[]; facets: Facets; readings: Readings | null }

/** The words of a query looked up in the index, and what they match. */
type Looked = ReadQuery & { match: TextMatch }

/** Answers queries from an index: match, filter and count, put in order, cut a page. Synchronous. */
export class Searcher {
  private readonly matcher: Matcher
  private readonly counts: FacetCounts

  constructor(private readonly index: IndexData) {
    this.matcher = new Matcher(index)
    this.counts = new FacetCounts(index.entries)
  }

  search(query: SearchQuery): FoundPage {
    const looked = this.lookUp(query.q)
    const passing = this.filter(query, looked)
    const facets = facetValues(this.counts, query, this.index.entries)
    const end = query.page * PAGE_SIZE
    // Nothing is put in order for a page beyond the last.
    const isBeyond = end - PAGE_SIZE >= passing.length
    const page = isBeyond ? [] : this.firstOf(passing, end, query, looked).slice(end - PAGE_SIZE, end)
    const entries = page.map((slot) => ({ slot, passages: looked ? this.passagesOf(slot, looked) : [] }))
    return { total: passing.length, entries, facets, readings: looked?.readings ?? null }
  }

  /** The values of one facet whose label holds `match`. */
  facet(query: SearchQuery, facet: FacetName, match: string): FacetValue[] {
    this.filter(query, this.lookUp(query.q))
    return matchingValues(this.counts, query, this.index.entries, facet, match)
  }

  /** The best entries that hold every word in title or speakers, at most `count`. */
  suggest(text: string, count: number): { slots: number[]; readings: Readings | null } {
    const looked = this.lookUp(text)
    if (!looked) return { slots: [], readings: null }
    const named = looked.match.entries.filter((slot) => this.isNamed(slot, looked.readings))
    return { slots: this.byRelevance(named, RANKED, looked).slice(0, count), readings: looked.readings }
  }

  /** How much each query finds; each text is matched once, and nothing is put in order. */
  totals(queries: readonly SearchQuery[]): number[] {
    const { entries } = this.index
    const matching = new Map<string, readonly number[]>()
    return queries.map((query) => {
      const found = matching.get(query.q) ?? this.matching(query.q, this.lookUp(query.q))
      matching.set(query.q, found)
      const filter = new Filter(query, entries)
      return found.filter((entry) => filter.failed(entry) === 0).length
    })
  }

  private lookUp(text: string): Looked | null {
    const read = this.index.read(text)
    return read && { ...read, match: this.matcher.match(read.readings, read.phrases) }
  }

  private filter(query: SearchQuery, looked: Looked | null): number[] {
    const { entries } = this.index
    return this.counts.count(this.matching(query.q, looked), new Filter(query, entries))
  }

  /** What a text finds before filters: everything where there is none, nothing where it holds no word. */
  private matching(text: string, looked: Looked | null): readonly number[] {
    if (looked) return looked.match.entries
    return text.trim() === '' ? this.index.entries.newestFirst() : []
  }

  /** The first `count` of what passes, in the order asked for; more where that costs nothing. */
  private firstOf(passing: number[], count: number, { sort }: SearchQuery, looked: Looked | null): readonly number[] {
    const { entries } = this.index
    if (sort === 'oldest') return topOf(passing, count, (a, b) => entries.compareOldest(a, b))
    // Without words everything comes the newest first already.
    if (!looked) return passing
    if (sort === 'newest') return topOf(passing, count, (a, b) => entries.compareNewest(a, b))
    return this.byRelevance(passing, count, looked)
  }

  private byRelevance(passing: readonly number[], count: number, looked: Looked): number[] {
    const { entries, vocabulary } = this.index
    const { scores } = looked.match
    const compareNewest = (a: number, b: number) => entries.compareNewest(a, b)
    const byScore = (a: number, b: number) => scores[b]! - scores[a]! || compareNewest(a, b)
    const retrieved = topOf(passing, Math.max(RANKED, count), byScore)
    const describe = (slot: number) => this.describe(slot, looked.match)
    const asking = { readings: looked.readings, phrases: looked.phrases, vocabulary }
    const ranked = rankCandidates(retrieved.slice(0, RANKED), describe, compareNewest, asking)
    return [...ranked, ...retrieved.slice(RANKED)]
  }

  private describe(slot: number, match: TextMatch): Candidate {
    const { entries, passages } = this.index
    const passage = match.passages[slot]!
    return describeCandidate(entries, slot, passage < 0 ? null : passages.words.view(passage), match.scores[slot]!)
  }

  private passagesOf(slot: number, { readings }: Looked): number[] {
    return this.matcher.passagesToShow(slot, readings, PASSAGES_SHOWN)
  }

  private isNamed(slot: number, readings: Readings): boolean {
    const { words } = this.index.entries
    const page = words.page(slot)
    const start = words.start(slot)
    const speakersEnd = start + page[start + 1]!
    let found = 0
    for (let at = start + FIELDS_HEADER; at < speakersEnd; at++) {
      for (let reading = readings.head(page[at]!); reading !== 0; reading = readings.next[reading]!) {
        const follower = readings.followers[reading]!
        if (follower === 0 || page[at + 1] === follower) found |= 1 << readings.asked[reading]!
      }
    }
    return bitCount(found) === readings.query.words.length
  }
}
