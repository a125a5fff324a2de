import { spellOut, withoutInvisible } from './letters.ts'

/** Slugs: the last part of a permanent address. The same rules stand in SQL as the check `is_slug`. */

/** Code points, as the check counts them. */
export const SLUG_MAX_LENGTH = 200
/** A slug names a file in an exported archive, and file systems count bytes (255, less an ending and `-123`). */
const SLUG_MAX_BYTES = 200

/** Only where an accent decorates a letter: in Devanagari, Thai or Japanese a mark is part of the word. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu
const APOSTROPHES = /(?<=[\p{L}\p{N}])['’ʼ`´](?=[\p{L}\p{N}])/gu
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/gu

const FORM = /^[^\s\p{Cc}A-Z!-,./:-@[-`{-~]+$/u
const MISPLACED_HYPHEN = /^-|--|-$/
const FOUR_DIGITS = /^[0-9]{4}$/

/**
 * Lower case without accents and without what is not read (soft hyphens), for comparing and for slugs: "Élan Ærø" is "elan
 * aero". Letters of other scripts stay.
 */
export function foldText(text: string): string {
  const plain = withoutInvisible(text.normalize('NFKD').toLowerCase()).replace(ACCENTS, '')
  return spellOut(plain).normalize('NFC')
}

/** Whether a text may stand as a slug in the archive. */
export function isSlug(text: string): boolean {
  return (
    FORM.test(text) && !MISPLACED_HYPHEN.test(text) && !FOUR_DIGITS.test(text) && [...text].length <= SLUG_MAX_LENGTH
  )
}

/**
 * The slug of a title or a name: "Whose story is it, anyhow?" is `whose-story-is-it-anyhow`. `fallback` (a slug) stands
 * in when the text has no letter or digit, and goes before four digits alone, which are a year's address.
 */
export function slugify(text: string, fallback = 'untitled'): string {
  const words = foldText(text).replace(APOSTROPHES, '').replace(SEPARATORS, '-').replace(/^-|-$/g, '')
  const slug = cutToBytes(words, SLUG_MAX_BYTES)
  if (slug === '') return fallback
  return FOUR_DIGITS.test(slug) ? `${fallback}-${slug}` : slug
}

/** `base`, or `base-2`, `base-3` … whichever is free first; numbers below `from` are known to be taken. */
export function freeSlug(base: string, isTaken: (slug: string) => boolean, from = 2): string {
  if (!isTaken(base)) return base
  let number = from
  while (isTaken(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}

/** Cuts at the end of a word where one ends in the last third, else in the middle of it. */
function cutToBytes(slug: string, maxBytes: number): string {
  let bytes = 0
  let end = 0
  for (const character of slug) {
    bytes += utf8Length(character.codePointAt(0) ?? 0)
    if (bytes > maxBytes) {
      const lastHyphen = slug.lastIndexOf('-', end)
      return slug.slice(0, lastHyphen > (end * 2) / 3 ? lastHyphen : end).replace(/-$/, '')
    }
    end += character.length
  }
  return slug
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}
