import { spellOut, withoutInvisible } from '#app/domain/letters.ts'

const BEYOND_ASCII = /[^\0-\x7f]/
/**
 * Accents of Latin, Greek and Cyrillic, the optional vowel points and hamzas of Hebrew and Arabic, and the nuktas of the
 * scripts of India, which many leave out.
 */
const OPTIONAL_MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u0655\u0670\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc]/g
/** One letter on an Arabic keyboard and on a Persian or Urdu one, or at the end of a word and within it. */
const ARABIC_TWINS: Record<string, string> = { ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ہ: 'ه' }
const ARABIC_TWIN = /[ىیکةہ]/g
/** Quotation marks and apostrophes that stand for the mark of a Hebrew abbreviation. */
const HEBREW_MARK = /(?<=[\u05d0-\u05ea])["'’”](?=[\u05d0-\u05ea])/g

/**
 * What is compared: lower case, compatibility forms made plain, accents and what is not read left out. Kana and Hangul
 * stay composed, since their marks make other syllables, not other spellings.
 */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase()
  const plain = withoutInvisible(text.toLowerCase().normalize('NFKD')).replace(OPTIONAL_MARKS, '').normalize('NFC')
  return spellOut(plain)
    .replace(ARABIC_TWIN, (letter) => ARABIC_TWINS[letter] ?? letter)
    .replace(HEBREW_MARK, '')
}

/** Lower case with its accents kept: what tells "Sofía" from "Sofia" when both are there. */
export function lower(text: string): string {
  return withoutInvisible(text.toLowerCase().normalize('NFC'))
}

export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text)
}
