import type { ItemCandidate, ItemKind } from '#app/domain/archive-item.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

/** What every source gives to the pipeline. */

/** Something to tell the editor about an item, with the line of the file where it stands (from 1). */
export type Problem = { line: number | null; text: string }

export type Place = {
  /** From the top of the source; the file's own name when the source is one file. */
  file: string
  line: number | null
}

export type SourceEntry = {
  place: Place
  problems: Problem[]
} & (
  | {
      candidate: ItemCandidate
      /**
       * Where the source has a field of the candidate, and what it calls it. `textLine`: where the item's text begins, if
       * its lines are those of the file from there on.
       */
      locate: (path: PropertyKey[]) => { line: number | null; field: string; textLine?: number }
    }
  /** What the source itself could not make an item of; what is known of it names it in the report. */
  | { candidate: null; kind: ItemKind; action: 'refused' | 'ambiguous'; title: string | null; heldOn: string | null }
)

export type Source = {
  /** What the source calls itself, if it does. */
  title: string | null
  entries: AsyncIterable<SourceEntry>
  /**
   * What is to be known of the source beside its entries: each line of a page is used or named here, and what a partial
   * folder lacks.
   */
  remarks?: readonly Problem[]
  /**
   * Whether the lists of an item (speakers, themes, recordings, documents) are all there is, or only what the source
   * happens to mention: a page of running text proves nothing by what it leaves out.
   */
  lists: 'whole' | 'mentioned'
  /** The slugs that other items of this source have: nothing else may be taken for one of those. */
  slugs: Partial<Record<ItemKind, ReadonlySet<string>>>
  /** The part that has been read, from 0 to 1; null when the size is not known. */
  progress: () => number | null
}

/** The same source, with something to tell about its file beside the first item. */
export function withNotices(source: Source, notices: readonly string[]): Source {
  if (notices.length === 0) return source
  async function* entries(): AsyncGenerator<SourceEntry> {
    let told = notices.map((notice) => ({ line: null, text: `the file ${notice}` }))
    for await (const entry of source.entries) {
      yield { ...entry, problems: [...told, ...entry.problems] }
      told = []
    }
  }
  return { ...source, entries: entries() }
}

/** A source that cannot be read at all. The message is a sentence. */
export class UnreadableSourceError extends OperatorError {}
