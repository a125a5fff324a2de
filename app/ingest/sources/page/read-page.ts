import type { Source, SourceEntry } from '#app/ingest/source.ts'
import { UnreadableSourceError } from '#app/ingest/source.ts'

import { readHtml } from './html-blocks.ts'
import { readSection } from './read-section.ts'
import { sectionsOf } from './sections.ts'
import { readText } from './text-blocks.ts'

/**
 * A saved web page (`html`) or its text, with a heading a month.
 *
 * @throws UnreadableSourceError when it has no such heading: then it is some other page.
 */
export function readPage(content: string, format: 'html' | 'text', file: string): Source {
  const page = format === 'html' ? readHtml(content) : readText(content)
  const sections = sectionsOf(page)
  if (sections.length === 0) {
    throw new UnreadableSourceError(`${file} has no heading with a month, such as “December 2023”: nothing to import.`)
  }
  return {
    title: page.title,
    entries: entriesOf(sections.map((section) => readSection(section, file))),
    lists: 'mentioned',
    slugs: {},
    progress: () => null,
  }
}

/** A month has one conversation: a second heading with it is for an editor to decide about. */
async function* entriesOf(entries: SourceEntry[]): AsyncGenerator<SourceEntry> {
  const lines = new Map<string, number | null>()
  for (const entry of entries) {
    const heldOn = entry.candidate === null ? null : String(entry.candidate['heldOn'])
    const month = heldOn?.slice(0, 7)
    if (entry.candidate === null || month === undefined || !lines.has(month)) {
      if (month !== undefined) lines.set(month, entry.place.line)
      yield entry
      continue
    }
    const title = typeof entry.candidate['title'] === 'string' ? entry.candidate['title'] : null
    const text = `the same month has a heading at line ${lines.get(month)}: which of them is right?`
    const { place, problems } = entry
    yield {
      place,
      problems: [{ line: place.line, text }, ...problems],
      candidate: null,
      kind: 'conversation',
      action: 'ambiguous',
      title,
      heldOn,
    }
  }
}
