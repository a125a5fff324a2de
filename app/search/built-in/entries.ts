import { ENTRY_KINDS, HOLDINGS, type EntryKind, type Holding } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { encodingFields, FIELDS_HEADER } from '#app/search/rank/fields.ts'
import { isAscii } from '#app/search/words/fold.ts'
import { withRoom } from '#app/search/words/room.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

import { Chronology } from './chronology.ts'
import { FacetLabels } from './facet-labels.ts'
import { Lists } from './lists.ts'
import { Postings } from './postings.ts'
import { Slots } from './slots.ts'
import type { Weighing } from './weighing.ts'

/** What is kept of a document to show it; its passages have a store of their own. */
export type StoredEntry = Omit<SearchDocument, 'passages'>

/** A document that is ready to be shown; `slot` is where its words are already, or null. */
type Prepared = { document: SearchDocument; words: number[]; slot: number | null }

/** More words than that are put in and taken out step by step. */
const WORDS_AT_ONCE = 4000
const WORDS_A_STEP = 1000

/** No month: people and themes have no date. */
export const NO_MONTH = -1

/**
 * Conversations, people, themes, offerings and news: their words, postings and what facets and filters need, each under
 * the entry's slot. Changed in place, one document at a time and never half.
 */
export class Entries {
  readonly postings = new Postings()
  /** The words of each entry as `encodeFields` gives them. */
  readonly words = new Lists()
  readonly speakers = new Lists()
  readonly themes = new Lists()
  readonly speakerLabels = new FacetLabels()
  readonly themeLabels = new FacetLabels()
  readonly slots = new Slots()
  /** Years times 12 plus months (from 0), or `NO_MONTH`. */
  months = new Int32Array(64)
  /** The date as a number, 20231221; a month alone has day 0, no date is 0. */
  dates = new Uint32Array(64)
  /** Places in `ENTRY_KINDS`. */
  kinds = new Uint8Array(64)
  /** A bit for each of `HOLDINGS`. */
  holdings = new Uint8Array(64)
  /** 1 where neither title nor speakers have a letter beyond ASCII, so that nothing is lost by folding. */
  plain = new Uint8Array(64)
  private readonly stored: (StoredEntry | undefined)[] = []
  private readonly hiddenSlots = new Set<number>()
  private readonly chronology = new Chronology(
    (a, b) => this.compareNewest(a, b),
    (slot) => this.stored[slot] !== undefined,
  )

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly weighing: Weighing,
  ) {}

  get(slot: number): StoredEntry | undefined {
    return this.stored[slot]
  }

  /** The slots whose words are there and whose entries cannot be found: they are being put in or taken out. Mostly none. */
  get hidden(): ReadonlySet<number> {
    return this.hiddenSlots
  }

  /**
   * Makes a document ready to take the place of the one with its key, step by step. A search between two steps sees nothing
   * of it: a long one gets a slot of its own, a short one is put in when it is shown.
   */
  *prepare(document: SearchDocument): Generator<void, Prepared> {
    const words = yield* encodingFields(document, this.vocabulary)
    const known = this.slots.of(document.key)
    const longest = Math.max(words.length, known === undefined ? 0 : this.words.length(known))
    if (longest <= WORDS_AT_ONCE) return { document, words, slot: null }
    const slot = this.slots.reserve()
    this.hiddenSlots.add(slot)
    this.weighing.entry(words)
    for (const [count, word] of this.weighing.words.entries()) {
      this.postings.put(word, slot, this.weighing.weightOf(word))
      if (count % WORDS_A_STEP === WORDS_A_STEP - 1) yield
    }
    this.words.set(slot, words)
    return { document, words, slot }
  }

  /** Shows what was made ready, at once; gives its slot, and the one that the document with its key had before. */
  show({ document, words, slot: own }: Prepared): { slot: number; before: number | undefined } {
    const before = this.slots.of(document.key)
    const slot = own ?? this.slots.take(document.key)
    if (own === null) this.putWords(slot, words)
    else {
      this.hiddenSlots.delete(own)
      this.slots.bind(document.key, own)
      if (before !== undefined) this.hide(before)
    }
    this.speakers.set(slot, this.speakerLabels.numbers(document.speakers))
    this.themes.set(slot, this.themeLabels.numbers(document.themes))
    this.putAttributes(slot, document)
    this.stored[slot] = withoutPassages(document)
    this.chronology.touch(slot)
    return { slot, before }
  }

  /** Lets nobody find the document with this key any longer; gives the slot that is to be cleared, if there is one. */
  withdraw(key: string): number | undefined {
    const slot = this.slots.of(key)
    if (slot === undefined) return undefined
    this.slots.unbind(key)
    this.hide(slot)
    return slot
  }

  /** Empties a slot that is not shown any longer, step by step. */
  *clear(slot: number): Generator<void, void> {
    const { words } = this
    for (let at = FIELDS_HEADER; at < words.length(slot); at++) {
      this.postings.remove(words.page(slot)[words.start(slot) + at]!, slot)
      if (at % WORDS_A_STEP === 0) yield
    }
    for (const list of [words, this.speakers, this.themes]) list.set(slot, [])
    this.hiddenSlots.delete(slot)
    this.slots.release(slot)
  }

  /** All entries, the newest first; those without a date last, by kind and title. */
  newestFirst(): readonly number[] {
    return this.chronology.inOrder()
  }

  /** Orders two entries, the newer first; every two entries have an order, so pages never overlap. */
  compareNewest(a: number, b: number): number {
    return this.dates[b]! - this.dates[a]! || this.compareNames(a, b)
  }

  /** Orders two entries, the older first; those without a date stay last. */
  compareOldest(a: number, b: number): number {
    const [dateA, dateB] = [this.dates[a]!, this.dates[b]!]
    if (dateA === 0 || dateB === 0) return dateB - dateA || this.compareNames(a, b)
    return dateA - dateB || this.compareNames(a, b)
  }

  private compareNames(a: number, b: number): number {
    const [one, other] = [this.stored[a]!, this.stored[b]!]
    return this.kinds[a]! - this.kinds[b]! || compareText(one.title, other.title) || compareText(one.key, other.key)
  }

  private hide(slot: number): void {
    this.stored[slot] = undefined
    this.hiddenSlots.add(slot)
    this.chronology.touch(slot)
  }

  private putWords(slot: number, words: number[]): void {
    const { weighing, postings } = this
    weighing.entry(words)
    if (this.words.length(slot) > 0) {
      const before = new Set(this.words.view(slot).subarray(FIELDS_HEADER))
      for (const word of before) if (!weighing.holds(word)) postings.remove(word, slot)
    }
    for (const word of weighing.words) postings.put(word, slot, weighing.weightOf(word))
    this.words.set(slot, words)
  }

  private putAttributes(slot: number, document: SearchDocument): void {
    this.months = withRoom(this.months, slot + 1)
    this.dates = withRoom(this.dates, slot + 1)
    this.kinds = withRoom(this.kinds, slot + 1)
    this.holdings = withRoom(this.holdings, slot + 1)
    this.plain = withRoom(this.plain, slot + 1)
    this.months[slot] = document.heldOn === null ? NO_MONTH : monthNumber(document.heldOn)
    this.dates[slot] = document.heldOn === null ? 0 : dateNumber(document.heldOn)
    this.kinds[slot] = kindNumber(document.kind)
    this.holdings[slot] = holdingBits(document.has)
    this.plain[slot] = isAscii(document.title) && document.speakers.every(({ name }) => isAscii(name)) ? 1 : 0
  }
}

/** `2023-12` or `2023-12-21` as years times 12 plus months from 0. */
export function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || '1') - 1
}

export function kindNumber(kind: EntryKind): number {
  return ENTRY_KINDS.indexOf(kind)
}

export function holdingBits(holdings: readonly Holding[]): number {
  return holdings.reduce((bits, holding) => bits | (1 << HOLDINGS.indexOf(holding)), 0)
}

/** `2023-12` or `2023-12-21` as 20231200 or 20231221. */
export function dateNumber(date: string): number {
  return Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7) || '1') * 100 + Number(date.slice(8, 10) || '0')
}

function withoutPassages(document: SearchDocument): StoredEntry {
  const { passages: _passages, ...entry } = document
  return entry
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
