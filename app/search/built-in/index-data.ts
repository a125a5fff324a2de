import type { Pause } from '#app/platform/slices.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { encodePassage } from '#app/search/rank/fields.ts'
import { readAsked } from '#app/search/words/asked.ts'
import { type Frequencies, Readings } from '#app/search/words/readings.ts'
import { withRoom } from '#app/search/words/room.ts'
import { Vocabulary } from '#app/search/words/vocabulary.ts'

import { Entries } from './entries.ts'
import { Passages } from './passages.ts'
import { Weighing } from './weighing.ts'

/** A query's text in the words of an index: how each of its words may be read, and its quoted runs as numbers of words. */
export type ReadQuery = { readings: Readings; phrases: number[][] }

/** Everything that the built-in engine knows: one vocabulary, the entries, and the passages of their transcripts. */
export class IndexData implements Frequencies {
  readonly vocabulary = new Vocabulary()
  private readonly weighing = new Weighing()
  readonly entries = new Entries(this.vocabulary, this.weighing)
  readonly passages: Passages
  /** Of passages that are left out: how many there are, and in how many a word stands. Set right by the next rebuild. */
  private passagesElsewhere = 0
  private frequencyElsewhere = new Uint32Array(0)

  /** What is kept of passages: all; all but their texts, which are read from the archive when shown; only their words. */
  constructor(private readonly keptOfPassages: 'all' | 'all but texts' | 'words' = 'all') {
    this.passages = new Passages(this.vocabulary, this.weighing, keptOfPassages === 'all')
  }

  /** Puts a document in, in the place of the one with its key. */
  put(document: SearchDocument): void {
    const steps = this.putting(document)
    while (steps.next().done !== true) continue
  }

  /** Takes a document out; one that is not there is no fault. */
  remove(key: string): void {
    const steps = this.removing(key)
    while (steps.next().done !== true) continue
  }

  /**
   * Puts a document in, step by step: a transcript takes longer than anybody may be kept waiting. A search between two
   * steps sees all of the document as it was, or all of it as it is now.
   */
  *putting(document: SearchDocument): Generator<void, void> {
    const { entries, passages, keptOfPassages } = this
    if (keptOfPassages === 'words') {
      yield* this.countWords(document.passages)
      const { slot, before } = entries.show(yield* entries.prepare(document))
      if (before !== undefined && before !== slot) yield* entries.clear(before)
      return
    }
    const coming = yield* passages.prepare(entries.slots.of(document.key), document.passages)
    const { slot, before } = entries.show(yield* entries.prepare(document))
    const gone = passages.show({ entry: slot, before }, coming, document.passages)
    if (before !== undefined && before !== slot) yield* entries.clear(before)
    yield* passages.clear(gone)
  }

  /** Takes a document out, step by step, as `putting` puts it in. */
  *removing(key: string): Generator<void, void> {
    const slot = this.entries.withdraw(key)
    if (slot === undefined) return
    const gone = this.passages.show({ entry: slot, before: slot }, [], [])
    yield* this.entries.clear(slot)
    yield* this.passages.clear(gone)
  }

  /** Reads a query's text; null when it has no words. */
  read(text: string): ReadQuery | null {
    const { vocabulary } = this
    const asked = readAsked(text, (word) => vocabulary.find(word) !== undefined)
    if (asked.words.length === 0) return null
    const phrases = asked.phrases.map((phrase) => phrase.map((word) => vocabulary.find(word) ?? -1))
    return { readings: new Readings(asked, vocabulary, this), phrases }
  }

  /** Ends the building of an index: what grew is packed and what is read first is prepared, in slices. */
  async settle(pause: Pause): Promise<void> {
    await this.vocabulary.pack(pause)
    await this.entries.postings.compact(pause)
    await this.passages.postings.compact(pause)
    // What a query without words needs is sorted now, not while the first reader waits.
    this.entries.newestFirst()
  }

  /** How many entries and passages there are. */
  get total(): number {
    return this.entries.slots.count + this.passageCount
  }

  /** How many passages there are, those included of which only the words are kept. */
  get passageCount(): number {
    return this.passages.count + this.passagesElsewhere
  }

  /** In how many entries and passages a word stands. */
  of(word: number): number {
    const kept = this.entries.postings.frequency(word) + this.passages.postings.frequency(word)
    return kept + (this.frequencyElsewhere[word] ?? 0)
  }

  private *countWords(passages: SearchDocument['passages']): Generator<void, void> {
    for (const { text } of passages) {
      this.passagesElsewhere++
      for (const word of new Set(encodePassage(text, this.vocabulary))) {
        this.frequencyElsewhere = withRoom(this.frequencyElsewhere, word + 1)
        this.frequencyElsewhere[word] = this.frequencyElsewhere[word]! + 1
      }
      yield
    }
  }
}
