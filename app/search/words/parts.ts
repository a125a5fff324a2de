import { fold } from './fold.ts'

/**
 * Other words under which a word of the archive is asked for: parts that capitals show ("longhi" of "DeLonghi"), ends of
 * words of scripts without spaces, and signs read aloud ("csharp" for "C#", "dotnet" for ".NET", "100percent" for "100%").
 */

/**
 * Most texts have none of it, and are told at once: humps and signs in Western letters, or any letter of another script
 * from Latin with accents to Khmer (punctuation comes after these).
 */
const MAY_HAVE_PARTS =
  /[a-zµß-öø-ÿ][A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ]{2}[a-zµß-öø-ÿ]|[+#%]|(?:^|[^A-Za-z0-9.])\.[A-Za-zÀ-ÿ]|[\u0100-\u1fff]/
const HUMP = /(?<=\p{Ll}\p{M}*)(?=\p{Lu})|(?<=\p{Lu}\p{M}*)(?=\p{Lu}\p{M}*\p{Ll})/u
const RUN_TOGETHER = /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]+$/u
const [FIRST_OF_THAI, LAST_OF_KHMER] = [0x0e00, 0x17ff]
/** Not within a word or an address, and not before a figure. */
const DOT_BEFORE_WORD = /(?:^|[^\p{L}\p{N}\p{M}.])\.\p{L}$/u
/** A letter with the marks that belong to it; a vowel that is written before its consonant goes with it. */
const LETTER_WITH_MARKS = /[\u0e40-\u0e44\u0ec0-\u0ec4]?\P{M}\p{M}*/gu

const NO_PARTS: readonly string[] = []
const END_OF_ASCII = 0x80
const PERCENT = '%'.charCodeAt(0)
const DOT = '.'.charCodeAt(0)
const [ZERO, NINE] = [0x30, 0x39]
const [SMALL_A, SMALL_Z] = [0x61, 0x7a]
const SHORTEST_PART = 3
/** Of a name with more humps than that no two neighbouring ones are asked for together. */
const MOST_HUMPS = 5
/** What is longer is no word but a code. */
const LONGEST_WITH_PARTS = 48

const NAMES_OF_SIGNS: Record<string, string> = { '+': 'plus', '#': 'sharp', '%': 'percent', '.': 'dot' }

/** Whether any word of a text may have parts. */
export function mayHaveParts(text: string): boolean {
  return MAY_HAVE_PARTS.test(text)
}

/** The other words for the word between two places of a text, folded; `word` is how it is indexed. */
export function partsOf(text: string, start: number, end: number, word: string): readonly string[] {
  if (isPlain(text, start, end)) return NO_PARTS
  if (word.length > LONGEST_WITH_PARTS || end - start > 2 * LONGEST_WITH_PARTS) return NO_PARTS
  const spelt = spelledOut(text, start, end, word)
  const parts = isRunTogether(word) ? endsOf(word) : neighbours(humpsOf(text, start, end, word))
  return spelt === null ? parts : [spelt, ...parts]
}

/** True for nearly every word: small Western letters but for the first, and no sign beside it. */
function isPlain(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start) >= END_OF_ASCII || text.charCodeAt(end) === PERCENT) return false
  if (text.charCodeAt(start - 1) === DOT) return false
  for (let at = start + 1; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit > SMALL_Z || (unit < SMALL_A && (unit < ZERO || unit > NINE))) return false
  }
  return true
}

/** What capitals part a word into, folded: "YouCompleteMe" is you, complete, me; nothing where it is in one piece. */
export function humpsOf(text: string, start: number, end: number, word: string): string[] {
  const written = text.slice(start, end)
  // Nearly every word: in small letters, or but for the first, or in capitals.
  if (written === word || written.slice(1) === word.slice(1) || written === word.toUpperCase()) return []
  const humps = written.split(HUMP).map(fold)
  return humps.length > 1 && humps.join('') === word ? humps : []
}

/** A word with the signs beside it as they are read aloud; null where there are none. */
export function spelledOut(text: string, start: number, end: number, word: string): string | null {
  const isSigned = word.endsWith('+') || word.endsWith('#')
  const isShare = text[end] === '%'
  const isDotted = text[start - 1] === '.' && DOT_BEFORE_WORD.test(text.slice(Math.max(0, start - 2), start + 1))
  if (!isSigned && !isShare && !isDotted) return null
  const bare = isSigned ? word.replace(/[+#]+$/, '') : word
  return named(isDotted ? '.' : '') + bare + named(word.slice(bare.length) + (isShare ? '%' : ''))
}

function isRunTogether(word: string): boolean {
  const first = word.charCodeAt(0)
  return first >= FIRST_OF_THAI && first <= LAST_OF_KHMER && RUN_TOGETHER.test(word)
}

function named(signs: string): string {
  return [...signs].map((sign) => NAMES_OF_SIGNS[sign] ?? '').join('')
}

/** Every run of neighbouring humps that is less than the whole. */
function neighbours(humps: readonly string[]): string[] {
  const longest = humps.length > MOST_HUMPS ? 1 : humps.length - 1
  const parts = new Set<string>()
  for (let from = 0; from < humps.length; from++) {
    for (let count = 1; count <= longest && from + count <= humps.length; count++) {
      const part = humps.slice(from, from + count).join('')
      if (part.length >= SHORTEST_PART) parts.add(part)
    }
  }
  return [...parts]
}

/** A dictionary may know two words as one: the second is asked for too. The first is found as a beginning. */
function endsOf(word: string): string[] {
  const letters = word.match(LETTER_WITH_MARKS) ?? []
  const ends: string[] = []
  for (let from = 1; from < letters.length; from++) {
    const end = letters.slice(from).join('')
    if (end.length >= SHORTEST_PART) ends.push(end)
  }
  return ends
}
