import { FIELDS, FIELDS_HEADER } from '#app/search/rank/fields.ts'
import { withRoom } from '#app/search/words/room.ts'
import { BOUNDARY } from '#app/search/words/vocabulary.ts'

import { HEAVIEST } from './postings.ts'

/**
 * How much a word weighs in a document: BM25F (Robertson, Zaragoza and Taylor, 2004). A field counts by its weight, the
 * less the longer it is against what is typical. Typical lengths are fixed, not averages of the archive, so that a
 * posting stays right while other documents come and go.
 */
type FieldWeight = { weight: number; lengthCounts: number; typicalLength: number }

const FIELD_WEIGHTS: readonly FieldWeight[] = [
  { weight: 8, lengthCounts: 0.3, typicalLength: 8 },
  { weight: 6, lengthCounts: 0.2, typicalLength: 3 },
  { weight: 3, lengthCounts: 0.2, typicalLength: 5 },
  { weight: 1, lengthCounts: 0.6, typicalLength: 110 },
  { weight: 0.7, lengthCounts: 0.6, typicalLength: 400 },
]
const PASSAGE_WEIGHT: FieldWeight = { weight: 1, lengthCounts: 0.4, typicalLength: 90 }
/** How soon one more occurrence adds little. */
const SATURATION = 2.2

/** The distinct words of one document with their weights. Used again for each document; read it before the next. */
export class Weighing {
  /** The distinct words of the document. */
  readonly words: number[] = []
  private weights = new Float32Array(1024)

  /** Weighs the words of an entry, as `encodeFields` gives them. */
  entry(words: ArrayLike<number>): void {
    this.clear()
    let from = FIELDS_HEADER
    for (let field = 0; field < FIELDS.length; field++) {
      const to = field < FIELDS_HEADER ? words[field]! : words.length
      this.add(words, from, to, FIELD_WEIGHTS[field]!)
      // Between two fields stands a boundary.
      from = to + 1
    }
  }

  passage(words: ArrayLike<number>): void {
    this.clear()
    this.add(words, 0, words.length, PASSAGE_WEIGHT)
  }

  /** The weight of a word of the document, from 1 to `HEAVIEST`. */
  weightOf(word: number): number {
    const weight = this.weights[word]!
    return Math.max(1, Math.round((HEAVIEST * weight) / (SATURATION + weight)))
  }

  holds(word: number): boolean {
    return (this.weights[word] ?? 0) > 0
  }

  private clear(): void {
    for (const word of this.words) this.weights[word] = 0
    this.words.length = 0
  }

  private add(words: ArrayLike<number>, from: number, to: number, field: FieldWeight): void {
    const length = to - from
    const share = field.weight / (1 - field.lengthCounts + (field.lengthCounts * length) / field.typicalLength)
    for (let at = from; at < to; at++) {
      const word = words[at]!
      if (word === BOUNDARY) continue
      this.weights = withRoom(this.weights, word + 1)
      if (this.weights[word] === 0) this.words.push(word)
      this.weights[word] = this.weights[word]! + share
    }
  }
}
