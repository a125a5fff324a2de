import { findDate, inYear, type FoundDate } from '#app/domain/find-date.ts'

import type { Block, Page } from './block.ts'

/** A part of the page under a heading with a month. */
export type Section = {
  line: number
  /** What the heading says besides the date; empty when it is a month alone. */
  title: string
  heading: string
  blocks: Block[]
} & ({ date: string; problem: null } | { date: null; problem: string; action: 'refused' | 'ambiguous' })

type Heading = { index: number; block: Block; found: FoundDate; title: string; year: number | null }

const HEADING_MAX_LENGTH = 220
/** What stands around a date in a heading. */
const SEPARATORS = /^[\s:–—|,.;•·-]+|[\s:–—|,;•·(-]+$/gu
const AFTER_DATE = /^\s*(?:$|[:–—|,.;•·()-]|at\b|@|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)\b)/iu
const BEFORE_DATE = /^$|[–—|:,•·(-]\s*$/u
const TIME_OF_DAY =
  /^[\s,|–—-]*(?:(?:at|from|@)\s*)?\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|h|hrs)?\b(?:\s*(?:-|–|to)\s*\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?)?(?:\s*\(?(?:uk|gmt|bst)(?: time)?\)?)?/i
const YEAR_ALONE = /^\D{0,30}\b((?:19|20)\d\d)\b\D{0,30}$/

/**
 * Cuts a page at its headings with a month. A month without a year gets the one that a heading with a year above it, or
 * the dated headings on both sides of it, leave as the only one; otherwise it is refused.
 */
export function sectionsOf(page: Page): Section[] {
  const headings = headingsOf(page.blocks)
  return headings.map((heading, position) => {
    const next = headings[position + 1]?.index ?? page.blocks.length
    const blocks = untilNextPart(page.blocks.slice(heading.index + 1, next), heading.block)
    const { found, written } = withYear(headings, position)
    const common = { line: heading.block.line, title: heading.title, heading: heading.block.text, blocks }
    if (found.kind === 'date') return { ...common, date: found.date, problem: null }
    if (found.kind === 'no-year') {
      return {
        ...common,
        date: null,
        problem: `“${written}” has no year, and what stands around it leaves more than one`,
        action: 'refused',
      }
    }
    return {
      ...common,
      date: null,
      problem: found.problem,
      action: found.kind === 'contradiction' ? 'ambiguous' : 'refused',
    }
  })
}

/** Headings of the page's own where any of them has a month; else lines that stand out, or that are short. */
function headingsOf(blocks: Block[]): Heading[] {
  const ranks = [(block: Block) => block.level > 0, (block: Block) => block.level > 0 || block.strong, () => true]
  for (const isHeading of ranks) {
    const found = findHeadings(blocks, isHeading)
    if (found.length > 0) return found
  }
  return []
}

function findHeadings(blocks: Block[], isHeading: (block: Block) => boolean): Heading[] {
  const headings: Heading[] = []
  let year: number | null = null
  blocks.forEach((block, index) => {
    if (!isHeading(block) || block.text.length > HEADING_MAX_LENGTH) return
    const found = findDate(block.text)
    const title = found === null ? null : titleBeside(block.text, found)
    if (found === null || title === null) {
      const yearAlone = YEAR_ALONE.exec(block.text)
      if (found === null && yearAlone !== null && (block.level > 0 || block.strong)) year = Number(yearAlone[1])
      return
    }
    headings.push({ index, block, found, title, year })
  })
  return headings
}

/** What else a heading says; null when the date is only a part of a sentence. */
function titleBeside(text: string, { start, end }: FoundDate): string | null {
  const before = text.slice(0, start)
  const after = text.slice(end)
  if (before.trim() === '' && AFTER_DATE.test(after)) return tidyTitle(after.replace(TIME_OF_DAY, ''))
  const endsThere = /^[\s).]*$/.test(after)
  if (endsThere && BEFORE_DATE.test(before) && !/[.!?]\s/.test(before)) return tidyTitle(before)
  return null
}

function tidyTitle(text: string): string {
  let title = text.trim()
  for (let last = ''; last !== title;) {
    last = title
    title = title.replace(SEPARATORS, '').trim()
    const quoted = /^([“‘"'])(.+)([”’"'])$/u.exec(title)
    if (quoted !== null && closes(quoted[1] ?? '', quoted[3] ?? '', quoted[2] ?? '')) title = quoted[2] ?? ''
    const inBrackets = /^\(([^()]*)\)$/.exec(title)
    if (inBrackets !== null) title = inBrackets[1] ?? ''
  }
  const opened = title.split('(').length - title.split(')').length
  return opened < 0 ? title.replace(/\)$/, '') : title
}

function closes(open: string, close: string, inner: string): boolean {
  const pairs: Record<string, string> = { '“': '”', '‘': '’', '"': '"', "'": "'" }
  return pairs[open] === close && !inner.includes(open)
}

/** Another part of the page begins at a heading of the same rank, unless it follows at once: then it is the title. */
function untilNextPart(blocks: Block[], heading: Block): Block[] {
  const end = blocks.findIndex(
    (block, index) => index > 0 && block.level > 0 && heading.level > 0 && block.level <= heading.level,
  )
  const first = blocks[0]
  const endsAtOnce = first !== undefined && first.level > 0 && first.level < heading.level
  if (endsAtOnce) return []
  return end === -1 ? blocks : blocks.slice(0, end)
}

function withYear(headings: Heading[], position: number): { found: FoundDate; written: string } {
  const heading = headings[position]
  if (heading === undefined) throw new RangeError(`There is no heading ${position}`)
  const { found, block, year } = heading
  const written = block.text.slice(found.start, found.end)
  if (found.kind !== 'no-year') return { found, written }
  const only = year ?? onlyYear(headings, position, found)
  return { found: only === null ? found : inYear(found, only, block.text), written }
}

/** The one year in which the month lies between the nearest dated headings before and after it. */
function onlyYear(
  headings: Heading[],
  position: number,
  found: Extract<FoundDate, { kind: 'no-year' }>,
): number | null {
  const before = headings
    .slice(0, position)
    .map(monthsOf)
    .findLast((months) => months !== null)
  const after = headings
    .slice(position + 1)
    .map(monthsOf)
    .find((months) => months !== null)
  if (before === undefined || before === null || after === undefined || after === null) return null
  // Where the order of the page breaks, the neighbours say nothing.
  if (before < after !== isAscending(headings)) return null
  const [low, high] = before < after ? [before, after] : [after, before]
  const years = []
  for (let year = Math.floor(low / 12); year <= Math.floor(high / 12); year += 1) {
    const months = year * 12 + found.month - 1
    if (months > low && months < high) years.push(year)
  }
  return years.length === 1 ? (years[0] ?? null) : null
}

/** Whether the page goes from old to new, as most of its dated headings do. */
function isAscending(headings: Heading[]): boolean {
  const months = headings.map(monthsOf).filter((month) => month !== null)
  const steps = months.slice(1).map((month, index) => Math.sign(month - (months[index] ?? month)))
  return steps.reduce((sum, step) => sum + step, 0) > 0
}

function monthsOf({ found }: Heading): number | null {
  if (found.kind !== 'date') return null
  return Number(found.date.slice(0, 4)) * 12 + Number(found.date.slice(5, 7)) - 1
}
