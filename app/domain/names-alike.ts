import { foldText } from './slug.ts'

/** Names that may be one person's. A likeness is reported to an editor; nothing is ever joined because of one. */

/** A one-letter difference in a shorter word is usually another name: Tim and Tom. */
const SUBSTITUTION_MIN_LETTERS = 5
const INSERTION_MIN_LETTERS = 4
const SHARED_START_LETTERS = 3

/** The words of a name that names are compared by, folded. */
export function nameWords(name: string): string[] {
  return foldText(name)
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
}

/**
 * Why two different names, taken apart by `nameWords`, may be one person's, in words for a report ("they differ in one
 * letter"), or null. Both need two words at least: a single word says too little.
 */
export function likenessOf(a: string[], b: string[]): string | null {
  if (a.length < 2 || b.length < 2) return null
  if (a.join('') === b.join('')) return 'they differ in accents, case or punctuation'
  if (differInInitials(a, b)) return 'they differ in an initial'
  if (a.length === b.length) return ofSameLength(a, b)
  return null
}

function ofSameLength(a: string[], b: string[]): string | null {
  const different = a.map((word, index) => [word, b[index] ?? ''] as const).filter(([word, twin]) => word !== twin)
  const [pair] = different
  if (pair === undefined || different.length > 1) return null
  if (differInOneLetter(...pair)) return 'they differ in one letter'
  const isFirstName = pair[0] === a[0]
  return isFirstName && shortForm(...pair) ? 'one first name may be short for the other' : null
}

/** "J Smith" and "Jane Smith", "Jane A Smith" and "Jane Smith": the last names are the same and what else there is fits. */
function differInInitials(a: string[], b: string[]): boolean {
  if (a.at(-1) !== b.at(-1)) return false
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  let matched = 0
  for (const word of longer.slice(0, -1)) {
    const twin = shorter[matched] ?? ''
    const isLast = matched >= shorter.length - 1
    if (!isLast && (word === twin || (Math.min(word.length, twin.length) === 1 && word[0] === twin[0]))) matched += 1
    else if (word.length > 1) return false
  }
  return matched === shorter.length - 1
}

function differInOneLetter(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  let start = 0
  while (start < shorter.length && shorter[start] === longer[start]) start += 1
  if (shorter.length === longer.length) {
    if (longer.length < SUBSTITUTION_MIN_LETTERS) return false
    const isSwap = shorter[start] === longer[start + 1] && shorter[start + 1] === longer[start]
    return shorter.slice(start + (isSwap ? 2 : 1)) === longer.slice(start + (isSwap ? 2 : 1))
  }
  return longer.length >= INSERTION_MIN_LETTERS && shorter.slice(start) === longer.slice(start + 1)
}

/** Gabby and Gabrielle, Kate and Katherine: the same beginning, and one is clearly the shorter. */
function shortForm(one: string, other: string): boolean {
  const longEnough = Math.min(one.length, other.length) >= SHARED_START_LETTERS
  const shared = one.slice(0, SHARED_START_LETTERS) === other.slice(0, SHARED_START_LETTERS)
  return longEnough && shared && Math.abs(one.length - other.length) >= 2 && Math.min(one.length, other.length) <= 5
}
