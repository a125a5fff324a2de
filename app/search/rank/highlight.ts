import type { Range } from '#app/domain/search.ts'
import { READING, type ReadingKind, type Readings } from '#app/search/words/readings.ts'
import { eachWord, eachWordInSteps, LETTERS_A_STEP } from '#app/search/words/tokens.ts'
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
  [READING.part]: 0,
  [READING.oneTypo]: 1,
  [READING.twoTypos]: 2,
}

const MARKS_A_STEP = 1000

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
    const steps = this.marking(texts)
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
    }
  }

  /** The same in steps, for whoever marks long texts in slices. */
  *marking(texts: readonly string[]): Generator<void, Mark[][]> {
    const marks: Mark[][] = []
    const surest = new Map<number, number>()
    for (const text of texts) {
      const ofText = this.markText(yield* this.answers.in(text))
      for (const { asked, doubt } of ofText) surest.set(asked, Math.min(doubt, surest.get(asked) ?? Infinity))
      marks.push(ofText)
    }
    const sure: Mark[][] = []
    for (const ofText of marks) {
      sure.push(ofText.filter(({ asked, doubt }) => doubt === surest.get(asked)))
      if (ofText.length > MARKS_A_STEP) yield
    }
    return sure
  }

  private markText(found: readonly Found[]): Mark[] {
    const { phrases } = this.readings.query
    return [...this.wordMarks(found), ...phrases.flatMap((phrase) => phraseMarks(found, phrase))]
  }

  private wordMarks(found: readonly Found[]): Mark[] {
    const { readings } = this
    const marks: Mark[] = []
    found.forEach(({ id, place, start, end }, index) => {
      const next = found[index + 1]
      const nextId = next?.place === place + 1 ? next.id : 0
      for (let reading = readings.head(id); reading !== 0; reading = readings.next[reading]!) {
        const follower = readings.followers[reading]!
        if (follower !== 0 && nextId !== follower) continue
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

/** A word of a text that a query may be about: its number in the vocabulary, and which word of the text it is. */
type Found = { word: string; id: number; place: number; start: number; end: number }

/**
 * The words of the archive that answer a query, by their letters. Of the thousands of words in a page of results nearly
 * none does, so most are told by their first letter, their last and their length before they are even cut out of the text.
 */
class Answers {
  private readonly ids = new Map<string, number>()
  /** A bit for each shape. */
  private readonly shapes = new Uint32Array(0x8000 / 32)
  private readonly mayAnswer = (text: string, start: number, end: number) => {
    const shape = shapeOf(text.charCodeAt(start), text.charCodeAt(end - 1), end - start)
    return (this.shapes[shape >>> 5]! & (1 << shape)) !== 0
  }

  constructor(readings: Readings, vocabulary: Vocabulary) {
    for (let reading = 1; reading < readings.bounds.at(-1)!; reading++) {
      for (const id of [readings.words[reading]!, readings.followers[reading]!]) this.add(vocabulary.text(id), id)
    }
    for (const word of readings.query.phrases.flat()) this.add(word, vocabulary.find(word) ?? 0)
  }

  /** The words of a text that may answer, in order. */
  *in(text: string): Generator<void, Found[]> {
    const found: Found[] = []
    const visit = (word: string, start: number, end: number, place: number) => {
      const id = this.ids.get(word)
      if (id !== undefined) found.push({ word, id, place, start, end })
    }
    if (text.length > LETTERS_A_STEP) yield* eachWordInSteps(text, visit, this.mayAnswer)
    else eachWord(text, visit, this.mayAnswer)
    return found
  }

  private add(word: string, id: number): void {
    this.ids.set(word, id)
    const shape = shapeOf(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)
    this.shapes[shape >>> 5] = this.shapes[shape >>> 5]! | (1 << shape)
  }
}

/** Five bits each: a plain letter has the same whether it is a capital or not. */
function shapeOf(first: number, last: number, length: number): number {
  return ((first & 0x1f) << 10) | ((last & 0x1f) << 5) | (length & 0x1f)
}

function phraseMarks(found: readonly Found[], phrase: readonly string[]): Mark[] {
  const marks: Mark[] = []
  for (let at = 0; at + phrase.length <= found.length; at++) {
    const run = found.slice(at, at + phrase.length)
    if (!run.every(({ word, place }, index) => word === phrase[index] && place === run[0]!.place + index)) continue
    marks.push({ asked: -1, doubt: 0, start: run[0]!.start, end: Math.max(...run.map(({ end }) => end)) })
  }
  return marks
}
