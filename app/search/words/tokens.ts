import { INVISIBLE } from '#app/domain/letters.ts'

import { fold } from './fold.ts'
import { isHebrew, endOfInitials } from './initials.ts'
import { cutWords, LETTERS_LOOKED_AHEAD } from './word-cutter.ts'

/** Raised when a text gives other words: an index that is kept was made with the old ones. */
export const WORDS_VERSION = 2

/** A word as it is indexed, and where it stands in the text: a half-open range of UTF-16 units. */
export type Token = { word: string; start: number; end: number }

/** `place` says which word of the text it is, the first being 0. */
export type VisitWord = (word: string, start: number, end: number, place: number) => void

type GiveWord = (word: string, start: number, end: number) => void

/** How far a text has been read, and how many words it had until there. */
type Reached = { at: number; place: number }

/** So many letters take a millisecond, and of a script whose words a dictionary tells apart some more. */
export const LETTERS_A_STEP = 2000

/** Says of a word of plain letters, as it stands in a text, whether it may be of interest. */
export type MayMatter = (text: string, start: number, end: number) => boolean

const NONE = 1
const MARK = 2
const LETTER = 3
const UNSPACED = 4
/** Of a script whose words follow each other without a space, and are told apart by a dictionary. */
const RUN_TOGETHER = 5
/** Stands in a word without being read, and begins none. */
const UNREAD = 6

const PLUS = '+'.charCodeAt(0)
const HASH = '#'.charCodeAt(0)
const DOT = '.'.charCodeAt(0)
const END_OF_ASCII = 0x80

