/** Longer words are compared by their first letters only. */
export const LONGEST_COMPARED = 60

const FAR = 99

/**
 * Banded edit distance (optimal string alignment: insert, delete, replace, swap two neighbours cost one each), after
 * Ukkonen's cut-off. One comparer serves many candidates: it keeps the query's letters and three rows of the matrix.
 *
 * Two figures come out of one pass, so they are fields rather than a result object made a million times a second:
 * `whole` is the distance to the candidate, `prefix` the distance to the best of its beginnings. Either is over the
 * limit (some greater number) when no such distance is within it.
 */
export class EditDistance {
  whole = FAR
  prefix = FAR

  private readonly letters = new Uint16Array(LONGEST_COMPARED)
  private length = 0
  private limit = 0
  private beforeLast = new Uint8Array(LONGEST_COMPARED + 2)
  private last = new Uint8Array(LONGEST_COMPARED + 2)
  private row = new Uint8Array(LONGEST_COMPARED + 2)

  /** Takes the word that candidates are compared with, and the greatest distance of interest. */
  aim(word: string, limit: number): void {
    this.length = Math.min(word.length, LONGEST_COMPARED)
    this.limit = limit
    for (let index = 0; index < this.length; index++) this.letters[index] = word.charCodeAt(index)
  }

  /** Compares with the candidate of `count` UTF-16 units that begins at `offset` of `units`. */
  compare(units: Uint16Array, offset: number, count: number): void {
    const { length, limit, letters } = this
    this.whole = FAR
    this.prefix = FAR
    let { beforeLast, last, row } = this
    for (let column = 0; column <= length; column++) last[column] = column
    const rows = Math.min(count, length + limit)
    let previous = 0
    for (let at = 1; at <= rows; at++) {
      const letter = units[offset + at - 1]!
      const from = Math.max(1, at - limit)
      const to = Math.min(length, at + limit)
      row[0] = at
      if (from > 1) row[from - 1] = FAR
      let least = at <= limit ? at : FAR
      for (let column = from; column <= to; column++) {
        const wanted = letters[column - 1]!
        let cost = last[column - 1]! + (wanted === letter ? 0 : 1)
        if (column < at + limit && last[column]! + 1 < cost) cost = last[column]! + 1
        if (row[column - 1]! + 1 < cost) cost = row[column - 1]! + 1
        if (at > 1 && column > 1 && wanted === previous && letters[column - 2] === letter) {
          cost = Math.min(cost, beforeLast[column - 2]! + 1)
        }
        row[column] = cost
        if (cost < least) least = cost
      }
      if (to < length) row[to + 1] = FAR
      else if (row[length]! < this.prefix) this.prefix = row[length]!
      // No later row can be more than one better than this one, swaps included.
      if (least > limit) return
      previous = letter
      const free = beforeLast
      beforeLast = last
      last = row
      row = free
    }
    if (rows === count && count >= length - limit) this.whole = last[length]!
  }
}
