import { FIELDS_HEADER } from '#app/search/rank/fields.ts'
import { bitCount } from '#app/search/words/bits.ts'
import type { Readings } from '#app/search/words/readings.ts'
import { withRoom } from '#app/search/words/room.ts'

import type { IndexData } from './index-data.ts'
import { fitOfPassage } from './passage-choice.ts'
import { documentsWithPhrase } from './phrase-finder.ts'
import { type Gate, SATISFIED, Tally } from './tally.ts'
import { topOf } from './top.ts'

/** With fewer entries than this that hold every word, those that lack one join them. */
export const FEW = 10
/** At most so many join. */
export const MOST_LACKING = 100
/** How much what a transcript says counts beside what the entry itself says. */
export const PASSAGE_SHARE = 0.3

/** What matches a query's text, before filters. Read it before the next query. */
export type TextMatch = {
  /** The slots of the entries that match, in no order. */
  entries: number[]
  /** By slot: how well the entry fits, on a scale that only this query has. */
  scores: Float32Array
  /** By slot: the passage with which the entry holds the words, or -1 when it does without. */
  passages: Int32Array
}

type Sets = readonly ReadonlySet<number>[]

/** Finds the entries that match a text (DESIGN.md section 5). Keeps its arrays from query to query. */
export class Matcher {
  private readonly entryTally: Tally
  private readonly passageTally: Tally
  /** By slot: the words of the query found in the entry, together with its best passage. */
  private found = new Int32Array(0)
  private scores = new Float32Array(0)
  private passages = new Int32Array(0)
  private seen = new Int32Array(0)
  /** By slot: the round in which the entry was met last. */
  private metIn = new Uint32Array(0)
  private round = 0
  /** For each phrase of the query, the entries and the passages that hold it. */
  private entriesWith: Sets = []
  private passagesWith: Sets = []

  constructor(private readonly index: IndexData) {
    this.entryTally = new Tally(index.entries.postings, index.entries.words, FIELDS_HEADER)
    this.passageTally = new Tally(index.passages.postings, index.passages.words, 0)
  }

  /** Matches the readings of a text that has at least one word; `phrases` are numbers of words. */
  match(readings: Readings, phrases: readonly (readonly number[])[]): TextMatch {
    const { entries, passages } = this.index
    const asked = readings.query.words.length
    this.makeRoom(entries.slots.end)
    this.entriesWith = phrases.map((one) => documentsWithPhrase(one, entries.postings, entries.words, FIELDS_HEADER))
    this.passagesWith = phrases.map((one) => documentsWithPhrase(one, passages.postings, passages.words, 0))
    this.entryTally.run(readings, entries.slots.end)
    let met = this.meet(readings, 0)
    // Passages that leave an entry with a word lacking are looked at only when they are needed.
    if (passages.count > 0 && asked > 1 && this.countWith(met, asked) < FEW) met = this.meet(readings, 1)
    return { entries: this.select(met, asked), scores: this.scores, passages: this.passages }
  }

  /**
   * The passages of an entry to be shown for the query matched last, the best first: those that hold at least half of
   * its words and, together with their entry, have the most words found.
   */
  passagesToShow(entry: number, readings: Readings, count: number): number[] {
    const { passages } = this.index
    const own = this.entryTally.found[entry]!
    const [all, needed] = [bitCount(this.found[entry]!), this.passages[entry]!]
    const asked = readings.query.words.length
    const fitting = [...passages.of(entry)].flatMap((passage) => {
      if (!this.passagesWith.every((set) => set.has(passage))) return []
      const { words, score } = fitOfPassage(passages.words.view(passage), readings)
      const isWorthIt = passage === needed || bitCount(words) * 2 >= asked
      return words !== 0 && isWorthIt && bitCount(own | words) >= all ? [{ passage, score }] : []
    })
    const best = topOf(fitting, count, (a, b) => b.score - a.score)
    return best.map(({ passage }) => passage)
  }

  private makeRoom(size: number): void {
    this.found = withRoom(this.found, size)
    this.scores = withRoom(this.scores, size)
    this.passages = withRoom(this.passages, size)
    this.seen = withRoom(this.seen, size)
    this.metIn = withRoom(this.metIn, size)
  }

  /** Brings the entries' own words and those of their passages together; gives the entries in which any was found. */
  private meet(readings: Readings, mayLack: 0 | 1): number[] {
    const met = this.meetEntries()
    if (this.index.passages.count > 0) this.meetPassages(met, readings, mayLack)
    if (this.entriesWith.length > 0) this.keepPhrases(met, readings.query.words.length)
    return met
  }

