import { bitCount } from '#app/search/words/bits.ts'
import { READING, type Readings } from '#app/search/words/readings.ts'
import { withRoom } from '#app/search/words/room.ts'

import type { Lists } from './lists.ts'
import { HEAVIEST, placeFrom, type Postings } from './postings.ts'

/** A word that the archive does not hold as it was asked counts at least as one of middling rarity. */
export const LEAST_RARITY = 3
/** Halves that stand side by side are worth more than the weaker of them alone. */
const SIDE_BY_SIDE = 1.1
/** A split is looked for only where one of its halves is in at most so many documents: it is checked in each. */
const MOST_CHECKED_FOR_SPLIT = 5000

/** An owner that needs nothing of its documents. */
export const SATISFIED = -1
/** Owns what is not there to be found: documents that are being put in, or taken out. */
export const NOBODY = 2 ** 32 - 1

/**
 * Lets a tally pass over documents whose owner cannot match any more (passages of an entry). `seen` has, by owner, a bit
 * for each word of the query that was found in it or in any of its documents so far, or `SATISFIED`; the tally adds to
 * it. An owner may lack so many of the words looked at before. What `NOBODY` owns is passed over too.
 */
export type Gate = { owners: Uint32Array; seen: Int32Array; mayLack: 0 | 1 }

/**
 * What each document of one kind scores for a query: for every word that was asked, its best reading there counts once.
 * The arrays are kept from query to query and cleaned by what was touched; read them before the next query.
 */
export class Tally {
  scores = new Float32Array(0)
  /** A bit for each word of the query that was found. */
  found = new Int32Array(0)
  private touchedRoom = new Uint32Array(1024)
  private touchedCount = 0
  private best = new Float32Array(0)
  private bestRoom = new Uint32Array(1024)
  private bestCount = 0
  private gate: Gate | null = null
  /** The words of the query that were looked at before this one, as bits. */
  private before = 0

  /** `header` is how many numbers of a document's list come before its words. */
  constructor(
    private readonly postings: Postings,
    private readonly words: Lists,
    private readonly header: number,
  ) {}

  /** The documents in which any word was found, in no order. */
  get touched(): Uint32Array {
    return this.touchedRoom.subarray(0, this.touchedCount)
  }

  /** Scores a query; `size` is one more than the greatest number of a document. */
  run(readings: Readings, size: number, gate: Gate | null = null): void {
    this.clean(size)
    this.gate = gate
    this.before = 0
    for (const asked of this.rarestFirst(readings)) {
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
    this.touchedCount = 0
    this.scores = withRoom(this.scores, size)
    this.found = withRoom(this.found, size)
    this.best = withRoom(this.best, size)
    this.touchedRoom = withRoom(this.touchedRoom, size)
    this.bestRoom = withRoom(this.bestRoom, size)
  }

  /** With a gate, the fewer documents the first words let through, the less is to do for the others. */
  private rarestFirst(readings: Readings): number[] {
    const counts = readings.query.words.map((_, asked) => {
      let count = 0
      for (let reading = readings.bounds[asked]!; reading < readings.bounds[asked + 1]!; reading++) {
        count += this.postings.frequency(readings.words[reading]!)
      }
      return count
    })
    return [...counts.keys()].sort((a, b) => counts[a]! - counts[b]!)
  }

  private addReading(readings: Readings, asked: number, reading: number): void {
    const word = readings.words[reading]!
    if (this.postings.frequency(word) === 0) return
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
    const factor = (counted * quality) / HEAVIEST
    if (this.gate) this.addOwned(this.postings.of(word), factor, this.gate)
    else this.addAll(this.postings.of(word), factor)
  }

  /** Whether a document can be of no use any more. */
  private isPassedOver(document: number, { owners, seen, mayLack }: Gate): boolean {
    const owner = owners[document]!
    if (owner === NOBODY) return true
    const words = seen[owner]!
    const lacking = this.before & ~words
    return words === SATISFIED || (lacking !== 0 && bitCount(lacking) > mayLack)
  }

  private addAll(postings: Uint32Array, factor: number): void {
    for (const posting of postings) this.add(posting >>> 8, factor * (posting & HEAVIEST))
  }

  private addOwned(postings: Uint32Array, factor: number, gate: Gate): void {
    for (const posting of postings) {
      const document = posting >>> 8
      if (!this.isPassedOver(document, gate)) this.add(document, factor * (posting & HEAVIEST))
    }
  }

  private add(document: number, score: number): void {
    const known = this.best[document]!
    if (score <= known) return
    if (known === 0) this.bestRoom[this.bestCount++] = document
    this.best[document] = score
  }

  private addSplit(left: number, right: number, factor: number): void {
    const leftIsRarer = this.postings.frequency(left) <= this.postings.frequency(right)
    const [rarer, other] = leftIsRarer ? [left, right] : [right, left]
    if (this.postings.frequency(rarer) > MOST_CHECKED_FOR_SPLIT) return
    const others = this.postings.of(other)
    let at = 0
    for (const posting of this.postings.of(rarer)) {
      const document = posting >>> 8
      // Looking up the other half is what takes long: not where even the heaviest would add nothing.
      if (factor * (posting & HEAVIEST) <= HEAVIEST * this.best[document]!) continue
      if (this.gate && this.isPassedOver(document, this.gate)) continue
      at = placeFrom(others, at, document)
      if (at === others.length) return
      if (others[at]! >>> 8 !== document) continue
      const weight = Math.min(posting & HEAVIEST, others[at]! & HEAVIEST)
      if (this.standSideBySide(document, left, right)) this.add(document, (factor * weight) / HEAVIEST)
    }
  }

  private standSideBySide(document: number, left: number, right: number): boolean {
    const page = this.words.page(document)
    const start = this.words.start(document)
    const last = start + this.words.length(document) - 1
    for (let at = start + this.header; at < last; at++) if (page[at] === left && page[at + 1] === right) return true
    return false
  }

  private close(bit: number): void {
    const { best, bestRoom, bestCount, scores, found, gate } = this
    for (let index = 0; index < bestCount; index++) {
      const document = bestRoom[index]!
      if (found[document] === 0) this.touchedRoom[this.touchedCount++] = document
      found[document] = found[document]! | bit
      scores[document] = scores[document]! + best[document]!
      best[document] = 0
      if (gate) this.see(document, bit, gate)
    }
    this.bestCount = 0
    this.before |= bit
  }

  private see(document: number, bit: number, { owners, seen }: Gate): void {
    const owner = owners[document]!
    if (seen[owner] !== SATISFIED) seen[owner] = seen[owner]! | bit
  }
}
