import type { Readings } from '#app/search/words/readings.ts'
import { isPairOfUnspaced } from '#app/search/words/tokens.ts'
import { BOUNDARY, type Vocabulary } from '#app/search/words/vocabulary.ts'

import { AccentFit } from './accents.ts'
import { FIELDS_HEADER } from './fields.ts'
import { holdsPhrase } from './phrases.ts'
import { TitleFit } from './title-fit.ts'
import type { Feature } from './weights.ts'

/** An entry that may be what was asked for. */
export type Candidate = {
  /** The words of its fields as `encodeFields` gives them, from `start` of `page` on; `end` is excluded. */
  page: Uint32Array
  start: number
  end: number
  /** The words of the passage that it was found with, if any. */
  passage: Uint32Array | null
  /** How well it was retrieved, above 0. */
  score: number
  isPerson: boolean
  /** The words of its title and speakers with their accents; null when none of them has an accent. */
  accented: ReadonlySet<string> | null
}

/** A reading at least this good makes a word part of a name that was asked for. */
const GOOD_IN_NAME = 0.3
/** As good as the word itself: the word, or its other spelling with or without an e. */
const AS_GOOD_AS_EXACT = 0.89
/** No reading with a typo is as good; a beginning as typed so far may be worse, but then the rest of the name is there. */
const NO_TYPO = 0.6
const EXACT = 0.999
const THEME_SHARE = 0.98
const PASSAGE_SHARE = 0.9
/** So that words found everywhere still count a little. */
const LEAST_WEIGHT = 0.3
const RARITY_SCALE = 10

/**
 * Where and how a candidate holds the words of a query. One object serves all candidates of a query; `values` are those
 * of the last one measured.
 */
export class Features {
  readonly values: Record<Feature, number> = {
    retrieved: 0,
    foundRare: 0,
    named: 0,
    allNamed: 0,
    titleOrder: 0,
    titleNear: 0,
    titleShare: 0,
    exact: 0,
    speakerNamed: 0,
    speakerIsQuery: 0,
    titlePhrase: 0,
    accents: 0,
    exactInText: 0,
    onlyInText: 0,
    weakest: 0,
  }
  private readonly asked: number
  private readonly title: TitleFit
  private readonly inSpeakers: Float64Array
  private readonly inText: Float64Array
  private readonly accents: AccentFit

  constructor(
    private readonly readings: Readings,
    private readonly vocabulary: Vocabulary,
    private readonly phrases: readonly (readonly number[])[],
  ) {
    this.accents = new AccentFit(readings.query.typed, vocabulary)
    this.asked = readings.query.words.length
    this.title = new TitleFit(readings, vocabulary)
    this.inSpeakers = new Float64Array(this.asked)
    this.inText = new Float64Array(this.asked)
  }

  measure(candidate: Candidate): void {
    const { page, start, end } = candidate
    const [titleEnd, speakersEnd, themesEnd] = [
      start + page[start]!,
      start + page[start + 1]!,
      start + page[start + 2]!,
    ]
    const titleStart = start + FIELDS_HEADER
    this.inSpeakers.fill(0)
    this.inText.fill(0)
    this.title.measure(page, titleStart, titleEnd)
    this.measureSpeakers(page, titleEnd, speakersEnd)
    this.measureText(page, speakersEnd, themesEnd, THEME_SHARE)
    this.measureText(page, themesEnd, end, 1)
    if (candidate.passage) this.measureText(candidate.passage, 0, candidate.passage.length, PASSAGE_SHARE)
    this.sumUp()
    const { values } = this
    values.retrieved = Math.log(candidate.score + 1e-6)
    values.accents = this.accents.share(candidate.accented, page, titleStart, speakersEnd)
    values.titlePhrase = this.phrases.some((phrase) => holdsPhrase(page, titleStart, titleEnd, phrase)) ? 1 : 0
  }

