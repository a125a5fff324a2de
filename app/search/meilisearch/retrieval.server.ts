import { type Meilisearch, MeilisearchError, type MultiSearchQuery, type SearchResponse } from 'meilisearch'

import { PAGE_SIZE, type SearchQuery } from '#app/domain/search.ts'
import type { AllCounts } from '#app/search/built-in/facet-values.ts'
import { FacetCounts } from '#app/search/built-in/facets.ts'
import { Filter } from '#app/search/built-in/filter.ts'
import type { IndexData } from '#app/search/built-in/index-data.ts'
import { FEW } from '#app/search/built-in/matcher.ts'
import { RANKED } from '#app/search/rank/rank.ts'

import { Candidates, type Hit } from './candidates.ts'
import { type Distributions, distributionCounts } from './distribution.ts'
import { allBut, ENTRIES_ONLY, type Filters, filtersOf, type Group, GROUPS, oneOf, PASSAGES_ONLY } from './filters.ts'
import type { Looked } from './looked.ts'
import type { PassageHit } from './passages.ts'

/** Entries that lack a word: as many of each word as may join in all, and those that hold every word beside. */
const MOST_WIDER = 120
const MOST_PASSAGES = 200
const MOST_SUGGESTED = 60
const NAMES = ['title', 'names', 'unspacedNames', 'nameParts']

const ENTRY = ['entry', 'text']
const PASSAGE = ['key', 'entry', 'start', 'end', 'speakerName', 'text']

/** What a query finds: how much, the slots of its page in order, and counts for the facets. */
export type Found = {
  total: number
  page: number[]
  counts: AllCounts
  /** Passages that came with it; null when they have not been asked for. */
  passages: PassageHit[] | null
}

type Answer = SearchResponse<Hit, { page: number }>
type PassageAnswer = SearchResponse<PassageHit>

/** Asks Meilisearch: for entries and counts in one request; in a second one for passages, or when the first found too little. */
export class Retrieval {
  constructor(
    private readonly client: Meilisearch,
    private readonly indexUid: string,
    private readonly index: IndexData,
    /** Ends every request that is made here. */
    private readonly signal: AbortSignal,
  ) {}

  /** Finds the entries of one page. `looked` is null for a query without words. Throws a MeilisearchError. */
  async find(query: SearchQuery, looked: Looked | null): Promise<Found> {
    if (!looked && query.q.trim() !== '') return this.nothing(query)
    const filters = filtersOf(query, this.index.entries)
    const isRanked = looked !== null && query.sort === 'relevance' && query.page * PAGE_SIZE <= RANKED
    const window = isRanked
      ? { page: 1, hitsPerPage: RANKED }
      : { page: query.page, hitsPerPage: PAGE_SIZE, ...sortOf(query, looked) }
    const asksFew = Object.keys(filters).length > 0 || window.page > 1
    const [main, ...others] = await this.ask<Answer>([
      this.counting(looked, filters, undefined, window),
      ...activeGroups(filters).map((group) => this.counting(looked, filters, group, { page: 1, hitsPerPage: 1 })),
      // Whether few hold every word is asked of the whole archive, not of what is chosen in it.
      // They are needed from the first on, whatever page is asked for.
      ...(looked && asksFew ? [this.entries(looked.plan.q, { page: 1, hitsPerPage: FEW })] : []),
    ])
    const unfiltered = looked && asksFew ? others.at(-1)! : main!
    if (looked && unfiltered.totalHits < FEW) return this.findWider(query, looked, unfiltered.hits)
    const counts = distributionCounts(distributionsOf(main!, others, filters), this.index.entries)
    return { total: main!.totalHits, page: this.pageOf(query, looked, main!.hits, isRanked), counts, passages: null }
  }

  /** How much each query finds: in one request, and one more for each text that too little holds every word of. */
  async totals(asked: readonly { query: SearchQuery; looked: Looked | null }[]): Promise<number[]> {
    const { entries } = this.index
    const texts = [...new Set(asked.flatMap(({ looked }) => looked ?? []))]
    const answers = await this.ask<Answer>([
      ...asked.map(({ query, looked }) => ({
        ...this.entries(looked?.plan.q ?? '', { page: 1, hitsPerPage: 1 }),
        filter: [...(looked ? [] : [ENTRIES_ONLY]), ...allBut(filtersOf(query, entries), undefined)],
      })),
      ...texts.map(({ plan }) => this.entries(plan.q, { page: 1, hitsPerPage: FEW })),
    ])
    const widened = new Map<Looked, number[]>()
    for (const [number, looked] of texts.entries()) {
      const { totalHits, hits } = answers[asked.length + number]!
      if (totalHits < FEW) widened.set(looked, (await this.widen(looked, hits, false)).candidates.withFewLacking())
    }
    return asked.map(({ query, looked }, number) => {
      if (!looked) return query.q.trim() === '' ? answers[number]!.totalHits : 0
      const filter = new Filter(query, entries)
      const few = widened.get(looked)
      return few ? few.filter((slot) => filter.failed(slot) === 0).length : answers[number]!.totalHits
    })
  }

  /** The entries that hold every word in title or speakers, the best first. */
  async named(looked: Looked): Promise<number[]> {
    const asked = { q: looked.plan.q, attributesToSearchOn: NAMES, limit: MOST_SUGGESTED }
    const [answer] = await this.ask<Answer>([{ ...this.entries(looked.plan.q, asked), filter: ENTRIES_ONLY }])
    const candidates = new Candidates(this.index, looked.read).add(answer!.hits)
    return candidates.ranked(candidates.slots)
  }

