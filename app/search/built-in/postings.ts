import type { Pause } from '#app/platform/slices.ts'
import { Lists } from './lists.ts'

/** Documents of one kind (entries, or passages) that a posting can tell apart. */
export const MOST_DOCUMENTS = 2 ** 24
/** A posting's weight is a whole number up to this. */
export const HEAVIEST = 255

/**
 * For each word, the documents that hold it, each with how much the word weighs in it. A posting is one number: the
 * document's number times 256 plus the weight. Lists are sorted, so one document's posting is found by halving.
 */
export class Postings {
  private readonly lists = new Lists()

  /** In how many documents the word stands. */
  frequency(word: number): number {
    return this.lists.length(word)
  }

  /** The postings of a word, to be read at once. */
  of(word: number): Uint32Array {
    return this.lists.view(word)
  }

  put(word: number, document: number, weight: number): void {
    const posting = document * 256 + weight
    const at = this.place(word, document)
    if (at < 0) this.lists.insertSorted(word, posting)
    else this.lists.page(word)[this.lists.start(word) + at] = posting
  }

  remove(word: number, document: number): void {
    const at = this.place(word, document)
    if (at >= 0) this.lists.removeAt(word, at)
  }

  has(word: number, document: number): boolean {
    return this.place(word, document) >= 0
  }

  /** The weight of a word in a document, 0 where it does not stand. */
  weight(word: number, document: number): number {
    const at = this.place(word, document)
    return at < 0 ? 0 : this.lists.page(word)[this.lists.start(word) + at]! & HEAVIEST
  }

  /** Gives back the room that growing left behind; see `Lists.compact`. */
  compact(pause: Pause): Promise<void> {
    return this.lists.compact(pause)
  }

  get bytes(): number {
    return this.lists.bytes
  }

  private place(word: number, document: number): number {
    const length = this.lists.length(word)
    if (length === 0) return -1
    const page = this.lists.page(word)
    const start = this.lists.start(word)
    // Documents mostly arrive in the order of their numbers.
    if (page[start + length - 1]! < document * 256) return -1
    const at = this.lists.searchSorted(word, document * 256)
    return at < length && page[start + at]! >>> 8 === document ? at : -1
  }
}

/**
 * The place of the first posting from `from` on that is not of a document before this one: in steps that double, then by
 * halving (Bentley and Yao, 1976), which is quick where it is near.
 */
export function placeFrom(postings: Uint32Array, from: number, document: number): number {
  const wanted = document * 256
  let low = from
  let step = 1
  while (low + step < postings.length && postings[low + step]! < wanted) {
    low += step
    step *= 2
  }
  let high = Math.min(low + step, postings.length)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (postings[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
