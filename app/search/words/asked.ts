import { lower } from './fold.ts'
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
  /** What it makes with the word typed before it and the word typed after it, stop words included. */
  joins: { word: string; open: boolean }[]
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

const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/gu
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
      typed: lower(text.slice(token.start, token.end)),
      open: isOpen(token),
      joins: joinsOf(tokens, tokens.indexOf(token)).map(([left, right]) => ({
        word: left.word + right.word,
        open: isOpen(right),
      })),
    })),
    typed: tokens.map((token) => lower(text.slice(token.start, token.end))),
    phrases: [...text.matchAll(QUOTED)].map((match) => wordsOf(match[1] ?? '')).filter((words) => words.length > 0),
  }
}

function joinsOf(tokens: readonly Token[], index: number): [Token, Token][] {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]]
  const pairs: [Token | undefined, Token | undefined][] = [
    [before, token],
    [token, after],
  ]
  return pairs.filter((pair): pair is [Token, Token] => pair.every((one) => one && !isUnspaced(one.word)))
}
