import type { Asked, AskedWord } from './asked.ts'
import { NumberTable } from './number-table.ts'
import { withRoom } from './room.ts'
import { isUnspaced } from './tokens.ts'
import { transliterations } from './transliteration.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How a word of the archive answers a word of the query. */
export const READING = {
  exact: 0,
  inflected: 1,
  prefix: 2,
  oneTypo: 3,
  twoTypos: 4,
  joined: 5,
  transliterated: 6,
  part: 7,
} as const
export type ReadingKind = (typeof READING)[keyof typeof READING]

/** How often words occur: in how many of all documents. The rarer a word, the more it says. */
export type Frequencies = { readonly total: number; of(id: number): number }

/** How good a reading is, 1 being the word itself. */
const QUALITY = {
  inflected: 0.85,
  transliterated: 0.9,
  prefix: 0.7,
  /** Of a part of a word, times the share of the word that it is. */
  part: 0.7,
  oneTypo: 0.55,
  twoTypos: 0.25,
  /** What a typo at the first letter leaves of the quality: people rarely miss that one. */
  firstLetter: 0.7,
  joined: 0.8,
  joinedPrefix: 0.6,
  split: 0.9,
  splitInThree: 0.8,
}

const SHORTEST_WITH_TYPO = 4
/** A short word that the archive does not know and that is finished is more likely a slip than something else. */
const SHORTEST_UNKNOWN_WITH_TYPO = 3
/** A word that the archive knows is read with one typo at most, however long: two would lead to other words. */
const SHORTEST_WITH_TWO_TYPOS = 6
/** A word that may not be finished has fewer letters than it will have. */
const SHORTEST_OPEN_WITH_TWO_TYPOS = 8
const SHORTEST_SPLIT = 5
const SHORTEST_SPLIT_IN_THREE = 7
const LONGEST_SPLIT_IN_THREE = 24
/** Of three parts the first and the last have three letters at least. */
const SHORTEST_OUTER_PART = 3
const LONGEST_INITIALS = 4
const SHORTEST_JOINED_PREFIX = 6
const MOST_COMPLETIONS_OF_A_PART = 50
/** Readings at least this good say how rare a word is that the archive does not know. */
const GOOD_READING = 0.5

/**
 * Every way in which the words of a query may be read in a vocabulary. Kept in flat arrays, chained twice: by word of
 * the query (`first` and on through the numbers up to `end`) and by word of the archive (`head`, `next`).
 */
export class Readings {
  /** How rare each word of the query is, as an inverse document frequency. */
  readonly rarity: Float64Array
  /** How good the best reading of each word of the query is. */
  readonly best: Float64Array
  /** Readings of word `n` of the query have the numbers `bounds[n]` to `bounds[n + 1]`. Number 0 is no reading. */
  readonly bounds: number[] = [1]
  asked = new Uint8Array(64)
  words = new Uint32Array(64)
  quality = new Float32Array(64)
  kinds = new Uint8Array(64)
  /** The word that must stand right after, for a word that was split; else 0. */
  followers = new Uint32Array(64)
  next = new Int32Array(64)
  private readonly heads = new NumberTable()
  private count = 1

  constructor(
    readonly query: Asked,
    private readonly vocabulary: Vocabulary,
    private readonly frequencies: Frequencies,
  ) {
    this.rarity = new Float64Array(query.words.length)
    this.best = new Float64Array(query.words.length)
    for (let index = 0; index < query.words.length; index++) {
      this.readWord(index)
      this.bounds.push(this.count)
    }
  }

  /** The first reading that a word of the archive serves, 0 when it serves none; `next` leads to the others. */
  head(id: number): number {
    return this.heads.get(id)
  }

  /** The inverse document frequency of a word of the archive. */
  rarityOf(id: number): number {
    return inverseFrequency(this.frequencies.of(id), this.frequencies.total)
  }