  /** Passages of these entries that hold words of the query, the best first. */
  async passages(looked: Looked, entries: readonly string[]): Promise<PassageHit[]> {
    const [answer] = await this.ask<PassageAnswer>([
      { ...this.passagesFor(looked.plan.q), filter: [PASSAGES_ONLY, oneOf('entry', entries)] },
    ])
    return answer!.hits
  }

  private pageOf(query: SearchQuery, looked: Looked | null, hits: readonly Hit[], isRanked: boolean): number[] {
    if (!isRanked || !looked) {
      return hits.flatMap(({ entry }) => this.index.entries.slots.of(entry) ?? [])
    }
    const candidates = new Candidates(this.index, looked.read).add(hits)
    return cut(candidates.ranked(candidates.slots), query.page)
  }

  /** Few hold every word: what lacks one joins. All of it is at hand then, so it is filtered and counted here. */
  private async findWider(query: SearchQuery, looked: Looked, complete: readonly Hit[]): Promise<Found> {
    const { entries } = this.index
    const { candidates, passages } = await this.widen(looked, complete, this.index.passageCount > 0)
    const counts = new FacetCounts(entries)
    const passing = counts.count(candidates.withFewLacking(), new Filter(query, entries))
    return {
      total: passing.length,
      page: cut(this.inOrder(passing, query, candidates), query.page),
      counts,
      passages,
    }
  }

  private nothing(query: SearchQuery): Found {
    const counts = new FacetCounts(this.index.entries)
    counts.count([], new Filter(query, this.index.entries))
    return { total: 0, page: [], counts, passages: [] }
  }

  private async widen(looked: Looked, complete: readonly Hit[], withPassages: boolean) {
    const wider = looked.plan.wider
    const answers = await this.ask<PassageAnswer>([
      ...wider.map((q) => this.entries(q, { limit: MOST_WIDER })),
      ...(withPassages
        ? [looked.plan.q, ...wider].map((q) => ({ ...this.passagesFor(q), filter: PASSAGES_ONLY }))
        : []),
    ])
    const candidates = new Candidates(this.index, looked.read).add(complete)
    for (const { hits } of answers.slice(0, wider.length)) candidates.add(hits)
    const passages = new Map(answers.slice(wider.length).flatMap(({ hits }) => hits.map((hit) => [hit.key, hit])))
    return { candidates, passages: [...passages.values()] }
  }

  private inOrder(slots: readonly number[], { sort }: SearchQuery, candidates: Candidates): number[] {
    const { entries } = this.index
    if (sort === 'newest') return [...slots].sort((a, b) => entries.compareNewest(a, b))
    if (sort === 'oldest') return [...slots].sort((a, b) => entries.compareOldest(a, b))
    return candidates.ranked(slots)
  }

  /** A query with its filters, which counts all facets that nothing is chosen in, or the one that is left out. */
  private counting(
    looked: Looked | null,
    filters: Filters,
    left: Group | undefined,
    window: Partial<MultiSearchQuery>,
  ): MultiSearchQuery {
    const facets = left ? [left] : GROUPS.filter((group) => filters[group] === undefined)
    const filter = [...(looked ? [] : [ENTRIES_ONLY]), ...allBut(filters, left)]
    return { ...this.entries(looked?.plan.q ?? '', window), facets, filter }
  }

  private entries(q: string, window: Partial<MultiSearchQuery>): MultiSearchQuery {
    return { indexUid: this.indexUid, q, matchingStrategy: 'all', attributesToRetrieve: ENTRY, ...window }
  }

  private passagesFor(q: string): MultiSearchQuery {
    const limit = { distinct: 'key', limit: MOST_PASSAGES, attributesToRetrieve: PASSAGE }
    return { indexUid: this.indexUid, q, matchingStrategy: 'frequency', ...limit }
  }

  private async ask<T>(queries: MultiSearchQuery[]): Promise<T[]> {
    if (queries.length === 0) return []
    const answer: unknown = await this.client.multiSearch({ queries }, { signal: this.signal })
    const results = fieldOf(answer, 'results')
    if (!Array.isArray(results) || !queries.every((query, number) => isAnswerTo(query, results[number])))
      throw new MeilisearchError('Its answer holds no results.')
    return results as T[]
  }
}

/** Whatever stands in a server's place may answer anything. */
function isAnswerTo(query: MultiSearchQuery, result: unknown): boolean {
  const isCounted = query.hitsPerPage === undefined || typeof fieldOf(result, 'totalHits') === 'number'
  return isCounted && Array.isArray(fieldOf(result, 'hits'))
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null
}

function activeGroups(filters: Filters): Group[] {
  return GROUPS.filter((group) => filters[group] !== undefined)
}

function distributionsOf(main: Answer, others: readonly Answer[], filters: Filters): Distributions {
  const active = activeGroups(filters)
  const of = (group: Group) => {
    const place = active.indexOf(group)
    return (place < 0 ? main : others[place])?.facetDistribution?.[group] ?? {}
  }
  return { speaker: of('speaker'), theme: of('theme'), month: of('month'), kind: of('kind'), has: of('has') }
}

/** Without words, or where it is asked for: by date, and in one order for what has the same. */
function sortOf({ sort }: SearchQuery, looked: Looked | null): Partial<MultiSearchQuery> {
  if (sort === 'relevance' && looked) return {}
  return { sort: [sort === 'oldest' ? 'date:asc' : 'date:desc', 'kindOrder:asc', 'name:asc'] }
}

function cut(slots: readonly number[], page: number): number[] {
  return slots.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
}
