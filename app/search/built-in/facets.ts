import { HOLDINGS } from '#app/domain/search.ts'
import { withRoom } from '#app/search/words/room.ts'

import { NO_MONTH, type Entries } from './entries.ts'
import { CONDITION, type Filter } from './filter.ts'
import type { Lists } from './lists.ts'

/** Counts of small numbers, cleaned by what was counted. */
export class Counter {
  readonly counted: number[] = []
  private counts = new Uint32Array(64)

  of(value: number): number {
    return this.counts[value] ?? 0
  }

  add(value: number): void {
    this.counts = withRoom(this.counts, value + 1)
    if (this.counts[value] === 0) this.counted.push(value)
    this.counts[value] = this.counts[value]! + 1
  }

  clear(): void {
    for (const value of this.counted) this.counts[value] = 0
    this.counted.length = 0
  }
}

/**
 * Disjunctive facets in one pass: an entry that passes every condition counts everywhere; one that fails a single
 * condition counts in the facet of that condition alone, so a facet's counts ignore its own choice.
 */
export class FacetCounts {
  readonly speakers = new Counter()
  readonly themes = new Counter()
  /** Years times 12 plus months from 0. */
  readonly months = new Counter()
  readonly kinds = new Counter()
  readonly holdings = new Counter()

  constructor(private readonly entries: Entries) {}

  /** Counts what matches a text, and gives those that pass the filter, in the order in which they came. */
  count(matching: readonly number[], filter: Filter): number[] {
    for (const counter of [this.speakers, this.themes, this.months, this.kinds, this.holdings]) counter.clear()
    const passing: number[] = []
    for (const entry of matching) {
      const failed = filter.failed(entry)
      if (failed === 0) passing.push(entry)
      this.countEntry(entry, failed)
    }
    return passing
  }

  private countEntry(entry: number, failed: number): void {
    const { entries } = this
    if ((failed & ~CONDITION.speaker) === 0) countList(this.speakers, entries.speakers, entry)
    if ((failed & ~CONDITION.theme) === 0) countList(this.themes, entries.themes, entry)
    if ((failed & ~CONDITION.kind) === 0) this.kinds.add(entries.kinds[entry]!)
    const month = entries.months[entry]!
    if ((failed & ~CONDITION.date) === 0 && month !== NO_MONTH) this.months.add(month)
    if ((failed & ~CONDITION.has) !== 0) return
    for (let bit = 0; bit < HOLDINGS.length; bit++) if (entries.holdings[entry]! & (1 << bit)) this.holdings.add(bit)
  }
}

function countList(counter: Counter, lists: Lists, entry: number): void {
  const page = lists.page(entry)
  const start = lists.start(entry)
  const end = start + lists.length(entry)
  for (let at = start; at < end; at++) counter.add(page[at]!)
}
