import { FIELDS_HEADER } from '#app/search/rank/fields.ts'
import type { Readings } from '#app/search/words/readings.ts'
import { bitCount } from '#app/search/words/bits.ts'
import { withRoom } from '#app/search/words/room.ts'

import type { IndexData } from './index-data.ts'
import { documentsWithPhrase } from './phrase-finder.ts'
import { Tally } from './tally.ts'
import { topOf } from './top.ts'

/** With fewer entries than this that hold every word, those that lack one join them. */
const FEW = 10
/** At most so many join. */
const MOST_LACKING = 100
/** How much what a transcript says counts beside what the entry itself says. */
const PASSAGE_SHARE = 0.3

/** What matches a query's text, before filters. Read it before the next query. */
export type TextMatch = {
  /** The slots of the entries that match, in no order. */
  entries: number[]
  /** By slot: how well the entry fits, on a scale that only this query has. */
  scores: Float32Array
  /** By slot: the passage with which the entry holds the words, or -1 when it does without. */
  passages: Int32Array
}

/** Finds the entries that match a text (DESIGN.md section 5). Keeps its arrays from query to query. */
export class Matcher {
  private readonly passageTally: Tally
  private readonly entryTally: Tally
  private scores = new Float32Array(0)
  private found = new Int32Array(0)
  private passages = new Int32Array(0)
  /** By slot: the query in which the entry was met last. */
  private met = new Uint32Array(0)
  private query = 0
  /** For each phrase of the query matched last, the passages that hold it. */
  private phrasePassages: ReadonlySet<number>[] = []

  constructor(private readonly index: IndexData) {
    this.entryTally = new Tally(index.entries.postings, index.entries.words)
    this.passageTally = new Tally(index.passages.postings, index.passages.words)
  }

  /** Matches the readings of a text that has at least one word; `phrases` are numbers of words. */
  match(readings: Readings, phrases: readonly number[][]): TextMatch {
    const size = this.index.entries.slots.end
    this.scores = withRoom(this.scores, size)
    this.found = withRoom(this.found, size)
    this.passages = withRoom(this.passages, size)
    this.met = withRoom(this.met, size)
    this.query++
    this.entryTally.run(readings, size)
    this.passageTally.run(readings, this.index.passages.end)
    const asked = readings.query.words.length
    const met = this.meetEntries()
    this.meetPassages(met)
    this.keepPhrases(met, phrases, asked)
    return { entries: this.select(met, asked), scores: this.scores, passages: this.passages }
  }

  /**
   * The passages of an entry to be shown for the query matched last, the best first: those that hold at least half of
   * its words and lead to as many found words as any, in the entry and the passage together.
   */
  passagesToShow(entry: number, asked: number, count: number): number[] {
    const { found, scores } = this.passageTally
    const own = this.ownWords(entry)
    const needed = this.passages[entry]!
    const fitting = [...this.index.passages.of(entry)].filter((passage) => {
      const words = found[passage] ?? 0
      if (words === 0 || !this.phrasePassages.every((set) => set.has(passage))) return false
      if (bitCount(own | words) < bitCount(this.found[entry]!)) return false
      return passage === needed || bitCount(words) * 2 >= asked
    })
    return fitting.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, count)
  }

  private meetEntries(): number[] {
    const met: number[] = []
    for (const entry of this.entryTally.touched) {
      this.meet(entry, met)
      this.found[entry] = this.entryTally.found[entry]!
      this.scores[entry] = this.entryTally.scores[entry]!
    }
    return met
  }

  /** Gives each entry the passage that adds most to the words found in the entry itself. */
  private meetPassages(met: number[]): void {
    const { found, scores, touched } = this.passageTally
    for (const passage of touched) {
      const entry = this.index.passages.entries[passage]!
      if (this.met[entry] !== this.query) this.meet(entry, met)
      const own = this.ownWords(entry)
      const gain = bitCount(own | found[passage]!) - bitCount(this.found[entry]!)
      const rival = this.passages[entry]!
      if (gain < 0 || (gain === 0 && (rival < 0 || scores[rival]! >= scores[passage]!))) continue
      this.found[entry] = own | found[passage]!
      this.passages[entry] = passage
      this.scores[entry] = this.ownScore(entry) + PASSAGE_SHARE * scores[passage]!
    }
  }

  private meet(entry: number, met: number[]): void {
    met.push(entry)
    this.met[entry] = this.query
    this.found[entry] = 0
    this.scores[entry] = 0
    this.passages[entry] = -1
  }

  private ownWords(entry: number): number {
    return this.entryTally.found[entry]!
  }

  private ownScore(entry: number): number {
    return this.entryTally.scores[entry]!
  }

  /** An entry that lacks a phrase must have it in one passage, and with that passage hold as many words. */
  private keepPhrases(met: readonly number[], phrases: readonly (readonly number[])[], asked: number): void {
    const { entries, passages } = this.index
    const inEntries = phrases.map((phrase) =>
      documentsWithPhrase(phrase, entries.postings, entries.words, FIELDS_HEADER),
    )
    const inPassages = phrases.map((phrase) => documentsWithPhrase(phrase, passages.postings, passages.words, 0))
    this.phrasePassages = inPassages
    if (phrases.length === 0) return
    for (const entry of met) {
      const count = bitCount(this.found[entry]!)
      if (count < asked - 1) continue
      const lacking = inPassages.filter((_, index) => !inEntries[index]!.has(entry))
      if (lacking.length === 0) continue
      const passage = this.passageAmong(entry, lacking, count)
      this.passages[entry] = passage
      if (passage < 0) this.found[entry] = 0
    }
  }

  /** A passage of an entry that is in all of some sets and holds, with the entry, so many words; or -1. */
  private passageAmong(entry: number, sets: readonly ReadonlySet<number>[], words: number): number {
    const own = this.ownWords(entry)
    for (const passage of this.index.passages.of(entry)) {
      if (!sets.every((set) => set.has(passage))) continue
      if (bitCount(own | (this.passageTally.found[passage] ?? 0)) >= words) return passage
    }
    return -1
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
    const best = topOf(
      lacking,
      MOST_LACKING,
      (a, b) => this.scores[b]! - this.scores[a]! || this.index.entries.compareNewest(a, b),
    )
    return [...complete, ...best]
  }
}