  private meetEntries(): number[] {
    const { touched, found, scores } = this.entryTally
    const met: number[] = []
    const { hidden } = this.index.entries
    this.round++
    for (const entry of touched) {
      if (hidden.size === 0 || !hidden.has(entry)) this.meetEntry(entry, found[entry]!, scores[entry]!, met)
    }
    return met
  }

  private meetEntry(entry: number, found: number, score: number, met: number[]): void {
    met.push(entry)
    this.metIn[entry] = this.round
    this.found[entry] = found
    this.scores[entry] = score
    this.passages[entry] = -1
  }

  /** Gives each entry that lacks something the passage that adds most to the words found in the entry itself. */
  private meetPassages(met: number[], readings: Readings, mayLack: 0 | 1): void {
    const { entries: owners, end } = this.index.passages
    this.passageTally.run(readings, end, this.gate(readings, owners, mayLack))
    const { found, scores, touched } = this.passageTally
    const { found: ownFound, scores: ownScores } = this.entryTally
    for (const passage of touched) {
      const entry = owners[passage]!
      if (this.metIn[entry] !== this.round) this.meetEntry(entry, 0, 0, met)
      const words = ownFound[entry]! | found[passage]!
      const gain = bitCount(words) - bitCount(this.found[entry]!)
      const rival = this.passages[entry]!
      if (gain < 0 || (gain === 0 && (rival < 0 || scores[rival]! >= scores[passage]!))) continue
      this.found[entry] = words
      this.passages[entry] = passage
      this.scores[entry] = ownScores[entry]! + PASSAGE_SHARE * scores[passage]!
    }
  }

  /** What the entries hold by themselves; one that holds everything needs no passage. */
  private gate(readings: Readings, owners: Uint32Array, mayLack: 0 | 1): Gate {
    const all = 2 ** readings.query.words.length - 1
    this.seen.fill(0)
    for (const entry of this.entryTally.touched) {
      const words = this.entryTally.found[entry]!
      this.seen[entry] = words === all && this.entriesWith.every((set) => set.has(entry)) ? SATISFIED : words
    }
    return { owners, seen: this.seen, mayLack }
  }

  /** An entry that lacks a phrase must have it in one passage: of those the one with which it holds the most words. */
  private keepPhrases(met: readonly number[], asked: number): void {
    for (const entry of met) {
      if (bitCount(this.found[entry]!) < asked - 1) continue
      const lacking = this.passagesWith.filter((_, phrase) => !this.entriesWith[phrase]!.has(entry))
      if (lacking.length > 0) this.takePassageAmong(entry, lacking)
    }
  }

  /** Leaves an entry with its best passage of those that are in all of some sets; where there is none, with nothing. */
  private takePassageAmong(entry: number, sets: Sets): void {
    const { found: ownFound, scores: ownScores } = this.entryTally
    this.found[entry] = 0
    this.scores[entry] = 0
    this.passages[entry] = -1
    for (const passage of this.index.passages.of(entry)) {
      if (!sets.every((set) => set.has(passage))) continue
      const words = ownFound[entry]! | this.passageTally.found[passage]!
      const score = ownScores[entry]! + PASSAGE_SHARE * this.passageTally.scores[passage]!
      const gain = bitCount(words) - bitCount(this.found[entry])
      if (gain < 0 || (gain === 0 && score <= this.scores[entry])) continue
      this.found[entry] = words
      this.scores[entry] = score
      this.passages[entry] = passage
    }
  }

  private countWith(met: readonly number[], words: number): number {
    return met.filter((entry) => bitCount(this.found[entry]!) === words).length
  }

  private select(met: readonly number[], asked: number): number[] {
    const complete: number[] = []
    const lacking: number[] = []
    for (const entry of met) {
      const count = bitCount(this.found[entry]!)
      if (count < asked - 1 || count === 0) continue
      const share = count / asked
      this.scores[entry] = this.scores[entry]! * share * share
      if (count === asked) complete.push(entry)
      else lacking.push(entry)
    }
    if (complete.length >= FEW) return complete
    const compare = (a: number, b: number) =>
      this.scores[b]! - this.scores[a]! || this.index.entries.compareNewest(a, b)
    return [...complete, ...topOf(lacking, MOST_LACKING, compare)]
  }
}
