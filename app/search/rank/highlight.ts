import type { Range } from '#app/domain/search.ts'
import { READING, type ReadingKind, type Readings } from '#app/search/words/readings.ts'
import { type Token, tokensOf } from '#app/search/words/tokens.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

/** A place in a text that answers a word of the query (`asked`), or a quoted phrase (then `asked` is -1). */
export type Mark = { asked: number; doubt: number; start: number; end: number }

/** How doubtful a reading is: a word with a typo is marked only where none is surer. */
const DOUBT: Record<ReadingKind, number> = {
  [READING.exact]: 0,
  [READING.inflected]: 0,
  [READING.prefix]: 0,
  [READING.joined]: 0,
  [READING.transliterated]: 0,
  [READING.oneTypo]: 1,
  [READING.twoTypos]: 2,
}

/**
 * Marks where the words of a query stand in the texts of one document, as it was written. A word that stands in any of
 * them as it was asked is not marked where it could only be a typo.
 */
export function markTexts(texts: readonly string[], readings: Readings, vocabulary: Vocabulary): Mark[][] {
  const phrases = readings.query.phrases
  const marks = texts.map((text) => {
    const tokens = tokensOf(text)
    return [...wordMarks(tokens, readings, vocabulary), ...phrases.flatMap((phrase) => phraseMarks(tokens, phrase))]
  })
  const surest = new Map<number, number>()
  for (const { asked, doubt } of marks.flat()) surest.set(asked, Math.min(doubt, surest.get(asked) ?? Infinity))
  return marks.map((ofText) => ofText.filter(({ asked, doubt }) => doubt === surest.get(asked)))
}

/** The marked parts of a text as ranges that neither touch nor overlap, in order. */
export function rangesOf(marks: readonly Mark[]): Range[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start || a.end - b.end)
  const ranges: [number, number][] = []
  for (const { start, end } of sorted) {
    const last = ranges.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else ranges.push([start, end])
  }
  return ranges
}

function wordMarks(tokens: readonly Token[], readings: Readings, vocabulary: Vocabulary): Mark[] {
  const marks: Mark[] = []
  tokens.forEach(({ word, start, end }, index) => {
    const id = vocabulary.find(word)
    if (id === undefined) return
    for (let reading = readings.head(id); reading !== 0; reading = readings.next[reading]!) {
      const follower = readings.followers[reading]!
      const next = tokens[index + 1]
      if (follower !== 0 && (!next || vocabulary.find(next.word) !== follower)) continue
      const kind = readings.kinds[reading]! as ReadingKind
      const until = follower !== 0 && next ? next.end : end
      marks.push({ asked: readings.asked[reading]!, doubt: DOUBT[kind], start, end: until })
    }
  })
  return marks
}

function phraseMarks(tokens: readonly Token[], phrase: readonly string[]): Mark[] {
  const marks: Mark[] = []
  for (let at = 0; at + phrase.length <= tokens.length; at++) {
    if (!phrase.every((word, index) => tokens[at + index]!.word === word)) continue
    const ends = tokens.slice(at, at + phrase.length).map(({ end }) => end)
    marks.push({ asked: -1, doubt: 0, start: tokens[at]!.start, end: Math.max(...ends) })
  }
  return marks
}
