import { findDate, orderOfNumbers, type FoundDate, type NumberOrder } from './find-date.ts'

import { titlesAbove, withoutRooms } from './beside-dates.ts'
import type { Block, Page } from './block.ts'
import { titleBeside } from './heading-title.ts'
import { withoutOffers } from './materials.ts'
import { withYear, yearsOf, type Dated } from './years.ts'

/** A part of the page under a heading with a month. */
export type Section = {
  line: number
  /** What the heading says besides the date; empty when it is a month alone. */
  title: string
  heading: Block
  blocks: Block[]
  /** What an editor should know of the heading. */
  notices: string[]
} & ({ date: string; problem: null } | { date: null; problem: string; action: 'refused' | 'ambiguous' })

/** A page cut at its headings with a month, and what is left of it. */
export type CutPage = { sections: Section[]; rest: Block[]; remarks: { line: number; text: string }[] }

/** Without a date: a heading that has a year and a month that is not understood. */
export type Heading = { index: number; block: Block; found: FoundDate | null; title: string; years: number[] }

const HEADING_MAX_LENGTH = 220
const TITLE_MAX_LENGTH = 80

/**
 * Cuts a page at its headings with a month. A month without a year gets the one that a heading with a year above it, or
 * the dated headings on both sides of it, leave as the only one; otherwise it is refused.
 */
export function cutPage(page: Page): CutPage {
  const own = page.blocks.filter(({ frame }) => !frame)
  const inFrame = page.blocks.filter(({ frame }) => frame)
  const inOwn = cutBlocks(own)
  // A page whose text stands where others have their menu.
  if (inOwn.sections.length === 0 && inFrame.length > 0) {
    const all = cutBlocks(page.blocks)
    if (all.sections.length > 0) return all
  }
  return { ...inOwn, rest: inLines([...inOwn.rest, ...inFrame]) }
}

function cutBlocks(blocks: Block[]): CutPage {
  const { headings, others } = headingsOf(blocks)
  const dated: Dated[] = headings.map(({ block, found, years }) => ({
    text: block.text,
    found: found ?? NOTHING,
    years,
  }))
  const used = new Set<Block>()
  const container = containerLevel(blocks, headings)
  const above = titlesAbove(blocks, headings)
  const roomless = withoutRooms(headings)
  const sections = headings.map((heading, position) => {
    const following = headings[position + 1]
    const next = following === undefined ? blocks.length : following.index - (above.has(following) ? 1 : 0)
    const under = untilNextPart(blocks.slice(heading.index + 1, next), heading.block, container)
    const over = above.get(heading)
    for (const block of [...(over === undefined ? [] : [over]), heading.block, ...under]) used.add(block)
    const { title, unused } =
      over === undefined ? (roomless[position] ?? UNTITLED) : { title: over.text, unused: heading.title }
    const section = sectionOf({ ...heading, title }, heading.found === null ? null : withYear(dated, position), under)
    if (over !== undefined) section.heading = { ...heading.block, links: [...over.links, ...heading.block.links] }
    if (unused !== '') section.notices.push(`“${unused}” beside the date is taken for the place: not used`)
    return section
  })
  const rest = blocks.filter((block) => !used.has(block))
  const remarks = others.map(({ line, text }) => ({
    line,
    text: `“${text}” has a month in the midst of its words: not taken for a heading`,
  }))
  return { sections, rest, remarks }
}

const UNTITLED = { title: '', unused: '' }

/** Stands in for a date in the order of headings, where there is none. */
const NOTHING: FoundDate = { start: 0, end: 0, kind: 'unclear', problem: '' }

function sectionOf(heading: Heading, found: FoundDate | null, blocks: Block[]): Section {
  const { block } = heading
  const title = withoutOffers(heading.title, block.links)
  const common = { line: block.line, title, heading: block, blocks, notices: [] }
  if (found === null) {
    const problem = `“${block.text}” has a year and no month that is understood`
    return { ...common, date: null, problem, action: 'refused' }
  }
  switch (found.kind) {
    case 'date': {
      const notices =
        found.lastDay === undefined ? [] : [`it lasted until ${found.lastDay}: the first day is kept as its date`]
      return { ...common, notices, date: found.date, problem: null }
    }
    case 'no-year': {
      const written = block.text.slice(found.start, found.end)
      const problem = `“${written}” has no year, and what stands around it leaves more than one`
      return { ...common, date: null, problem, action: 'refused' }
    }
    case 'contradiction':
      return { ...common, date: null, problem: found.problem, action: 'ambiguous' }
    case 'unclear':
      return { ...common, date: null, problem: found.problem, action: 'refused' }
  }
}

/**
 * Headings of the page's own where they have the months; else lines that stand out, or that are short. The next kind is taken
 * when it has more months that the one before it does not have.
 */
function headingsOf(blocks: Block[]): { headings: Heading[]; others: Block[] } {
  const order = numberOrder(blocks)
  const kinds = [(block: Block) => block.level > 0, (block: Block) => block.level > 0 || block.strong, () => true].map(
    (isHeading) => findHeadings(blocks, isHeading, order),
  )
  const [first] = kinds
  let best = first ?? []
  for (const kind of kinds.slice(1)) {
    const months = new Set(best.map(monthOfHeading))
    const more = kind.filter((heading) => !months.has(monthOfHeading(heading)))
    if (more.length > best.length) best = kind
  }
  const headings = withUnread(blocks, withoutGroups(best))
  const taken = new Set([...best, ...headings].map(({ block }) => block))
  const others = blocks.filter((block) => {
    if (taken.has(block) || (block.level === 0 && !block.strong) || block.text.length > HEADING_MAX_LENGTH) return false
    const found = findDate(block.text, order)
    return found !== null && found.kind !== 'no-year'
  })
  return { headings, others }
}