  private readWord(index: number): void {
    const asked = this.query.words[index]!
    const own = this.vocabulary.find(asked.word)
    const best = new Map<number, { quality: number; kind: ReadingKind }>()
    const offerOne = (id: number, quality: number, kind: ReadingKind) => {
      const known = best.get(id)
      if (!known || quality > known.quality) best.set(id, { quality, kind })
    }
    const offer = (id: number, quality: number, kind: ReadingKind) => {
      offerOne(id, quality, kind)
      for (const whole of this.vocabulary.wholesOf(id)) {
        offerOne(whole, quality * this.qualityOfPart(id, whole), isSlip(kind) ? kind : READING.part)
      }
    }
    if (own !== undefined) offer(own, 1, READING.exact)
    if (!isUnspaced(asked.word)) {
      this.offerNear(asked, own, offer)
      for (const id of this.vocabulary.forms(asked.word)) offer(id, QUALITY.inflected, READING.inflected)
      for (const spelling of [...transliterations(asked.typed), ...(asked.spelt === null ? [] : [asked.spelt])]) {
        const id = this.vocabulary.find(spelling)
        if (id !== undefined) offer(id, QUALITY.transliterated, READING.transliterated)
      }
    }
    this.rarity[index] = this.rarityOfAsked(own, best)
    for (const [id, { quality, kind }] of best) this.link(index, id, quality, kind, 0)
    if (!isUnspaced(asked.word)) {
      this.linkJoined(index, asked)
      this.linkSplit(index, asked, own !== undefined)
    }
  }

  private offerNear(
    asked: AskedWord,
    own: number | undefined,
    offer: (id: number, quality: number, kind: ReadingKind) => void,
  ): void {
    const { word, open } = asked
    const typos = typosAllowed(asked, own !== undefined)
    const share = (id: number) => 0.4 + 0.6 * Math.min(1, word.length / this.vocabulary.text(id).length)
    if (typos === 0) {
      if (open) this.vocabulary.completions(word, (id) => offer(id, QUALITY.prefix * share(id), READING.prefix))
      return
    }
    this.vocabulary.near(word, typos, open, (id, distance, isPrefix) => {
      let quality = isPrefix ? QUALITY.prefix * share(id) : 1
      if (distance === 0) {
        offer(id, quality, isPrefix ? READING.prefix : READING.exact)
        return
      }
      quality *= distance === 1 ? QUALITY.oneTypo : QUALITY.twoTypos
      if (this.vocabulary.text(id)[0] !== word[0]) quality *= QUALITY.firstLetter
      offer(id, quality, distance === 1 ? READING.oneTypo : READING.twoTypos)
    })
  }

  private rarityOfAsked(own: number | undefined, best: Map<number, { quality: number }>): number {
    // What stands nowhere by itself and is only asked for is as rare as what it is a part of.
    const standsAlone =
      own !== undefined && (this.frequencies.of(own) > 0 || this.vocabulary.wholesOf(own).length === 0)
    if (standsAlone) return this.rarityOf(own)
    let good = 0
    let all = 0
    for (const [id, { quality }] of best) {
      const frequency = this.frequencies.of(id)
      all += frequency
      if (quality >= GOOD_READING) good += frequency
    }
    return inverseFrequency(Math.min(good || all, this.frequencies.total), this.frequencies.total)
  }

  private qualityOfPart(part: number, whole: number): number {
    const share = Math.min(1, this.vocabulary.text(part).length / this.vocabulary.text(whole).length)
    return QUALITY.part * (0.4 + 0.6 * share)
  }

  /** "time lines" is read as "timelines": a word of the archive then answers both. */
  private linkJoined(index: number, asked: AskedWord): void {
    for (const { word, open } of asked.joins) {
      const id = this.vocabulary.find(word)
      if (id !== undefined) {
        for (const one of [id, ...this.vocabulary.wholesOf(id)]) {
          this.link(index, one, QUALITY.joined, READING.joined, 0)
        }
      }
      if (!open || word.length < SHORTEST_JOINED_PREFIX) continue
      for (const longer of this.completionsOf(word)) this.link(index, longer, QUALITY.joinedPrefix, READING.joined, 0)
    }
  }

