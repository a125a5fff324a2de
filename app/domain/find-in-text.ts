import { withoutInvisible } from './letters.ts'

/** Half-open offsets in UTF-16 units. */
export type TextRange = readonly [start: number, end: number]

const MARKS = /\p{M}/gu
const ASCII = /^[\p{ASCII}]*$/u

/**
 * Every place where `sought` stands in `text`, whatever the case and the accents, in order and apart. A blank in `sought`
 * stands for any white space.
 */
export function findInText(text: string, sought: string): TextRange[] {
  const needle = fold(sought.replace(/\s+/g, ' ').trim())
  if (needle === '') return []
  const { folded, origins } = foldWithOrigins(text)
  const ranges: TextRange[] = []
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
    ranges.push([originOf(origins, at), originOf(origins, at + needle.length)])
  }
  return ranges
}

/** The text in pieces, those in `ranges` marked as found. */
export function piecesOf(text: string, ranges: readonly TextRange[]): { text: string; found: boolean }[] {
  const pieces: { text: string; found: boolean }[] = []
  let from = 0
  for (const [start, end] of ranges) {
    pieces.push({ text: text.slice(from, start), found: false }, { text: text.slice(start, end), found: true })
    from = end
  }
  pieces.push({ text: text.slice(from), found: false })
  return pieces.filter((piece) => piece.text !== '')
}

function fold(text: string): string {
  return withoutInvisible(text.normalize('NFKD')).replace(MARKS, '').toLowerCase()
}

/** `origins[i]` is where the folded text's unit `i` comes from; null where folding moves nothing. */
type Folded = { folded: string; origins: number[] | null }

/** A transcript of two hours is searched at every letter typed: texts are folded once. */
const kept = new Map<string, Folded>()
const KEPT_TEXTS = 5000

function foldWithOrigins(text: string): Folded {
  const known = kept.get(text)
  if (known !== undefined) return known
  if (kept.size >= KEPT_TEXTS) kept.clear()
  const made = ASCII.test(text) ? { folded: text.toLowerCase().replace(/\s/g, ' '), origins: null } : foldLetters(text)
  kept.set(text, made)
  return made
}

function foldLetters(text: string): Folded {
  let folded = ''
  const origins: number[] = []
  let at = 0
  for (const letter of text) {
    const plain = fold(letter).replace(/\s/g, ' ')
    for (let unit = 0; unit < plain.length; unit += 1) origins.push(at)
    folded += plain
    at += letter.length
  }
  origins.push(text.length)
  return { folded, origins }
}

function originOf(origins: number[] | null, at: number): number {
  return origins === null ? at : (origins[at] ?? at)
}
