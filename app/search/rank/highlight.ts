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

/** Marks where the words of one query stand. */
export class Highlighter {
  private readonly answers: Answers

  constructor(
    private readonly readings: Readings,
    vocabulary: Vocabulary,
  ) {
    this.answers = new Answers(readings, vocabulary)
  }

  /**
   * The marks in the texts of one document, as they were written. A word that stands in any of them as it was asked is
   * not marked where it could only be a typo.
   */
  mark(texts: readonly string[]): Mark[][] {
    const marks = texts.map((text) => this.markText(tokensOf(text)))
    const surest = new Map<number, number>()
    for (const { asked, doubt } of marks.flat()) surest.set(asked, Math.min(doubt, surest.get(asked) ?? Infinity))
    return marks.map((ofText) => ofText.filter(({ asked, doubt }) => doubt === surest.get(asked)))
  }

  private markText(tokens: readonly Token[]): Mark[] {
    const { phrases } = this.readings.query
    return [...this.wordMarks(tokens), ...phrases.flatMap((phrase) => phraseMarks(tokens, phrase))]
  }

  private wordMarks(tokens: readonly Token[]): Mark[] {
    const { readings, answers } = this
    const marks: Mark[] = []
    tokens.forEach(({ word, start, end }, index) => {
      const id = answers.find(word)
      if (id === undefined) return
      for (let reading = readings.head(id); reading !== 0; reading = readings.next[reading]!) {
        const follower = readings.followers[reading]!
        const next = tokens[index + 1]
        if (follower !== 0 && (!next || answers.find(next.word) !== follower)) continue
        const kind = readings.kinds[reading]! as ReadingKind
        const until = follower !== 0 && next ? next.end : end
        marks.push({ asked: readings.asked[reading]!, doubt: DOUBT[kind], start, end: until })
      }
    })
    return marks
  }
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

/**
 * The words of the archive that answer a query, by their letters. Of the thousands of words in a page of results nearly
 * none does, so most are told by their first letter and length before they are looked up.
 */
class Answers {
  private readonly ids = new Map<string, number>()
  private readonly shapes = new Uint8Array(0x1000)

  constructor(readings: Readings, vocabulary: Vocabulary) {
    for (let reading = 1; reading < readings.bounds.at(-1)!; reading++) {
      this.add(readings.words[reading]!, vocabulary)
      this.add(readings.followers[reading]!, vocabulary)
    }
  }

  find(word: string): number | undefined {
    return this.shapes[shapeOf(word)] === 1 ? this.ids.get(word) : undefined
  }

  private add(id: number, vocabulary: Vocabulary): void {
    const word = vocabulary.text(id)
    this.ids.set(word, id)
    this.shapes[shapeOf(word)] = 1
  }
}

function shapeOf(word: string): number {
  return (word.charCodeAt(0) & 0x7f) * 0x20 + (word.length & 0x1f)
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
