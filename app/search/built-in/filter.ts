import type { SearchQuery } from '#app/domain/search.ts'

import { type Entries, holdingBits, kindNumber, monthNumber } from './entries.ts'
import type { FacetLabels } from './facet-labels.ts'
import type { Lists } from './lists.ts'

/** The conditions that narrow each other, as bits: which of them an entry fails. Year and month are one. */
export const CONDITION = { speaker: 1, theme: 2, date: 4, kind: 8, has: 16 } as const

/** The filters of a query, made ready to be asked about every entry. */
export class Filter {
  private readonly speakers: ReadonlySet<number>
  private readonly themes: ReadonlySet<number>
  private readonly from: number
  private readonly to: number
  private readonly kinds: number
  private readonly holdings: number

  constructor(
    query: SearchQuery,
    private readonly entries: Entries,
  ) {
    this.speakers = numbersOf(query.speaker, entries.speakerLabels)
    this.themes = numbersOf(query.theme, entries.themeLabels)
    this.from = query.from === null ? -Infinity : monthNumber(query.from)
    this.to = query.to === null ? Infinity : monthNumber(query.to)
    this.kinds = query.kind.reduce((bits, kind) => bits | (1 << kindNumber(kind)), 0)
    this.holdings = holdingBits(query.has)
  }

  /** The conditions that an entry fails, as bits of `CONDITION`. */
  failed(entry: number): number {
    const { entries } = this
    let failed = 0
    if (this.speakers.size > 0 && !holdsAny(entries.speakers, entry, this.speakers)) failed |= CONDITION.speaker
    if (this.themes.size > 0 && !holdsAny(entries.themes, entry, this.themes)) failed |= CONDITION.theme
    if (this.failsDate(entries.months[entry]!)) failed |= CONDITION.date
    if (this.kinds !== 0 && (this.kinds & (1 << entries.kinds[entry]!)) === 0) failed |= CONDITION.kind
    if (this.holdings !== 0 && (this.holdings & entries.holdings[entry]!) === 0) failed |= CONDITION.has
    return failed
  }

  /** What has no date is outside of every range. */
  private failsDate(month: number): boolean {
    if (this.from === -Infinity && this.to === Infinity) return false
    return month < 0 || month < this.from || month > this.to
  }
}

/** A slug that nothing in the archive has still narrows: to nothing. */
function numbersOf(slugs: readonly string[], labels: FacetLabels): ReadonlySet<number> {
  return new Set(slugs.map((slug) => labels.find(slug) ?? -1))
}

function holdsAny(lists: Lists, entry: number, wanted: ReadonlySet<number>): boolean {
  const page = lists.page(entry)
  const start = lists.start(entry)
  for (let at = 0; at < lists.length(entry); at++) if (wanted.has(page[start + at]!)) return true
  return false
}
