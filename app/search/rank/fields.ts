import type { SearchDocument } from '#app/search/engine.ts'
import { mayHaveParts, partsOf } from '#app/search/words/parts.ts'
import { eachWord, eachWordInSteps, LETTERS_A_STEP, type MayMatter, type VisitWord } from '#app/search/words/tokens.ts'
import { BOUNDARY, type Vocabulary } from '#app/search/words/vocabulary.ts'

/** The fields of an entry in the order in which its words are kept. */
export const FIELDS = ['title', 'speakers', 'themes', 'summary', 'document'] as const
export type FieldName = (typeof FIELDS)[number]

/** The words of an entry begin with where its first four fields end; the last ends with the list. */
export const FIELDS_HEADER = FIELDS.length - 1

export type EntryText = Pick<
  SearchDocument,
  'title' | 'aliases' | 'speakers' | 'alsoNamed' | 'themes' | 'summary' | 'documents'
>

/**
 * The words of an entry as numbers of a vocabulary: a header with the ends of the fields (counted from the beginning of
 * the list), then the words of the fields. A `BOUNDARY` stands between two fields, which is in neither, and between two
 * titles, names or documents of one.
 */
export function encodeFields(entry: EntryText, vocabulary: Vocabulary): number[] {
  return allAtOnce(encodingFields(entry, vocabulary))
}

/** The same step by step: long texts take longer than anybody may be kept waiting. */
export function* encodingFields(entry: EntryText, vocabulary: Vocabulary): Generator<void, number[]> {
  const encoder = new Encoder(vocabulary)
  const { words } = encoder
  let letters = 0
  for (let field = 0; field < FIELDS_HEADER; field++) words.push(0)
  const texts: Record<FieldName, readonly string[]> = {
    title: [entry.title, ...entry.aliases],
    speakers: [...entry.speakers.map(({ name }) => name), ...entry.alsoNamed],
    themes: entry.themes.map(({ name }) => name),
    summary: [entry.summary],
    document: entry.documents.flatMap(({ title, text }) => [title, text]),
  }
  for (let index = 0; index < FIELDS.length; index++) {
    const ofField = texts[FIELDS[index]!]
    for (let number = 0; number < ofField.length; number++) {
      if (number > 0) words.push(BOUNDARY)
      const text = ofField[number]!
      // Many short texts take as long as a long one.
      letters += text.length
      if (letters <= LETTERS_A_STEP) encoder.append(text)
      else {
        letters = 0
        yield* encoder.appending(text)
        yield
      }
    }
    if (index === FIELDS_HEADER) break
    words[index] = words.length
    words.push(BOUNDARY)
  }
  return words
}

/** The words of a passage of a transcript: no header, since it is one field. */
export function encodePassage(text: string, vocabulary: Vocabulary): number[] {
  const encoder = new Encoder(vocabulary)
  encoder.append(text)
  return encoder.words
}

/** The words of a text that the vocabulary knows, which is left as it is; `BOUNDARY` stands for the others. */
export function knownWords(text: string, vocabulary: Vocabulary): Uint32Array {
  const words: number[] = []
  eachWord(text, (word) => words.push(vocabulary.find(word) ?? BOUNDARY))
  return Uint32Array.from(words)
}

/** Turns texts into the numbers of their words, one text after another. */
class Encoder {
  readonly words: number[] = []
  private text = ''
  private mayHaveParts = false
  private readonly add: VisitWord
  private readonly isNew: MayMatter

  constructor(private readonly vocabulary: Vocabulary) {
    this.add = (word, start, end) => this.put(vocabulary.add(word), start, end)
    // A word that is known needs not be made: nearly all are.
    this.isNew = (text, start, end) => {
      const id = vocabulary.findPlain(text, start, end)
      if (id !== 0) this.put(id, start, end)
      return id === 0
    }
  }

  append(text: string): void {
    this.begin(text)
    eachWord(text, this.add, this.isNew)
  }

  /** The same step by step. */
  *appending(text: string): Generator<void, void> {
    this.begin(text)
    yield* eachWordInSteps(text, this.add, this.isNew)
  }

  private begin(text: string): void {
    this.text = text
    this.mayHaveParts = mayHaveParts(text)
  }

  private put(id: number, start: number, end: number): void {
    const { text, vocabulary } = this
    this.words.push(id)
    if (!this.mayHaveParts || vocabulary.hasParts(id)) return
    const parts = partsOf(text, start, end, vocabulary.text(id))
    if (parts.length > 0) vocabulary.addParts(id, parts)
  }
}

function allAtOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
