const STOP_WORDS = new Set(
  (
    'a an and are as at be by for from has have how in into is it its of on or our that the their this to was we were ' +
    'what when where which who why will with you your'
  ).split(' '),
)

/** Titles before a name: people type them, archives keep them apart from the name. */
const HONORIFICS = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'mx'])

/** What is left of "don't", "patient's" and "we've" when the apostrophe has parted them. */
const AFTER_APOSTROPHE = new Set(['s', 't', 'd', 'm', 'll', 're', 've'])

/** True for a word that says nothing about what is looked for; a query is searched without it, if others are left. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word) || HONORIFICS.has(word)
}

/** "teh", "adn", "wiht": two neighbours of a stop word swapped, as happens to those who type fast. */
const SLIPS = new Set([...STOP_WORDS].filter((word) => word.length >= 3).flatMap(swapsOf))

/** True for a word that is a stop word with two letters swapped. It may still be a word that an archive knows. */
export function isSlipOfStopWord(word: string): boolean {
  return SLIPS.has(word) && !isStopWord(word)
}

function swapsOf(word: string): string[] {
  return [...word].slice(1).map((letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2))
}

/** True for the ending that begins at `start` of `text` right after a letter and an apostrophe. */
export function isContraction(text: string, start: number, word: string): boolean {
  return AFTER_APOSTROPHE.has(word) && /[\p{L}\p{M}]['’]$/u.test(text.slice(Math.max(0, start - 3), start))
}