  /**
   * Whether the title is what was asked, no word more or less, with no typo: for a person, the whole name. A run of three
   * characters or more of an unspaced script is taken for a whole name too.
   */
  get isWholeName(): boolean {
    const { words } = this.readings.query
    if (words.length < 2) return false
    const whole = this.title.share === 1 || words.every(({ word }) => isPairOfUnspaced(word))
    return whole && this.title.quality.every((quality) => quality >= NO_TYPO)
  }

  /** For a person: how well the least well found word of the query stands in the name; 0 unless a surname is asked. */
  get nameQuality(): number {
    return this.title.beyondFirst ? Math.min(...this.title.quality) : 0
  }

  private sumUp(): void {
    const { asked, title, inSpeakers, inText, values } = this
    let [foundRare, weights, named, anyNamed, exact, exactInText, onlyInText, weakest] = [0, 0, 0, 0, 0, 0, 0, 1]
    for (let word = 0; word < asked; word++) {
      const inName = Math.max(title.quality[word]!, inSpeakers[word]!)
      const best = Math.max(inName, inText[word]!)
      const weight = LEAST_WEIGHT + this.readings.rarity[word]! / RARITY_SCALE
      weights += weight
      foundRare += weight * best
      named += inName
      if (inName > 0) anyNamed++
      if (best >= EXACT) exact++
      if (inText[word]! >= EXACT) exactInText++
      if (inText[word]! > inName) onlyInText++
      if (best < weakest) weakest = best
    }
    values.foundRare = foundRare / weights
    values.named = named / asked
    values.allNamed = anyNamed === asked ? 1 : 0
    values.exact = exact / asked
    values.exactInText = exactInText / asked
    values.onlyInText = onlyInText / asked
    values.weakest = weakest
    values.titleOrder = title.order
    values.titleNear = title.near
    values.titleShare = title.share
  }

  private measureSpeakers(page: Uint32Array, from: number, to: number): void {
    this.values.speakerNamed = 0
    this.values.speakerIsQuery = 0
    let begin = from
    for (let at = from; at <= to; at++) {
      if (at < to && page[at] !== BOUNDARY) continue
      if (at > begin) this.measureName(page, begin, at)
      begin = at + 1
    }
  }

  private measureName(page: Uint32Array, from: number, to: number): void {
    let [words, good, exact] = [0, 0, 0]
    for (let at = from; at < to; at++) {
      const best = this.take(page, at, to, this.inSpeakers, 1)
      // The characters of an unspaced name are counted by their pairs.
      if (this.vocabulary.isCharacter(page[at]!) && to - from > 1) continue
      words++
      if (best >= GOOD_IN_NAME) good++
      if (best >= AS_GOOD_AS_EXACT) exact++
    }
    if (words > 1 && good === words) this.values.speakerNamed = 1
    if (exact === words && words === this.asked) this.values.speakerIsQuery = 1
  }

  /** A text may be as long as a book: it is left as soon as nothing in it can be better than what was found. */
  private measureText(page: Uint32Array, from: number, to: number, share: number): void {
    if (this.isBestText(share)) return
    for (let at = from; at < to; at++) {
      if (this.readings.head(page[at]!) === 0) continue
      if (this.take(page, at, to, this.inText, share) > 0 && this.isBestText(share)) return
    }
  }

  private isBestText(share: number): boolean {
    for (let word = 0; word < this.asked; word++) {
      if (this.inText[word]! < this.readings.best[word]! * share) return false
    }
    return true
  }

  /** Notes what the word at a place answers, and gives the quality of the best of it. */
  private take(page: Uint32Array, at: number, to: number, qualities: Float64Array, share: number): number {
    const { readings } = this
    let best = 0
    for (let reading = readings.head(page[at]!); reading !== 0; reading = readings.next[reading]!) {
      const follower = readings.followers[reading]!
      if (follower !== 0 && (at + 1 >= to || page[at + 1] !== follower)) continue
      const quality = readings.quality[reading]! * share
      const asked = readings.asked[reading]!
      if (quality > qualities[asked]!) qualities[asked] = quality
      if (quality > best) best = quality
    }
    return best
  }
}
