import type { Block } from './block.ts'
import { findDate } from './find-date.ts'
import type { Heading } from './sections.ts'

/** What most dates of a page have beside them: a title above, a room in front of the title. */

/** As many, and of all as large a share, are a habit of the page. */
const ENOUGH = 2
const SHARE = 0.6
const TITLE_MAX_LENGTH = 200

/**
 * On a page of cards the title is a heading and the date a line below it. Gives the heading above each such date; none when
 * the page has its dates otherwise.
 */
export function titlesAbove(blocks: readonly Block[], headings: readonly Heading[]): Map<Heading, Block> {
  const titles = new Map<Heading, Block>()
  for (const [position, heading] of headings.entries()) {
    const above = blocks[heading.index - 1]
    const isOver = above !== undefined && headings[position - 1]?.block !== above && isTitle(above, heading.block)
    if (isOver) titles.set(heading, above)
  }
  const levels = new Set([...titles.values()].map(({ level }) => level))
  const [level = 0] = levels
  // A heading above the first date alone is the page's; where others have it too each is a title.
  const taken = new Set(titles.values())
  const others = blocks.filter((block) => block.level === level && !taken.has(block)).length
  const isHabit = titles.size > ENOUGH && titles.size >= headings.length * SHARE && levels.size === 1
  return isHabit && others < titles.size / 2 ? titles : new Map()
}

function isTitle(block: Block, dated: Block): boolean {
  const standsOut = block.level > 0 && (dated.level === 0 || dated.level > block.level)
  return (
    standsOut &&
    block.text.length <= TITLE_MAX_LENGTH &&
    !/\b(?:19|20)\d\d\b/.test(block.text) &&
    findDate(block.text) === null
  )
}

/** How rooms and houses are called, in the languages whose months are read. */
const ROOMS =
  /^(?:(?:the |in |at |im |in der |dans |en )?(?:[\p{L}\p{N}’'.&-]+ ){0,4}(?:theatre|theater|hall|room|auditorium|library|centre|center|chapel|church|café|cafe|lounge|studio|suite|gallery|building|campus|pub|house|hotel|school|college|museum|foyer|boardroom|classroom|\p{L}*saal|\p{L}*raum|\p{L}*haus|\p{L}*zentrum|bibliothek|bibliotheek|zaal|wijkcentrum|aula|auditorio|biblioteca|médiathèque|bibliothèque)|(?:room|raum|saal|hörsaal|salle|sala|zaal|hall|theatre|aula|zoom|building) [\p{L}\p{N}.]{1,8})(?: (?:and|&|\/|\+) (?:online|zoom))?$/iu
const PARTS = /\s+[–—|·]\s+|\s+-{1,2}\s+|:\s+/u

/** The titles of headings without the room in front or behind, where the page has rooms there as a habit; and that room. */
export function withoutRooms(headings: readonly Heading[]): { title: string; unused: string }[] {
  for (const side of ['first', 'last'] as const) {
    const rooms = headings.map(({ title }) => roomIn(title, side))
    if (rooms.filter((room) => room !== '').length < ENOUGH) continue
    return headings.map(({ title }, index) => {
      const unused = rooms[index] ?? ''
      const rest = side === 'first' ? title.slice(unused.length) : title.slice(0, title.length - unused.length)
      return unused === '' ? { title, unused } : { title: rest.replace(AROUND, ''), unused }
    })
  }
  return headings.map(({ title }) => ({ title, unused: '' }))
}

const AROUND = /^[\s–—|·:-]+|[\s–—|·:,-]+$/gu

function roomIn(title: string, side: 'first' | 'last'): string {
  const parts = title.split(PARTS)
  const part = (side === 'first' ? parts[0] : parts.at(-1)) ?? ''
  return parts.length > 1 && part.length <= 60 && ROOMS.test(part) ? part : ''
}
