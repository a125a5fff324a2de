import type { FacetName, FacetValue, SearchQuery, Suggestion } from '#app/domain/search.ts'
import { entryAddress } from '#app/domain/entry-address.ts'
import type { EngineResult, Outcome, SearchDocument, SearchEngine, SearchIndex } from '#app/search/engine.ts'
import { Highlighter, rangesOf } from '#app/search/rank/highlight.ts'
import { presenting, presentInSlices, type ShownPassage } from '#app/search/rank/present.ts'
import { inSlices, type Pause, stepByStep } from '#app/platform/slices.ts'

import { IndexData } from './index-data.ts'
import { type FoundEntry, Searcher } from './searcher.ts'
import { spellingOf } from './spelling.ts'

export const MOST_SUGGESTIONS = 5
export const SHORTEST_SUGGESTED = 2
const DOCUMENTS_BETWEEN_SORTING = 5000
/** After so many changed documents (an import) the index is packed again: what grew in place is slower to search. */
const CHANGES_BETWEEN_PACKING = 2000

/**
 * The texts of passages, where the index does not keep them: by key of the document and place in its transcript, in the
 * order asked; null for one that is gone.
 */
export type ReadPassages = (wanted: { key: string; place: number }[]) => Promise<(string | null)[]>

/** Our own engine: the whole index in this process. It is unavailable only until it has been filled for the first time. */
export class BuiltInEngine implements SearchEngine, SearchIndex {
  readonly name = 'built-in'
  private index: IndexData
  private searcher: Searcher
  private filled = false
  /**
   * Set before a rebuild where the archive has more passages than a process should hold and Meilisearch has them: then only
   * entries are found here, and of passages no more is known than their words.
   */
  leavesPassagesOut = false
  /** Changes happen one after another; searches go on between their slices. */
  private changes: Promise<void> = Promise.resolve()
  private changedSincePacked = 0

  constructor(
    private readonly readPassages?: ReadPassages,
    private readonly beginSlices: () => Pause = inSlices,
  ) {
    this.index = this.emptyIndex()
    this.searcher = new Searcher(this.index)
  }

  /** The index that answers now: what another engine's candidates are put in order and shown with. */
  get data(): IndexData {
    return this.index
  }

  async search(query: SearchQuery): Promise<Outcome<EngineResult>> {
    if (!this.filled) return NOT_FILLED
    const { index } = this
    const { total, facets, entries, readings } = this.searcher.search(query)
    const highlighter = readings ? new Highlighter(readings, index.vocabulary) : null
    const shown = entries.map(({ slot }) => index.entries.get(slot)!)
    const passages = await this.passagesOf(entries, index)
    const coming = shown.map((entry, number) => presenting(entry, passages[number]!, highlighter))
    const results = await presentInSlices(coming)
    return { status: 'ok', total, results, facets }
  }

  async suggest(text: string): Promise<Outcome<{ suggestions: Suggestion[] }>> {
    if (!this.filled) return NOT_FILLED
    if (text.trim().length < SHORTEST_SUGGESTED) return { status: 'ok', suggestions: [] }
    const { slots, readings } = this.searcher.suggest(text, MOST_SUGGESTIONS)
    if (!readings) return { status: 'ok', suggestions: [] }
    const highlighter = new Highlighter(readings, this.index.vocabulary)
    return { status: 'ok', suggestions: slots.map((slot) => this.suggestion(slot, highlighter)) }
  }

  async facet(query: SearchQuery, facet: FacetName, match: string): Promise<Outcome<{ values: FacetValue[] }>> {
    if (!this.filled) return NOT_FILLED
    return { status: 'ok', values: this.searcher.facet(query, facet, match) }
  }

  async totals(queries: readonly SearchQuery[]): Promise<Outcome<{ totals: number[] }>> {
    if (!this.filled) return NOT_FILLED
    return { status: 'ok', totals: this.searcher.totals(queries) }
  }

  /** The query spelt with the nearest words that the archive knows; null when every word is known or none is near. */
  spelling(text: string): string | null {
    return spellingOf(text, this.index)
  }

  update(put: SearchDocument[], removeKeys: string[]): Promise<void> {
    return this.inTurn(async () => {
      const pause = this.beginSlices()
      for (const key of removeKeys) await stepByStep(this.index.removing(key), pause)
      for (const document of put) await stepByStep(this.index.putting(document), pause)
      this.changedSincePacked += put.length + removeKeys.length
      if (this.changedSincePacked < CHANGES_BETWEEN_PACKING) return
      this.changedSincePacked = 0
      await this.index.settle(pause)
    })
  }

  rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<void> {
    return this.inTurn(async () => {
      const index = this.emptyIndex()
      const pause = this.beginSlices()
      const read = { documents: 0, passages: 0 }
      let sorted = 0
      for await (const batch of documents) {
        read.documents += batch.length
        for (const { passages } of batch) read.passages += passages.length
        for (const document of batch) await stepByStep(index.putting(document), pause)
        // Sorting all at the end would take longer than a slice.
        if (read.documents - sorted < DOCUMENTS_BETWEEN_SORTING) continue
        sorted = read.documents
        index.entries.newestFirst()
      }
      await index.settle(pause)
      verify(index, read)
      this.index = index
      this.searcher = new Searcher(index)
      this.filled = true
      this.changedSincePacked = 0
    })
  }

  private emptyIndex(): IndexData {
    if (this.leavesPassagesOut) return new IndexData('words')
    return new IndexData(this.readPassages ? 'all but texts' : 'all')
  }

  private inTurn(change: () => Promise<void>): Promise<void> {
    const turn = this.changes.then(change)
    // A change that fails is its caller's business; those after it go on.
    this.changes = turn.catch(() => undefined)
    return turn
  }

  private suggestion(slot: number, highlighter: Highlighter): Suggestion {
    const { kind, title, slug, heldOn } = this.index.entries.get(slot)!
    const [marks] = highlighter.mark([title])
    return { kind, title, slug, url: entryAddress(kind, slug), heldOn, ranges: rangesOf(marks ?? []) }
  }

  private async passagesOf(entries: readonly FoundEntry[], index: IndexData): Promise<ShownPassage[][]> {
    const { readPassages } = this
    const stored = entries.map(({ passages }) => passages.map((slot) => index.passages.get(slot)))
    if (!readPassages) return stored.map((ofEntry) => ofEntry.map((one) => ({ ...one, text: one.text ?? '' })))
    const wanted = entries.flatMap(({ slot, passages }) => {
      const places = [...index.passages.of(slot)]
      return passages.map((passage) => ({ key: index.entries.get(slot)!.key, place: places.indexOf(passage) }))
    })
    const texts = wanted.length > 0 ? await readPassages(wanted) : []
    let next = 0
    return stored.map((ofEntry) =>
      ofEntry.flatMap((one) => {
        const text = texts[next++] ?? null
        return text === null ? [] : [{ ...one, text }]
      }),
    )
  }
}

/** Throws unless an index holds as much as was read for it: what is there twice or lost is no archive to search in. */
function verify(index: IndexData, read: { documents: number; passages: number }): void {
  const [documents, passages] = [index.entries.slots.count, index.passageCount]
  if (documents === read.documents && passages === read.passages) return
  throw new Error(
    `The new index holds ${documents} of ${read.documents} documents and ${passages} of ${read.passages} passages; the old one stays.`,
  )
}

const NOT_FILLED = { status: 'unavailable', reason: 'The search is being prepared.' } as const
