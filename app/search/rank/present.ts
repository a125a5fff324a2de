import type { Highlight, HighlightField, PassageHit, SearchResult } from '#app/domain/search.ts'
import { entryAddress } from '#app/domain/entry-address.ts'
import type { SearchDocument } from '#app/search/engine.ts'

import { beginningOf, excerptOf } from './excerpt.ts'
import { type Highlighter, type Mark, rangesOf } from './highlight.ts'

/** A document as results need it: the passages are those to be shown. */
export type Shown = Omit<SearchDocument, 'passages'>
export type ShownPassage = SearchDocument['passages'][number]

const BETWEEN_NAMES = ', '

/** A result as readers and programs get it, the words of the query marked wherever they stand, if there are any. */
export function presentResult(
  entry: Shown,
  passages: readonly ShownPassage[],
  highlighter: Highlighter | null,
): SearchResult {
  const marked = highlighter ? markEntry(entry, passages, highlighter) : { highlights: [], passages: [] }
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

function markEntry(
  entry: Shown,
  passages: readonly ShownPassage[],
  highlighter: Highlighter,
): Pick<SearchResult, 'highlights' | 'passages'> {
  const fields: [HighlightField, string][] = [
    ['title', entry.title],
    ['speakers', namesOf(entry.speakers, entry.alsoNamed)],
    ['themes', namesOf(entry.themes, [])],
    ['summary', entry.summary],
    ...entry.documents.map(({ text }): [HighlightField, string] => ['document', text]),
  ]
  const texts = [...fields.map(([, text]) => text), ...passages.map(({ text }) => text)]
  const marks = highlighter.mark(texts)
  const highlights = fields.flatMap(([field, text], index) => highlightOf(field, text, marks[index]!))
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
