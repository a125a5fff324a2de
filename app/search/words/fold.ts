/** Letters that Unicode does not decompose although readers leave their stroke or ligature out when they type. */
const SPELT_OUT: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
}

const BEYOND_ASCII = /[^\0-\x7f]/
/** Accents of Latin, Greek and Cyrillic, and the optional vowel points of Hebrew and Arabic. */
const OPTIONAL_MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652]/g
const UNDECOMPOSED = /[łøßđðþæœıħ]/g

/**
 * What is compared: lower case, compatibility forms made plain, accents left out. Kana and Hangul stay composed, since
 * their marks make other syllables, not other spellings.
 */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase()
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(OPTIONAL_MARKS, '')
    .normalize('NFC')
    .replace(UNDECOMPOSED, (letter) => SPELT_OUT[letter] ?? letter)
}

/** Lower case with its accents kept: what tells "Sofía" from "Sofia" when both are there. */
export function lower(text: string): string {
  return text.toLowerCase().normalize('NFC')
}

export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text)
}
