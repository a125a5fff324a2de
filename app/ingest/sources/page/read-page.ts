import { datesAgree } from '#app/domain/month.ts'
import type { Problem, Source, SourceEntry } from '#app/ingest/source.ts'
import { UnreadableSourceError } from '#app/ingest/source.ts'

import type { Block, Page } from './block.ts'
import { isEnglishWord } from './english-words.ts'
import { readHtml } from './html-blocks.ts'
import { patternOf } from './page-pattern.ts'
import { NameReader, type KnownPeople } from './person-names.ts'
import { readSection } from './read-section.ts'
import { cutPage } from './sections.ts'
import { readText } from './text-blocks.ts'

/** Of the words that the page writes small, as many are English as in a page that is. */
const ENGLISH_SHARE = 0.6
const ENGLISH_SHARE_OF_ALL = 0.4
const SMALL_WORDS_ENOUGH = 30
const SAMPLE_WORDS = 2000
const SHOWN_LENGTH = 80
const UNREAD_NAMED = 5

/**
 * A saved web page (`html`) or its text, with a heading a month. `isKnown` says whom the archive has: it is asked while the
 * entries are taken.
 *
 * @throws UnreadableSourceError when it has no such heading: then it is some other page.
 */
export function readPage(
  content: string,
  format: 'html' | 'text',
  file: string,
  isKnown: KnownPeople = () => false,
): Source {
  const page = format === 'html' ? readHtml(content) : readText(content)
  const { sections, rest, remarks } = cutPage(page)
  if (!sections.some(({ date, heading, problem }) => date !== null || !isUnread(heading, problem))) {
    throw new UnreadableSourceError(noMonth(file, page))
  }
  const reader = new NameReader(isKnown, isEnglish(page))
  function* read(): Generator<SourceEntry> {
    const pattern = patternOf(sections, reader)
    for (const section of sections) yield readSection(section, file, reader, pattern)
  }
  return {
    title: page.title,
    entries: entriesOf(read()),
    remarks: [...remarks, ...rest.flatMap(unusedInWords)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    lists: 'mentioned',
    slugs: {},
    progress: () => null,
  }
}

function isUnread(_heading: Block, problem: string | null): boolean {
  return problem?.endsWith('no month that is understood') ?? false
}

function noMonth(file: string, { blocks }: Page): string {
  const unread = blocks.filter(({ level, text }) => level > 0 && /\b(?:19|20)\d\d\b/.test(text)).slice(0, UNREAD_NAMED)
  const named = unread.map(({ line, text }) => `“${shortened(text)}” at line ${line}`).join(', ')
  const hint = named === '' ? '' : ` Headings with a year that are not understood: ${named}.`
  return `${file} has no heading with a month, such as “December 2023”: nothing to import.${hint}`
}

function unusedInWords({ line, text, frame, links }: Block): Problem[] {
  const shown = text === '' ? (links[0]?.address ?? '') : text
  const what = frame ? 'not used (menu, footer or sidebar)' : 'not used'
  return shown === '' ? [] : [{ line, text: `${what}: “${shortened(shown)}”` }]
}

function shortened(text: string): string {
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH).trimEnd()}…`
}

/** Names are told from other words by an English dictionary: in another language only who has a title, or is known, is sure. */
function isEnglish({ blocks, language }: Page): boolean {
  if (language !== null && !/^en\b/i.test(language)) return false
  const counts = { small: 0, smallEnglish: 0, all: 0, allEnglish: 0 }
  for (const { text, frame } of blocks) {
    if (frame || counts.all >= SAMPLE_WORDS) continue
    for (const [word] of text.slice(0, 5000).matchAll(/\p{L}[\p{L}’']+/gu)) {
      const isIn = isEnglishWord(word)
      counts.all += 1
      if (isIn) counts.allEnglish += 1
      if (!/^\p{Ll}/u.test(word)) continue
      counts.small += 1
      if (isIn) counts.smallEnglish += 1
    }
  }
  // Words with a capital may be names: they count only where there is little else.
  if (counts.small >= SMALL_WORDS_ENOUGH) return counts.smallEnglish >= counts.small * ENGLISH_SHARE
  return counts.allEnglish >= counts.all * ENGLISH_SHARE_OF_ALL
}

/** A day has one conversation, and a month without days: a second heading with it is for an editor to decide about. */
async function* entriesOf(entries: Iterable<SourceEntry>): AsyncGenerator<SourceEntry> {
  const months = new Map<string, { heldOn: string; line: number | null }[]>()
  for (const entry of entries) {
    // Between two sections whoever stops the import is heard.
    await new Promise((resolve) => setImmediate(resolve))
    const heldOn = entry.candidate === null ? null : String(entry.candidate['heldOn'])
    if (entry.candidate === null || heldOn === null) {
      yield entry
      continue
    }
    const seen = months.get(heldOn.slice(0, 7)) ?? []
    const twin = seen.find((other) => datesAgree(other.heldOn, heldOn))
    if (twin === undefined) {
      months.set(heldOn.slice(0, 7), [...seen, { heldOn, line: entry.place.line }])
      yield entry
      continue
    }
    const title = typeof entry.candidate['title'] === 'string' ? entry.candidate['title'] : null
    const text = `the same ${heldOn.length === 7 ? 'month' : 'day'} has a heading at line ${twin.line}: which of them is right?`
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
