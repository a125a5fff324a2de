import type { Block } from './block.ts'
import type { NameReader } from './person-names.ts'
import type { Section } from './sections.ts'
import { isOnlyNames, isPlainLine, splitsOf, type Side } from './split-line.ts'

/**
 * What the sections of a page have in common: one that is harder to read is read as its neighbours are. Learned from the first
 * sections, so that a long page is not read twice.
 */
export type PagePattern = {
  /** The first line under a heading is what the conversation was called. */
  titleLine: boolean
  /** Which line under a heading names those who took part, from 0; null when none does as a rule. */
  peopleLine: number | null
  /** On which side of a dash or a bar names stand, in headings and in lists of talks. */
  namesSide: Side | null
}

export const NO_PATTERN: PagePattern = { titleLine: false, peopleLine: null, namesSide: null }

const SECTIONS_READ = 40
const LINES_READ = 3
const LINE_MAX_LENGTH = 160
/** As many, and of those that could be it as large a share, are a habit. */
const ENOUGH = 3
const SHARE = 0.6
const TITLE_SHARE = 0.75

/** Reads the habits of a page out of its sections. */
export function patternOf(sections: readonly Section[], reader: NameReader): PagePattern {
  const read = sections.filter(({ date }) => date !== null).slice(0, SECTIONS_READ)
  const lines = read.map(({ blocks }) => blocks.filter(({ text }) => text !== '').slice(0, LINES_READ))
  return {
    titleLine: hasTitleLine(read, lines, reader),
    peopleLine: peopleLineOf(lines, reader),
    namesSide: namesSideOf([...read.map(({ title }) => title), ...lines.flat().map(({ text }) => text)], reader),
  }
}

function hasTitleLine(sections: readonly Section[], lines: Block[][], reader: NameReader): boolean {
  const firsts = lines.filter((_, index) => sections[index]?.title === '').flatMap(([first]) => first ?? [])
  const plain = firsts.filter(
    ({ text, links }) => isPlainLine(text) && links.length === 0 && !isOnlyNames(text, reader),
  )
  return isHabit(plain.length, firsts.length, TITLE_SHARE)
}

function peopleLineOf(lines: Block[][], reader: NameReader): number | null {
  for (let index = 0; index < LINES_READ; index += 1) {
    const there = lines.flatMap((of) => of[index] ?? [])
    const named = there.filter(({ text }) => text.length <= LINE_MAX_LENGTH && beginsWithName(text, reader))
    if (isHabit(named.length, there.length, SHARE)) return index
  }
  return null
}

function beginsWithName(text: string, reader: NameReader): boolean {
  const [first] = reader.namesIn(text)
  if (first === undefined || text.slice(0, first.start).trim() !== '') return false
  return /^\s*(?:$|[,(&–—-]|(?:and|und|et|y|e|en)\s)/u.test(text.slice(first.end))
}

function namesSideOf(lines: string[], reader: NameReader): PagePattern['namesSide'] {
  const short = lines.filter((line) => line.length <= LINE_MAX_LENGTH)
  const split = short.map(splitsOf).filter((parts) => parts !== null)
  const first = split.filter(([start]) => beginsWithName(start, reader)).length
  const last = split.filter(([, end]) => beginsWithName(end, reader)).length
  if (first > last) return isHabit(first, split.length, SHARE) ? 'first' : null
  return isHabit(last, split.length, SHARE) ? 'last' : null
}

function isHabit(count: number, of: number, share: number): boolean {
  return count >= ENOUGH && count >= of * share
}
