import { fold } from './fold.ts'

/** A word as it is indexed, and where it stands in the text: a half-open range of UTF-16 units. */
export type Token = { word: string; start: number; end: number }

type VisitWord = (word: string, start: number, end: number) => void

/** Says of a word of plain letters, by its first letter in lower case and its length, whether it may be of interest. */
export type MayMatter = (first: number, length: number) => boolean

const NONE = 1
const MARK = 2
const LETTER = 3
const UNSPACED = 4

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
const COMBINING = /\p{M}/u
const CHINESE_JAPANESE_KOREAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u
/** Voicing marks of half-width katakana stand alone in Unicode but belong to the character before them. */
const HALF_WIDTH_VOICING = /[\uff9e\uff9f]/

/** The kind of every UTF-16 unit, filled as it is met: asking a regular expression for each letter costs ten times more. */
const kinds = new Uint8Array(0x10000)
const END_OF_ASCII = 0x80
/** The bit that makes a plain capital small, and leaves digits as they are. */
const LOWER_CASE = 0x20
for (let unit = 0; unit < END_OF_ASCII; unit++) kinds[unit] = kindOf(String.fromCharCode(unit))

/** True for a word of a script that is written without spaces, which is indexed by characters and pairs of them. */
export function isUnspaced(word: string): boolean {
  return word.length > 0 && kindAt(word, 0) === UNSPACED
}

/**
 * Gives every word of a text in reading order, folded. A run of Chinese, Japanese or Korean gives each character and,
 * after it, the pair that begins there; so a query's pairs are found wherever they stand. A word that cannot be of
 * interest is given as '': most of the time goes into making the words.
 */
export function eachWord(text: string, visit: VisitWord, mayMatter: MayMatter = always): void {
  const length = text.length
  let at = 0
  while (at < length) {
    const kind = kindAt(text, at)
    if (kind === LETTER) at = visitSpaced(text, at, visit, mayMatter)
    else if (kind === UNSPACED) at = visitUnspaced(text, at, visit)
    else at += unitsAt(text, at)
  }
}

function always(): boolean {
  return true
}

/** The words of a text as they are indexed. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  eachWord(text, (word) => words.push(word))
  return words
}

/** The words of a text with their places, for a highlighter. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  eachWord(text, (word, start, end) => tokens.push({ word, start, end }))
  return tokens
}

/** The words that a query asks for: of unspaced scripts only the pairs, or a character that stands alone. */
export function queryTokensOf(text: string): Token[] {
  const tokens = tokensOf(text)
  return tokens.filter((token, index) => {
    if (!isUnspaced(token.word) || isPairOfUnspaced(token.word)) return true
    const [before, after] = [tokens[index - 1], tokens[index + 1]]
    const endsPair = before !== undefined && isPairOfUnspaced(before.word) && before.end === token.end
    const beginsPair = after !== undefined && isPairOfUnspaced(after.word) && after.start === token.start
    return !endsPair && !beginsPair
  })
}

/** True for the pair of characters that follows each character of an unspaced script in the index. */
export function isPairOfUnspaced(word: string): boolean {
  return isUnspaced(word) && [...word].length > 1
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit >= 0xd800 && unit <= 0xdbff) return kindOf(String.fromCodePoint(text.codePointAt(at) ?? 0))
  let kind = kinds[unit]
  if (!kind) {
    kind = kindOf(String.fromCharCode(unit))
    kinds[unit] = kind
  }
  return kind
}

function kindOf(character: string): number {
  if (CHINESE_JAPANESE_KOREAN.test(character)) return UNSPACED
  if (HALF_WIDTH_VOICING.test(character) || COMBINING.test(character)) return MARK
  return LETTER_OR_DIGIT.test(character) ? LETTER : NONE
}

function unitsAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff && at + 1 < text.length ? 2 : 1
}

function visitSpaced(text: string, start: number, visit: VisitWord, mayMatter: MayMatter): number {
  let end = start
  let beyondAscii = false
  while (end < text.length) {
    const isAscii = text.charCodeAt(end) < END_OF_ASCII
    const kind = isAscii ? kinds[text.charCodeAt(end)] : kindAt(text, end)
    if (kind !== LETTER && kind !== MARK) break
    if (!isAscii) beyondAscii = true
    end += isAscii ? 1 : unitsAt(text, end)
  }
  // "C++" and "C#" are words of their own.
  while (end < text.length && (text[end] === '+' || text[end] === '#')) end++
  if (beyondAscii) visitFolded(fold(text.slice(start, end)), start, end, visit)
  else if (mayMatter(text.charCodeAt(start) | LOWER_CASE, end - start))
    visit(text.slice(start, end).toLowerCase(), start, end)
  else visit('', start, end)
  return end
}

/** Folding may bring in what is no letter ("½" becomes "1⁄2"): the parts are words with the same place. */
function visitFolded(word: string, start: number, end: number, visit: VisitWord): void {
  for (const part of word.split(/[^\p{L}\p{N}\p{M}+#]+/u)) if (part !== '') visit(part, start, end)
}

function visitUnspaced(text: string, start: number, visit: VisitWord): number {
  let end = start
  let previous: Token | null = null
  while (end < text.length && kindAt(text, end) === UNSPACED) {
    const from = end
    end += unitsAt(text, end)
    while (end < text.length && kindAt(text, end) === MARK) end += unitsAt(text, end)
    const character: Token = { word: fold(text.slice(from, end)), start: from, end }
    if (previous) visit(previous.word + character.word, previous.start, character.end)
    visit(character.word, character.start, character.end)
    previous = character
  }
  return end
}
