import { mayHaveParts, partsOf } from '#app/search/words/parts.ts'
import { eachWordInSteps, isUnspaced } from '#app/search/words/tokens.ts'

/** Meilisearch cuts words at these, so they are spelt out: "C++" and "C#" stay words of their own. */
const SPELT_OUT: Record<string, string> = { '+': 'plus', '#': 'sharp' }

/** Two thirty-sixes to the fourth power are more than Unicode has characters. */
const CODE_BASE = 36
const CODE_LENGTH = 4
/** So that no code begins with a digit, which Meilisearch might read as a number. */
const CODE_PREFIX = 'u'

/**
 * A text as Meilisearch is to index it: words of spaced scripts, and words of unspaced scripts, each in reading order; and
 * apart from them, so that no phrase is torn, the other words under which these are asked for (`partsOf`).
 */
export type IndexedText = { spaced: string; unspaced: string; parts: string }

export type Learn = (word: string) => void

/** No phrase and no neighbourhood crosses it: Meilisearch takes a full stop for the end of a sentence. */
const BETWEEN_TEXTS = ' . '

/**
 * Texts cut into words by the rules of `words/` (which hold for both engines) and put so that Meilisearch, which has
 * rules of its own, finds exactly these words again. Several texts of a field are kept apart. `learn` is told of each word
 * as `words/` knows it. In steps: a text may be long.
 */
export function* indexingText(texts: readonly string[], learn: Learn = ignore): Generator<void, IndexedText> {
  const spaced: string[] = []
  const unspaced: string[] = []
  const parts = new Set<string>()
  for (const text of texts) {
    const words: string[] = []
    const codes: string[] = []
    const isParted = mayHaveParts(text)
    yield* eachWordInSteps(text, (word, start, end) => {
      learn(word)
      if (isParted) for (const part of partsOf(text, start, end, word)) parts.add(part)
      ;(isUnspaced(word) ? codes : words).push(indexedWord(word))
    })
    if (words.length > 0) spaced.push(words.join(' '))
    if (codes.length > 0) unspaced.push(codes.join(' '))
  }
  for (const part of parts) learn(part)
  return {
    spaced: spaced.join(BETWEEN_TEXTS),
    unspaced: unspaced.join(BETWEEN_TEXTS),
    parts: [...parts].join(BETWEEN_TEXTS),
  }
}

/** The same at once. */
export function indexedText(texts: readonly string[], learn?: Learn): IndexedText {
  const steps = indexingText(texts, learn)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

function ignore(): void {}

/** A word of `words/` as Meilisearch knows it. A pair of an unspaced script begins as its first character does. */
export function indexedWord(word: string): string {
  if (!isUnspaced(word)) return isSigned(word) ? word.replace(/[+#]/g, (sign) => SPELT_OUT[sign] ?? '') : word
  const codes = [...word].map((character) => character.codePointAt(0)!.toString(CODE_BASE).padStart(CODE_LENGTH, '0'))
  return CODE_PREFIX + codes.join('')
}

/** Signs stand at the end of a word or nowhere in it; nearly every word is told by that at once. */
function isSigned(word: string): boolean {
  return word.endsWith('+') || word.endsWith('#')
}
