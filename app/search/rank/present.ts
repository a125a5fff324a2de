import type { Highlight, HighlightField, PassageHit, SearchResult } from '#app/domain/search.ts'
import { entryAddress } from '#app/domain/entry-address.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { inSlices, stepByStep } from '#app/platform/slices.ts'

import { beginningOf, excerptOf } from './excerpt.ts'
import { type Highlighter, type Mark, rangesOf } from './highlight.ts'

/** A document as results need it: the passages are those to be shown. */
export type Shown = Omit<SearchDocument, 'passages'>
export type ShownPassage = SearchDocument['passages'][number]

const BETWEEN_NAMES = ', '
/** Letters. */
const LONG_TEXT = 20_000

/**
 * A result as readers and programs get it, the words of the query marked wherever they stand, if there are any. In steps:
 * an entry may have long texts.
 */
export function* presenting(
  entry: Shown,
  passages: readonly ShownPassage[],
  highlighter: Highlighter | null,
): Generator<void, SearchResult> {
  const marked = highlighter ? yield* markingEntry(entry, passages, highlighter) : { highlights: [], passages: [] }
  return {
    id: entry.id,
    kind: entry.kind,
    slug: entry.slug,
    url: entryAddress(entry.kind, entry.slug),
    title: entry.title,
    heldOn: entry.heldOn,
    speakers: entry.speakers,
    themes: entry.themes,
    summary: beginningOf(entry.summary),
    has: entry.has,
    ...marked,
  }
}

/** Results that are made ready one after the other, in slices. */
export async function presentInSlices(coming: readonly Generator<void, SearchResult>[]): Promise<SearchResult[]> {
  const pause = inSlices()
  const results: SearchResult[] = []
  for (const steps of coming) results.push(await stepByStep(steps, pause))
  return results
}

function* markingEntry(
  entry: Shown,
  passages: readonly ShownPassage[],
  highlighter: Highlighter,
): Generator<void, Pick<SearchResult, 'highlights' | 'passages'>> {
  const fields: [HighlightField, string][] = [
    ['title', entry.title],
    ['speakers', namesOf(entry.speakers, entry.alsoNamed)],
    ['themes', namesOf(entry.themes, [])],
    ['summary', entry.summary],
    ...entry.documents.map(({ text }): [HighlightField, string] => ['document', text]),
  ]
  const texts = [...fields.map(([, text]) => text), ...passages.map(({ text }) => text)]
  const marks = yield* highlighter.marking(texts)
  const highlights: Highlight[] = []
  for (const [index, [field, text]] of fields.entries()) {
    highlights.push(...highlightOf(field, text, marks[index]!))
    if (text.length > LONG_TEXT) yield
  }
  return {
    highlights: withOneDocument(highlights),
    passages: passages.map((passage, index): PassageHit => ({
      ...passage,
      ranges: rangesOf(marks[fields.length + index]!),
    })),
  }
}

function namesOf(named: readonly { name: string }[], others: readonly string[]): string {
  return [...named.map(({ name }) => name), ...others].join(BETWEEN_NAMES)
}

/** Long fields are shown in part. */
function highlightOf(field: HighlightField, text: string, marks: readonly Mark[]): Highlight[] {
  if (marks.length === 0) return []
  if (field !== 'summary' && field !== 'document') return [{ field, text, ranges: rangesOf(marks) }]
  return [{ field, ...excerptOf(text, marks) }]
}

/** Of several documents the one with most marks is shown. */
function withOneDocument(highlights: Highlight[]): Highlight[] {
  const documents = highlights.filter(({ field }) => field === 'document')
  const [best] = documents.sort((a, b) => b.ranges.length - a.ranges.length)
  return highlights.filter((highlight) => highlight.field !== 'document' || highlight === best)
}
