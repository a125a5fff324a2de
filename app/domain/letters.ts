/** What tells two letters apart and what does not: shared by slugs, by search and by the search within a transcript. */

/** Letters that Unicode does not decompose although readers leave their stroke or ligature out when they type. */
const SPELT_OUT: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
}
const UNDECOMPOSED = new RegExp(`[${Object.keys(SPELT_OUT).join('')}]`, 'g')

/**
 * What stands in a word without being read: soft hyphens, joiners, direction marks, variation selectors and whatever else
 * Unicode calls ignorable; the strokes that stretch an Arabic or N'Ko word; the marks of Hebrew abbreviations.
 */
export const INVISIBLE = '\\p{Default_Ignorable_Code_Point}\\u0640\\u07fa\\u05f3\\u05f4'
const INVISIBLES = new RegExp(`[${INVISIBLE}]+`, 'gu')
const BEYOND_ASCII = /[^\0-\x7f]/

/** A text without what is not read; white space stays. */
export function withoutInvisible(text: string): string {
  return BEYOND_ASCII.test(text) ? text.replace(INVISIBLES, '') : text
}

/** A text without the signs at its end that `sign` matches, each looked at once; a pattern for their run looks again at every start. */
export function withoutTail(text: string, sign: RegExp): string {
  let end = text.length
  while (end > 0 && sign.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** Lower-case letters without strokes and ligatures: "łæß" is "laess". */
export function spellOut(text: string): string {
  return text.replace(UNDECOMPOSED, (letter) => SPELT_OUT[letter] ?? letter)
}
