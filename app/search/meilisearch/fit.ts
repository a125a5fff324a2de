import type { IndexData } from '#app/search/built-in/index-data.ts'
import { PASSAGE_SHARE } from '#app/search/built-in/matcher.ts'
import { HEAVIEST } from '#app/search/built-in/postings.ts'
import { LEAST_RARITY } from '#app/search/built-in/tally.ts'
import { Weighing } from '#app/search/built-in/weighing.ts'
import { FIELDS_HEADER } from '#app/search/rank/fields.ts'
import { bitCount } from '#app/search/words/bits.ts'
import { READING, type Readings } from '#app/search/words/readings.ts'

/** Which words of a query an entry holds (as bits), and how well it fits; scores of one query can be compared. */
export type Fit = { words: number; score: number }

/** Tells how entries fit one query, as the retrieval of the built-in engine does for those that it finds itself. */
export class Fitting {
  private readonly weighing = new Weighing()

  constructor(
    private readonly index: IndexData,
    private readonly readings: Readings,
  ) {}

  /** The fit of an entry, together with the passage that it was found with, if any (its words). */
  of(slot: number, passage: Uint32Array | null): Fit {
    const { entries } = this.index
    const own = this.fitOf(entries.words.view(slot), FIELDS_HEADER, (word) => entries.postings.weight(word, slot))
    if (!passage) return this.byShare(own)
    this.weighing.passage(passage)
    const said = this.fitOf(passage, 0, (word) => this.weighing.weightOf(word))
    return this.byShare({ words: own.words | said.words, score: own.score + PASSAGE_SHARE * said.score })
  }

  private fitOf(words: Uint32Array, from: number, weightOf: (word: number) => number): Fit {
    const { readings } = this
    const best = new Float64Array(readings.query.words.length)
    let found = 0
    for (let at = from; at < words.length; at++) {
      const word = words[at]!
      for (let reading = readings.head(word); reading !== 0; reading = readings.next[reading]!) {
        const follower = readings.followers[reading]!
        if (follower !== 0 && words[at + 1] !== follower) continue
        const asked = readings.asked[reading]!
        const rarity = this.rarityOf(reading, word, asked)
        best[asked] = Math.max(best[asked]!, (rarity * readings.quality[reading]! * weightOf(word)) / HEAVIEST)
        found |= 1 << asked
      }
    }
    return { words: found, score: best.reduce((sum, score) => sum + score, 0) }
  }

  /** A rare misspelling in the archive must not count for more than the word that was asked. */
  private rarityOf(reading: number, word: number, asked: number): number {
    const { readings } = this
    const rarity = readings.rarityOf(word)
    if (readings.kinds[reading] === READING.joined) return rarity
    return Math.min(rarity, Math.max(readings.rarity[asked]!, LEAST_RARITY))
  }

  private byShare({ words, score }: Fit): Fit {
    const share = bitCount(words) / this.readings.query.words.length
    return { words, score: score * share * share }
  }
}
