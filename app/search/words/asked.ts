import { lower } from './fold.ts'
import { humpsOf, spelledOut } from './parts.ts'
import { isContraction, isSlipOfStopWord, isStopWord } from './stop-words.ts'
import { isUnspaced, queryTokensOf, type Token, wordsOf } from './tokens.ts'

/** Which words were found is kept as the bits of one number; what is asked beyond that only costs time. */
export const MOST_ASKED_WORDS = 30

/** A word of a query: folded, and as it was typed (lower case, accents kept). */
export type AskedWord = {
  word: string
  typed: string
  /** The last word as typed so far, which may be the beginning of a longer one. */
  open: boolean
  /** Where it stands in the query: a half-open range of UTF-16 units. */
  start: number
  end: number
  /** What it makes with the words typed beside it, stop words included; the shortest first. */
  joins: { word: string; open: boolean }[]
  /** With the signs beside it read aloud: "csharp" for "C#"; null without signs. */
  spelt: string | null
  /** What capitals part it into; empty when it is in one piece. */
  humps: string[]
}

/** What a reader typed, as words. */
export type Asked = {
  /** The words that must be found; stop words only when there is nothing else. */
  words: AskedWord[]
  /** Every word that was typed, in lower case with its accents. */
  typed: string[]
  /** Quoted runs, each as the words of the index that must stand side by side. */
  phrases: string[][]
}

/** Within a Hebrew word it marks an abbreviation. */
const QUOTED =
  /(?<![\u05d0-\u05ea])["“”„«»]((?:[^"“”„«»]|(?<=[\u05d0-\u05ea])["”](?=[\u05d0-\u05ea]))+)["“”„«»](?![\u05d0-\u05ea])/gu
/** "you complete me" may ask for one word. */
const MOST_JOINED = 5
const ENDS_A_WORD = /[\s"“”„«».,;:!?)\]]$/u

/**
 * Reads a query's text. A quotation mark without its partner is no mark. A slip of a stop word ("teh") is one too, unless
 * the archive knows it as a word.
 */
export function readAsked(text: string, isKnown: (word: string) => boolean): Asked {
  const tokens = queryTokensOf(text)
  const saysNothing = ({ word, start }: Token) =>
    isStopWord(word) || isContraction(text, start, word) || (isSlipOfStopWord(word) && !isKnown(word))
  const content = tokens.filter((token) => !saysNothing(token))
  const wanted = (content.length > 0 ? content : tokens).slice(0, MOST_ASKED_WORDS)
  const last = tokens.at(-1)
  const unfinished = !ENDS_A_WORD.test(text)
  const isOpen = (token: Token) => unfinished && token === last && !isUnspaced(token.word)
  return {
    words: wanted.map((token) => ({
      word: token.word,
      typed: typedAs(text, token),
      start: token.start,
      end: token.end,
      open: isOpen(token),
      joins: joinsOf(tokens, tokens.indexOf(token)).map((run) => ({
        word: run.map(({ word }) => word).join(''),
        open: isOpen(run.at(-1)!),
      })),
      spelt: spelledOut(text, token.start, token.end, token.word),
      humps: humpsOf(text, token.start, token.end, token.word),
    })),
    typed: tokens.map((token) => typedAs(text, token)),
    phrases: [...text.matchAll(QUOTED)].map((match) => wordsOf(match[1] ?? '')).filter((words) => words.length > 0),
  }
}

/** Of initials the letters alone, as they are in `word`. */
function typedAs(text: string, { word, start, end }: Token): string {
  const typed = lower(text.slice(start, end))
  return typed.includes('.') ? word : typed
}

/** The runs of neighbouring words that a word is in, the shortest first. */
function joinsOf(tokens: readonly Token[], index: number): Token[][] {
  const runs: Token[][] = []
  for (let count = 2; count <= MOST_JOINED; count++) {
    for (let from = Math.max(0, index - count + 1); from <= index && from + count <= tokens.length; from++) {
      const run = tokens.slice(from, from + count)
      if (run.every(({ word }) => !isUnspaced(word))) runs.push(run)
    }
  }
  return runs
}