function monthOfHeading({ found }: Heading): string {
  if (found?.kind === 'date') return found.date.slice(0, 7)
  return found?.kind === 'no-year' ? `${found.month}` : JSON.stringify(found)
}

/** What the dates in numbers of a page that can be read in one way only say about the others. */
function numberOrder(blocks: Block[]): NumberOrder {
  const orders = new Set(
    blocks
      .map(({ text }) => (text.length > HEADING_MAX_LENGTH ? null : orderOfNumbers(text)))
      .filter((order) => order !== null),
  )
  return orders.size === 1 ? ([...orders][0] ?? null) : null
}

function findHeadings(blocks: Block[], isHeading: (block: Block) => boolean, order: NumberOrder): Heading[] {
  const headings: Heading[] = []
  let years: number[] = []
  blocks.forEach((block, index) => {
    if (!isHeading(block) || block.text.length > HEADING_MAX_LENGTH) return
    const isOwn = block.level > 0
    const found = findDate(block.text, order)
    const title = found === null ? null : titleBeside(block.text, found, isOwn)
    if (found === null) {
      // The first line of a text is its title, whatever it looks like.
      const isTitle = index === 0 && block.text.length <= TITLE_MAX_LENGTH && !/[.!?]$/.test(block.text)
      const said = isOwn || block.strong || isTitle || /^\W*\d{4}\W*$/.test(block.text) ? yearsOf(block.text) : null
      years = said ?? years
    } else if (title !== null) headings.push({ index, block, found, title, years })
  })
  return withoutCommonStart(headings)
}

/** "Conversation for Kindness, May 2023" twenty times: what all headings begin with is the series and no title. */
function withoutCommonStart(headings: Heading[]): Heading[] {
  const counts = new Map<string, number>()
  const starts = headings.map(({ block, found }) =>
    block.text.slice(0, found?.start ?? 0).replace(/[^\p{L}\p{N}]+$/u, ''),
  )
  for (const start of starts) counts.set(start, (counts.get(start) ?? 0) + 1)
  return headings.map((heading, index) => {
    const start = starts[index] ?? ''
    if (start === '' || (counts.get(start) ?? 0) < 3) return heading
    const title = heading.title.startsWith(start)
      ? heading.title.slice(start.length).replace(/^[^\p{L}\p{N}“‘"']+/u, '')
      : heading.title
    return { ...heading, title }
  })
}

/**
 * A month over days of its own is a group of them, and a day below a month's own text is a detail of it: of the two only one
 * is a conversation.
 */
function withoutGroups(headings: Heading[]): Heading[] {
  const kept: Heading[] = []
  for (const heading of headings) {
    const above = kept.at(-1)
    const isBelow =
      above !== undefined &&
      above.block.level > 0 &&
      (heading.block.level > above.block.level || heading.block.level === 0)
    if (!isBelow || !sameMonth(above, heading)) {
      kept.push(heading)
      continue
    }
    const isEmpty = above.title === '' && heading.index === above.index + 1
    if (isEmpty) kept[kept.length - 1] = withYearOf(heading, above)
  }
  return kept
}

function sameMonth(above: Heading, { found }: Heading): boolean {
  if (found === null || above.found === null) return false
  if (above.found.kind === 'date' && found.kind === 'no-year')
    return Number(above.found.date.slice(5, 7)) === found.month
  return above.found.kind === 'date' && found.kind === 'date' && found.date.startsWith(above.found.date.slice(0, 7))
}

function withYearOf(heading: Heading, { found }: Heading): Heading {
  return found?.kind === 'date' ? { ...heading, years: [Number(found.date.slice(0, 4))] } : heading
}

/** Headings like the dated ones, with a year, text of their own and a month in words that are not known here. */
function withUnread(blocks: Block[], headings: Heading[]): Heading[] {
  const levels = new Set(headings.map(({ block }) => `${block.level} ${block.strong}`))
  const dated = new Set(headings.map(({ index }) => index))
  const unread = blocks.flatMap((block, index): Heading[] => {
    const isLike = levels.has(`${block.level} ${block.strong}`) && !dated.has(index)
    if (!isLike || !/^[“"]?\p{L}+[.,]? (?:19|20)\d\d(?!\d)(?:$|[:,–—|. ])/u.test(block.text)) return []
    const next = blocks[index + 1]
    const hasText = next !== undefined && next.level === 0 && !dated.has(index + 1)
    const isHeading = block.level > 0 || (block.text.length < 30 && findDate(block.text) === null)
    return hasText && isHeading && findDate(block.text) === null
      ? [{ index, block, found: null, title: '', years: [] }]
      : []
  })
  return unread.length === 0 ? headings : [...headings, ...unread].sort((a, b) => a.index - b.index)
}

/** The level of the heading over the months: another of that rank ends the last of them. */
function containerLevel(blocks: Block[], headings: Heading[]): number {
  const above = blocks.slice(0, headings[0]?.index ?? 0).findLast(({ level }) => level > 0)
  return above?.level ?? 1
}

/** Another part of the page begins at a heading of the same rank, unless it follows at once: then it is the title. */
function untilNextPart(blocks: Block[], heading: Block, container: number): Block[] {
  const rank = heading.level > 0 ? heading.level : container
  const first = blocks[0]
  const endsAtOnce = first !== undefined && first.level > 0 && first.level < rank
  if (endsAtOnce) return []
  const end = blocks.findIndex((block, index) => index > 0 && block.level > 0 && block.level <= rank)
  return end === -1 ? blocks : blocks.slice(0, end)
}

function inLines(blocks: Block[]): Block[] {
  return blocks.sort((a, b) => a.line - b.line)
}
