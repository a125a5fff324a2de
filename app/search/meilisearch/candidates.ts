import { describeCandidate } from '#app/search/built-in/describe.ts'
import type { IndexData, ReadQuery } from '#app/search/built-in/index-data.ts'
import { MOST_LACKING } from '#app/search/built-in/matcher.ts'
import { topOf } from '#app/search/built-in/top.ts'
import { knownWords } from '#app/search/rank/fields.ts'
import { rankCandidates } from '#app/search/rank/rank.ts'
import { bitCount } from '#app/search/words/bits.ts'

import { type Fit, Fitting } from './fit.ts'

/** What a search of Meilisearch gives back of each match: the entry, and the words of the passage if that is what matched. */
export type Hit = { entry: string; text?: string }

type Described = { fit: Fit; passage: Uint32Array | null }

/**
 * Entries that Meilisearch found for a query, known by their slots in this process, where their words are. An entry that
 * is not there (any more) is left out.
 */
export class Candidates {
  private readonly found = new Map<number, Described>()
  private readonly fitting: Fitting

  constructor(
    private readonly index: IndexData,
    private readonly read: ReadQuery,
  ) {
    this.fitting = new Fitting(index, read.readings)
  }

  /** Every slot, in the order in which they were found first. */
  get slots(): number[] {
    return [...this.found.keys()]
  }

  /** Adds what a search found; of an entry that was found before, the better fit counts. */
  add(hits: readonly Hit[]): this {
    for (const { entry, text } of hits) {
      const slot = this.index.entries.slots.of(entry)
      if (slot === undefined) continue
      const passage = text === undefined ? null : knownWords(text, this.index.vocabulary)
      const fit = this.fitting.of(slot, passage)
      const known = this.found.get(slot)
      if (!known || fit.score > known.fit.score) this.found.set(slot, { fit, passage })
    }
    return this
  }

  /** Those that hold every word of the query, and the best of those that lack one. */
  withFewLacking(): number[] {
    const asked = this.read.readings.query.words.length
    const complete: number[] = []
    const lacking: number[] = []
    for (const [slot, { fit }] of this.found) {
      const count = bitCount(fit.words)
      if (count === asked) complete.push(slot)
      else if (count === asked - 1 && count > 0) lacking.push(slot)
    }
    const compare = (a: number, b: number) =>
      this.found.get(b)!.fit.score - this.found.get(a)!.fit.score || this.index.entries.compareNewest(a, b)
    return [...complete, ...topOf(lacking, MOST_LACKING, compare)]
  }

  /** Puts slots in order, the best answer first. */
  ranked(slots: readonly number[]): number[] {
    const { entries, vocabulary } = this.index
    return rankCandidates(
      slots,
      (slot) => {
        const { fit, passage } = this.found.get(slot)!
        return describeCandidate(entries, slot, passage, fit.score)
      },
      (a, b) => entries.compareNewest(a, b),
      { ...this.read, vocabulary },
    )
  }

  /** The words of the query that an entry holds by itself, as bits. */
  ownWords(slot: number): number {
    return this.fitting.of(slot, null).words
  }
}
