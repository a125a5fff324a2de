import { fold, lower } from '#app/search/words/fold.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

const WORD = /[\p{L}\p{N}\p{M}]+[+#]*/gu
/** Apostrophes of any kind part words, full stops between initials do not. */
const APOSTROPHE_LETTERS = /[\u02b9-\u02bf]/g
const INITIALS = /(?<![\p{L}\p{N}\p{M}.])\p{L}(?:\.\p{L}(?![\p{L}\p{N}\p{M}]))+/gu

/** The words of a text in lower case with their accents. */
export function accentedWords(text: string): string[] {
  const plain = lower(text).replace(APOSTROPHE_LETTERS, ' ')
  return (plain.includes('.') ? plain.replace(INITIALS, (run) => run.replaceAll('.', '')) : plain).match(WORD) ?? []
}

/** How many of the words typed stand in a title or among speakers letter for letter, accents and all. */
export class AccentFit {
  private readonly words: { accented: string; id: number }[]
  private readonly count: number

  /** `typed` are all words of the query, stop words included, with their accents. */
  constructor(typed: readonly string[], vocabulary: Vocabulary) {
    this.count = typed.length
    this.words = typed
      .filter((word) => word.length > 1)
      .map((word) => ({ accented: word, id: fold(word) === word ? (vocabulary.find(word) ?? -1) : -1 }))
  }

  /**
   * The share of the words typed that are there: in the set of accented words, or, where nothing has an accent, among the
   * words between two places of `page`.
   */
  share(accented: ReadonlySet<string> | null, page: Uint32Array, from: number, to: number): number {
    let found = 0
    for (const word of this.words) {
      if (accented ? accented.has(word.accented) : word.id >= 0 && stands(word.id, page, from, to)) found++
    }
    return this.count > 0 ? found / this.count : 0
  }
}

function stands(id: number, page: Uint32Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (page[at] === id) return true
  return false
}
