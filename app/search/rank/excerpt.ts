import type { Range } from '#app/domain/search.ts'

import { type Mark, rangesOf } from './highlight.ts'

/** A part of a text with what is marked in it. */
export type Excerpt = { text: string; ranges: Range[] }

export const LONGEST_EXCERPT = 280
/** So much of what precedes the first mark is shown with it. */
const LEAD = 60

/** The beginning of a text: whole sentences where they fit, else whole words and an ellipsis. */
export function beginningOf(text: string, longest = LONGEST_EXCERPT): string {
  if (text.length <= longest) return text
  const start = text.slice(0, longest)
  const sentences = /^[\s\S]*(?:[.!?](?=\s)|[。！？])/u.exec(start)?.[0]
  if (sentences !== undefined && sentences.length > longest / 3) return sentences
  return `${cutAtWord(start)}…`
}

/** The part of a text that holds the most words of the query, then the most marks; all of it when it is short. */
export function excerptOf(text: string, marks: readonly Mark[], longest = LONGEST_EXCERPT): Excerpt {
  if (text.length <= longest) return { text, ranges: rangesOf(marks) }
  const from = startOfExcerpt(text, richestMark(marks, longest - LEAD))
  const lead = from > 0 ? '…' : ''
  const rest = text.slice(from)
  const body = rest.length <= longest ? rest : `${cutAtWord(rest.slice(0, longest))}…`
  const shown = body.endsWith('…') && rest.length > longest ? body.length - 1 : body.length
  const inside = marks.filter(({ start, end }) => start >= from && end <= from + shown)
  const shift = lead.length - from
  return { text: lead + body, ranges: rangesOf(inside).map(([start, end]) => [start + shift, end + shift]) }
}

/** Where the marks begin of which the most different words fit into so many letters. */
function richestMark(marks: readonly Mark[], length: number): number {
  const sorted = [...marks].sort((a, b) => a.start - b.start)
  const counts = new Map<number, number>()
  let [best, bestWords, bestMarks] = [0, 0, 0]
  let end = 0
  for (const [begin, { asked, start }] of sorted.entries()) {
    for (; end < sorted.length && sorted[end]!.end <= start + length; end++) {
      counts.set(sorted[end]!.asked, (counts.get(sorted[end]!.asked) ?? 0) + 1)
    }
    if (counts.size > bestWords || (counts.size === bestWords && end - begin > bestMarks)) {
      ;[best, bestWords, bestMarks] = [start, counts.size, end - begin]
    }
    const left = (counts.get(asked) ?? 0) - 1
    if (left > 0) counts.set(asked, left)
    else counts.delete(asked)
  }
  return best
}

/** A little before the mark, at the beginning of a sentence if one is near, else of a word. */
function startOfExcerpt(text: string, mark: number): number {
  if (mark <= LEAD) return 0
  const before = text.slice(mark - LEAD, mark)
  const sentence = /[.!?。！？]\s+(?=\S)(?!.*[.!?。！？]\s)/su.exec(before)
  if (sentence) return mark - LEAD + sentence.index + sentence[0].length
  const word = /\s(?=\S)/u.exec(before)
  return mark - LEAD + (word ? word.index + 1 : 0)
}

function cutAtWord(text: string): string {
  const cut = text.replace(/\s\S*$/u, '').trimEnd()
  // A text without spaces is cut between characters, never inside one.
  return cut === '' || cut.length < text.length / 2 ? text.replace(/[\ud800-\udbff]$/, '') : cut
}
