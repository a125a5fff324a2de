import type { SearchDocument } from '#app/search/engine.ts'
import { encodePassage } from '#app/search/rank/fields.ts'
import { withRoom } from '#app/search/words/room.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

import { Lists } from './lists.ts'
import { Postings } from './postings.ts'
import { NOBODY } from './tally.ts'
import type { Weighing } from './weighing.ts'

type Passage = SearchDocument['passages'][number]

/** A part of a transcript as it is kept; the text is null where texts are kept apart. */
export type StoredPassage = { start: number; end: number; speaker: string | null; text: string | null }

type Shown = { entry: number; before: number | undefined }

/** The parts of transcripts, each a small document of its own that knows which entry it belongs to. */
export class Passages {
  readonly postings = new Postings()
  /** The words of each passage. */
  readonly words = new Lists()
  /** The slot of the entry that a passage belongs to, or `NOBODY`. */
  entries = new Uint32Array(64)
  /** How many there are, those included that are being put in or taken out: their words count as well. */
  count = 0
  /** One more than the greatest slot in use so far. */
  end = 0
  private readonly ofEntry = new Lists()
  private starts = new Float64Array(64)
  private ends = new Float64Array(64)
  private readonly speakers: (string | null)[] = []
  private readonly texts: string[] = []
  private readonly freed: number[] = []

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly weighing: Weighing,
    private readonly keepsTexts: boolean,
  ) {}

  get(slot: number): StoredPassage {
    const [start, end] = [this.starts[slot]!, this.ends[slot]!]
    return { start, end, speaker: this.speakers[slot] ?? null, text: this.texts[slot] ?? null }
  }

  /** The slots of an entry's passages in the order of the transcript. Not to be kept over a change. */
  of(entry: number): Uint32Array {
    return this.ofEntry.view(entry)
  }

  /**
   * Makes the passages ready that an entry is to have, step by step, and gives their slots. A search between two steps
   * sees nothing of them. A passage whose words are those that stood in its place keeps its slot and its postings: an
   * edited title costs nothing however long the transcript is. `entry` is undefined for one that is not there yet.
   */
  *prepare(entry: number | undefined, passages: readonly Passage[]): Generator<void, number[]> {
    const before = entry === undefined ? [] : [...this.of(entry)]
    const slots: number[] = []
    for (const [place, { text }] of passages.entries()) {
      const words = encodePassage(text, this.vocabulary)
      const known = before[place]
      if (known !== undefined && sameWords(this.words.view(known), words)) slots.push(known)
      else slots.push(this.putNew(words))
      yield
    }
    return slots
  }

  /**
   * Gives an entry the passages whose slots were made ready, at once; gives the slots of those that it has no longer. An
   * entry may have got another slot than it had `before`.
   */
  show({ entry, before }: Shown, slots: readonly number[], passages: readonly Passage[]): number[] {
    const kept = new Set(slots)
    const gone = before === undefined ? [] : [...this.of(before)].filter((slot) => !kept.has(slot))
    if (before !== undefined) this.ofEntry.set(before, [])
    for (const slot of gone) this.entries[slot] = NOBODY
    for (const [place, slot] of slots.entries()) this.putAttributes(slot, entry, passages[place]!)
    this.ofEntry.set(entry, slots)
    return gone
  }

  /** Takes out passages that belong to no entry, step by step. */
  *clear(gone: readonly number[]): Generator<void, void> {
    for (const slot of gone) {
      this.putWords(slot, [])
      this.freed.push(slot)
      this.count--
      yield
    }
  }

  private putNew(words: number[]): number {
    this.count++
    const slot = this.freed.pop() ?? this.end++
    this.entries = withRoom(this.entries, slot + 1)
    this.entries[slot] = NOBODY
    this.putWords(slot, words)
    return slot
  }

  private putWords(slot: number, words: number[]): void {
    this.weighing.passage(words)
    for (const word of new Set(this.words.view(slot))) if (!this.weighing.holds(word)) this.postings.remove(word, slot)
    for (const word of this.weighing.words) this.postings.put(word, slot, this.weighing.weightOf(word))
    this.words.set(slot, words)
  }

  private putAttributes(slot: number, entry: number, passage: Passage): void {
    this.starts = withRoom(this.starts, slot + 1)
    this.ends = withRoom(this.ends, slot + 1)
    this.entries[slot] = entry
    this.starts[slot] = passage.start
    this.ends[slot] = passage.end
    this.speakers[slot] = passage.speaker
    if (this.keepsTexts) this.texts[slot] = passage.text
  }
}

function sameWords(one: Uint32Array, other: readonly number[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index])
}
