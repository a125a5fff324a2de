import { READING, type Readings } from '#app/search/words/readings.ts'
import { withRoom } from '#app/search/words/room.ts'

import type { Lists } from './lists.ts'
import { HEAVIEST, type Postings } from './postings.ts'

/** A word that the archive does not hold as it was asked counts at least as one of middling rarity. */
const LEAST_RARITY = 3
/** Halves that stand side by side are worth more than the weaker of them alone. */
const SIDE_BY_SIDE = 1.1
/** A split is looked for only where one of its halves is in at most so many documents: it is checked in each. */
const MOST_CHECKED_FOR_SPLIT = 5000

/**
 * What each document of one kind scores for a query: for every word that was asked, its best reading there counts once.
 * The arrays are kept from query to query and cleaned by what was touched; read them before the next query.
 */
export class Tally {
  scores = new Float32Array(0)
  /** A bit for each word of the query that was found. */
  found = new Int32Array(0)
  /** The documents in which any word was found, in no order. */
  readonly touched: number[] = []
  private best = new Float32Array(0)
  private bestTouched: number[] = []

  constructor(
    private readonly postings: Postings,
    private readonly words: Lists,
  ) {}

  /** Scores a query; `size` is one more than the greatest number of a document. */
  run(readings: Readings, size: number): void {
    this.clean(size)
    for (let asked = 0; asked < readings.query.words.length; asked++) {
      for (let reading = readings.bounds[asked]!; reading < readings.bounds[asked + 1]!; reading++) {
        this.addReading(readings, asked, reading)
      }
      this.close(1 << asked)
    }
  }

  private clean(size: number): void {
    for (const document of this.touched) {
      this.scores[document] = 0
      this.found[document] = 0
    }
    this.touched.length = 0
    this.scores = withRoom(this.scores, size)
    this.found = withRoom(this.found, size)
    this.best = withRoom(this.best, size)
  }

  private addReading(readings: Readings, asked: number, reading: number): void {
    const word = readings.words[reading]!
    const follower = readings.followers[reading]!
    const quality = readings.quality[reading]!
    const rarity = readings.rarityOf(word)
    if (follower !== 0) {
      this.addSplit(word, follower, quality * SIDE_BY_SIDE * Math.min(rarity, readings.rarityOf(follower)))
      return
    }
    const isJoined = readings.kinds[reading] === READING.joined
    // A rare misspelling in the archive must not count for more than the word that was asked.
    const counted = isJoined ? rarity : Math.min(rarity, Math.max(readings.rarity[asked]!, LEAST_RARITY))
    this.addPostings(this.postings.of(word), (counted * quality) / HEAVIEST)
  }

  private addPostings(postings: Uint32Array, factor: number): void {
    const { best, bestTouched } = this
    for (const posting of postings) {
      const document = posting >>> 8
      const score = factor * (posting & HEAVIEST)
      const known = best[document]!
      if (score <= known) continue
      if (known === 0) bestTouched.push(document)
      best[document] = score
    }
  }

  private addSplit(left: number, right: number, factor: number): void {
    const leftIsRarer = this.postings.frequency(left) <= this.postings.frequency(right)
    const [rarer, other] = leftIsRarer ? [left, right] : [right, left]
    if (this.postings.frequency(rarer) > MOST_CHECKED_FOR_SPLIT) return
    for (const posting of this.postings.of(rarer)) {
      const document = posting >>> 8
      const weight = Math.min(posting & HEAVIEST, this.postings.weight(other, document))
      const score = (factor * weight) / HEAVIEST
      const known = this.best[document]!
      if (score <= known || !this.standSideBySide(document, left, right)) continue
      if (known === 0) this.bestTouched.push(document)
      this.best[document] = score
    }
  }

  private standSideBySide(document: number, left: number, right: number): boolean {
    const page = this.words.page(document)
    const start = this.words.start(document)
    const last = start + this.words.length(document) - 1
    for (let at = start; at < last; at++) if (page[at] === left && page[at + 1] === right) return true
    return false
  }

  private close(bit: number): void {
    const { best, scores, found } = this
    for (const document of this.bestTouched) {
      if (found[document] === 0) this.touched.push(document)
      found[document] = found[document]! | bit
      scores[document] = scores[document]! + best[document]!
      best[document] = 0
    }
    this.bestTouched.length = 0
  }
}