const NOT_OF_A_WORD = /[^\p{L}\p{N}\p{M}+#]+/u
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
const THAI_LAO_KHMER_BURMESE = /(?=\p{L})[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const NOT_READ = new RegExp(`[${INVISIBLE}]`, 'u')
/** Letters to Unicode, apostrophes to those who write: "Rockʼnʼroll". */
const APOSTROPHE = /[\u02b9-\u02bf]/
/** Where a line may break: between words of a script without spaces, within a word of any other. */
const ZERO_WIDTH_SPACE = '\u200b'
const COMBINING = /\p{M}/u
const CHINESE_JAPANESE_KOREAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u
/** Voicing marks of half-width katakana stand alone in Unicode but belong to the character before them. */
const HALF_WIDTH_VOICING = /[\uff9e\uff9f]/

/** The kind of every UTF-16 unit, filled as it is met: asking a regular expression for each letter costs ten times more. */
const kinds = new Uint8Array(0x10000)
/** Whether a UTF-16 unit is a plain letter or digit: nearly all of them are, and nearly all words are made of them. */
const isPlain = new Uint8Array(0x10000)
for (let unit = 0; unit < END_OF_ASCII; unit++) {
  kinds[unit] = kindOf(String.fromCharCode(unit))
  isPlain[unit] = kinds[unit] === LETTER ? 1 : 0
}

/** True for a word of a script that is written without spaces, which is indexed by characters and pairs of them. */
export function isUnspaced(word: string): boolean {
  return word.length > 0 && kindAt(word, 0) === UNSPACED
}

/**
 * Gives every word of a text in reading order, folded. A run of Chinese, Japanese or Korean gives each character and,
 * after it, the pair that begins there; so a query's pairs are found wherever they stand. A word that cannot be of
 * interest is counted and not given: most of the time goes into making the words.
 */
export function eachWord(text: string, visit: VisitWord, mayMatter: MayMatter = always): void {
  visitWords(text, { at: 0, place: 0 }, text.length, visit, mayMatter)
}

/**
 * The same in steps of some thousand letters, for whoever gives others their turn in between. A text that is done in one
 * step has none.
 */
export function* eachWordInSteps(text: string, visit: VisitWord, mayMatter: MayMatter = always): Generator<void, void> {
  const reached = { at: 0, place: 0 }
  for (;;) {
    visitWords(text, reached, reached.at + LETTERS_A_STEP, visit, mayMatter)
    if (reached.at >= text.length) return
    yield
  }
}

/** Gives the words that begin before `until`, from where the reading has come to; says in `reached` how far it comes. */
function visitWords(text: string, reached: Reached, until: number, visit: VisitWord, mayMatter: MayMatter): void {
  const { length } = text
  const end = Math.min(until, length)
  let { at, place } = reached
  // Most texts have plain letters alone.
  let give: GiveWord | undefined
  while (at < end) {
    let to = at
    while (to < length && isPlain[text.charCodeAt(to)] === 1) to++
    if (goesOn(text, to)) {
      give ??= giveTo(visit, reached)
      reached.place = place
      at = visitOther(text, at, give)
      place = reached.place
      continue
    }
    if (to === at + 1 && text.charCodeAt(to) === DOT) {
      const endOfDotted = endOfInitials(text, at, to)
      if (endOfDotted > to) {
        visit(withoutDots(fold(text.slice(at, endOfDotted))), at, endOfDotted, place++)
        at = endOfDotted
        continue
      }
    }
    if (to > at) {
      if (mayMatter(text, at, to)) visit(text.slice(at, to).toLowerCase(), at, to, place)
      place++
    }
    // What ended it is no part of any word.
    at = to + 1
  }
  reached.at = at
  reached.place = place
}

/** Gives words to whoever visits them, with the place that the reading has reached. */
function giveTo(visit: VisitWord, reached: Reached): GiveWord {
  return (word, from, to) => visit(word, from, to, reached.place++)
}

/** Whether what stands in a text there may belong to a word although it is no plain letter. */
function goesOn(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= END_OF_ASCII || unit === PLUS || unit === HASH
}

/** Gives the word that begins at a place, whatever its letters, if one does; returns where to go on. */
function visitOther(text: string, at: number, give: GiveWord): number {
  const kind = kindAt(text, at)
  if (kind === LETTER) return visitSpaced(text, at, give)
  if (kind === RUN_TOGETHER) return visitRunTogether(text, at, give)
  return kind === UNSPACED ? visitUnspaced(text, at, give) : at + unitsAt(text, at)
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

/** Whether a text has a word at all: signs and pictures are none. */
export function holdsWord(text: string): boolean {
  return wordsOf(text).length > 0
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
  if (NOT_READ.test(character)) return UNREAD
  if (APOSTROPHE.test(character)) return NONE
  if (THAI_LAO_KHMER_BURMESE.test(character)) return RUN_TOGETHER
  if (CHINESE_JAPANESE_KOREAN.test(character)) return UNSPACED
  if (HALF_WIDTH_VOICING.test(character) || COMBINING.test(character)) return MARK
  return LETTER_OR_DIGIT.test(character) ? LETTER : NONE
}

function unitsAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff && at + 1 < text.length ? 2 : 1
}

function visitSpaced(text: string, start: number, give: GiveWord): number {
  const afterFirst = start + unitsAt(text, start)
  let end = endOfInitials(text, start, afterFirst)
  if (end > afterFirst) {
    giveFolded(withoutDots(fold(text.slice(start, end))), start, end, give)
    return end
  }
  end = start
  for (let at = start; at < text.length; at += unitsAt(text, at)) {
    const kind = kindAt(text, at)
    if (kind === LETTER || kind === MARK) end = at + unitsAt(text, at)
    else if (kind !== UNREAD && !isHebrewMark(text, at)) break
  }
  // "C++" and "C#" are words of their own.
  while (text[end] === '+' || text[end] === '#') end++
  giveFolded(fold(text.slice(start, end)), start, end, give)
  return end
}

/** A quotation mark or an apostrophe in place of the mark of a Hebrew abbreviation. */
function isHebrewMark(text: string, at: number): boolean {
  return isHebrew(text, at - 1) && isHebrew(text, at + 1) && /["'’”]/.test(text[at]!)
}

function withoutDots(initials: string): string {
  return initials.replaceAll('.', '')
}

function visitRunTogether(text: string, start: number, give: GiveWord): number {
  let end = start
  // What is cut at once needs to know no more of what follows.
  const last = Math.min(text.length, start + LETTERS_A_STEP + LETTERS_LOOKED_AHEAD)
  for (let at = start; at < last; at += unitsAt(text, at)) {
    const kind = kindAt(text, at)
    if (kind === RUN_TOGETHER || kind === MARK) end = at + unitsAt(text, at)
    else if (kind !== UNREAD || text[at] === ZERO_WIDTH_SPACE) break
  }
  const visit = (from: number, to: number) => {
    giveFolded(fold(text.slice(start + from, start + to)), start + from, start + to, give)
  }
  const mayEnd = (at: number) => at >= LETTERS_A_STEP && kindAt(text, start + at) === RUN_TOGETHER
  return start + cutWords(text.slice(start, end), visit, mayEnd)
}

/** Folding may bring in what is no letter ("½" becomes "1⁄2"): the parts are words with the same place. */
function giveFolded(word: string, start: number, end: number, give: GiveWord): void {
  if (!NOT_OF_A_WORD.test(word)) {
    if (word !== '') give(word, start, end)
    return
  }
  for (const part of word.split(NOT_OF_A_WORD)) if (part !== '') give(part, start, end)
}

function visitUnspaced(text: string, start: number, give: GiveWord): number {
  let end = start
  let previous: Token | null = null
  while (end < text.length && kindAt(text, end) === UNSPACED) {
    const from = end
    end += unitsAt(text, end)
    while (end < text.length && kindAt(text, end) === MARK) end += unitsAt(text, end)
    const character: Token = { word: fold(text.slice(from, end)), start: from, end }
    if (previous) give(previous.word + character.word, previous.start, character.end)
    // The next step begins with this character, so that the pair after it is given too.
    if (from - start >= LETTERS_A_STEP) return from
    give(character.word, character.start, character.end)
    previous = character
    while (end < text.length && kindAt(text, end) === UNREAD) end += unitsAt(text, end)
  }
  return end
}
