import { PASSAGES_SHOWN } from '#app/domain/search.ts'
import type { ReadQuery } from '#app/search/built-in/index-data.ts'
import { fitOfPassage } from '#app/search/built-in/passage-choice.ts'
import { topOf } from '#app/search/built-in/top.ts'
import { knownWords } from '#app/search/rank/fields.ts'
import { holdsPhrase } from '#app/search/rank/phrases.ts'
import type { ShownPassage } from '#app/search/rank/present.ts'
import { bitCount } from '#app/search/words/bits.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

/** A passage as Meilisearch gives it back. */
export type PassageHit = {
  key: string
  entry: string
  start: number
  end: number
  speakerName: string | null
  text: string
}

/**
 * The passages of an entry to be shown, the best first, by the built-in engine's rule: those that hold at least half of
 * the query's words and, together with their entry (`own`, as bits), have the most words found.
 */
export function choosePassages(
  own: number,
  found: readonly PassageHit[],
  { readings, phrases }: ReadQuery,
  vocabulary: Vocabulary,
): ShownPassage[] {
  const read = found.map((passage) => {
    const words = knownWords(passage.text, vocabulary)
    const fit = fitOfPassage(words, readings)
    return { passage, fit, words, all: bitCount(own | fit.words) }
  })
  const most = Math.max(bitCount(own), ...read.map(({ all }) => all))
  const addsMost = (all: number) => all === most && most > bitCount(own)
  const fitting = read.filter(({ fit, words, all }) => {
    if (fit.words === 0 || all < most) return false
    if (!phrases.every((phrase) => holdsPhrase(words, 0, words.length, phrase))) return false
    return addsMost(all) || bitCount(fit.words) * 2 >= readings.query.words.length
  })
  return topOf(fitting, PASSAGES_SHOWN, (a, b) => b.fit.score - a.fit.score).map(({ passage }) => ({
    start: passage.start,
    end: passage.end,
    speaker: passage.speakerName,
    text: passage.text,
  }))
}