  /** "timelines" is read as "time lines", the two side by side; so is what capitals or signs part. */
  private linkSplit(index: number, asked: AskedWord, isKnown: boolean): void {
    const { word, open, spelt, humps } = asked
    const [first, second] = humps
    if (first !== undefined && second !== undefined) this.linkPair(index, first, second, QUALITY.split)
    if (spelt !== null) this.linkHalves(index, spelt, false)
    if (word.length >= SHORTEST_SPLIT) this.linkHalves(index, word, open)
    if (isKnown) return
    if (word.length <= LONGEST_INITIALS) this.linkInitials(index, word)
    else this.linkThirds(index, word)
  }

  private linkHalves(index: number, word: string, open: boolean): void {
    for (let at = 1; at < word.length; at++) {
      const left = this.vocabulary.find(word.slice(0, at))
      if (left === undefined) continue
      const rest = word.slice(at)
      const right = this.vocabulary.find(rest)
      if (right !== undefined) this.link(index, left, QUALITY.split, READING.joined, right)
      if (!open || rest.length < 2) continue
      for (const longer of this.completionsOf(rest)) this.link(index, left, QUALITY.split, READING.joined, longer)
    }
  }

  /** "rocknroll" is read as "rock n roll"; that the third word follows is taken on trust. */
  private linkThirds(index: number, word: string): void {
    if (word.length < SHORTEST_SPLIT_IN_THREE || word.length > LONGEST_SPLIT_IN_THREE) return
    const lastCut = word.length - SHORTEST_OUTER_PART
    for (let one = SHORTEST_OUTER_PART; one < lastCut; one++) {
      if (this.vocabulary.find(word.slice(0, one)) === undefined) continue
      for (let two = one + 1; two <= lastCut; two++) {
        if (this.vocabulary.find(word.slice(two)) === undefined) continue
        this.linkPair(index, word.slice(0, one), word.slice(one, two), QUALITY.splitInThree)
      }
    }
  }

  /** "jk" is read as "J. K.". */
  private linkInitials(index: number, word: string): void {
    const [first, second] = word
    if (first !== undefined && second !== undefined) this.linkPair(index, first, second, QUALITY.split)
  }

  private linkPair(index: number, one: string, other: string, quality: number): void {
    const [left, right] = [this.vocabulary.find(one), this.vocabulary.find(other)]
    if (left !== undefined && right !== undefined) this.link(index, left, quality, READING.joined, right)
  }

  private completionsOf(word: string): number[] {
    const found: number[] = []
    this.vocabulary.completions(word, (id) => found.push(id))
    if (found.length <= MOST_COMPLETIONS_OF_A_PART) return found
    found.sort((a, b) => this.frequencies.of(b) - this.frequencies.of(a))
    return found.slice(0, MOST_COMPLETIONS_OF_A_PART)
  }

  private link(index: number, id: number, quality: number, kind: ReadingKind, follower: number): void {
    const at = this.count++
    if (at === this.words.length) this.makeRoom()
    this.asked[at] = index
    this.words[at] = id
    this.quality[at] = quality
    // As it is kept, in fewer digits than it was given.
    this.best[index] = Math.max(this.best[index]!, this.quality[at])
    this.kinds[at] = kind
    this.followers[at] = follower
    this.next[at] = this.heads.get(id)
    this.heads.set(id, at)
  }

  private makeRoom(): void {
    this.asked = withRoom(this.asked, this.count)
    this.words = withRoom(this.words, this.count)
    this.quality = withRoom(this.quality, this.count)
    this.kinds = withRoom(this.kinds, this.count)
    this.followers = withRoom(this.followers, this.count)
    this.next = withRoom(this.next, this.count)
  }
}

function isSlip(kind: ReadingKind): boolean {
  return kind === READING.oneTypo || kind === READING.twoTypos
}

function typosAllowed({ word, open }: AskedWord, isKnown: boolean): 0 | 1 | 2 {
  if (word.length < (isKnown || open ? SHORTEST_WITH_TYPO : SHORTEST_UNKNOWN_WITH_TYPO)) return 0
  if (isKnown) return 1
  return word.length < (open ? SHORTEST_OPEN_WITH_TWO_TYPOS : SHORTEST_WITH_TWO_TYPOS) ? 1 : 2
}

function inverseFrequency(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
}
