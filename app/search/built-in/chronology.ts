/** So many changed entries are moved one by one; with more, everything is sorted again. */
const MOST_MOVED = 200

/** Everything in order, kept up under changes: what an empty query shows without sorting the archive each time. */
export class Chronology {
  private order: number[] = []
  private readonly changed = new Set<number>()

  /**
   * `compare` orders any two entries and never calls two of them equal. `isLive` says whether an entry is there.
   * Neither is asked about an entry between `leaves` and the next `inOrder`.
   */
  constructor(
    private readonly compare: (a: number, b: number) => number,
    private readonly isLive: (entry: number) => boolean,
  ) {}

  /** To be told of an entry before it changes or goes, and of one that is new. */
  touch(entry: number): void {
    this.changed.add(entry)
  }

  /** Every live entry in order. Not to be changed, nor kept over a change. */
  inOrder(): readonly number[] {
    if (this.changed.size === 0) return this.order
    const changed = [...this.changed].filter((entry) => this.isLive(entry))
    // What changed has lost its place: it cannot be found by halving, so it is left out and put in anew.
    const kept = this.order.filter((entry) => !this.changed.has(entry))
    this.changed.clear()
    if (changed.length > MOST_MOVED) this.order = [...kept, ...changed].sort(this.compare)
    else {
      for (const entry of changed) kept.splice(this.place(kept, entry), 0, entry)
      this.order = kept
    }
    return this.order
  }

  private place(order: readonly number[], entry: number): number {
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.compare(order[middle]!, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
