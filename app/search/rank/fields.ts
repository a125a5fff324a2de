import type { SearchDocument } from '#app/search/engine.ts'
import { mayHaveParts, partsOf } from '#app/search/words/parts.ts'
import { eachWord, eachWordInSteps, LETTERS_A_STEP } from '#app/search/words/tokens.ts'
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
  const words: number[] = new Array<number>(FIELDS_HEADER).fill(0)
  const texts: Record<FieldName, readonly string[]> = {
    title: [entry.title, ...entry.aliases],
    speakers: [...entry.speakers.map(({ name }) => name), ...entry.alsoNamed],
    themes: entry.themes.map(({ name }) => name),
    summary: [entry.summary],
    document: entry.documents.flatMap(({ title, text }) => [title, text]),
  }
  for (const [index, field] of FIELDS.entries()) {
    yield* appendingTexts(words, texts[field], vocabulary)
    if (index === FIELDS_HEADER) break
    words[index] = words.length
    words.push(BOUNDARY)
  }
  return words
}

/** The words of a passage of a transcript: no header, since it is one field. */
export function encodePassage(text: string, vocabulary: Vocabulary): number[] {
  const words: number[] = []
  allAtOnce(appendingTexts(words, [text], vocabulary))
  return words
}

/** The words of a text that the vocabulary knows, which is left as it is; `BOUNDARY` stands for the others. */
export function knownWords(text: string, vocabulary: Vocabulary): Uint32Array {
  const words: number[] = []
  eachWord(text, (word) => words.push(vocabulary.find(word) ?? BOUNDARY))
  return Uint32Array.from(words)
}

function* appendingTexts(words: number[], texts: readonly string[], vocabulary: Vocabulary): Generator<void, void> {
  let letters = 0
  for (const [index, text] of texts.entries()) {
    if (index > 0) words.push(BOUNDARY)
    yield* appendingText(words, text, vocabulary)
    // Many short texts take as long as a long one.
    letters += text.length
    if (letters > LETTERS_A_STEP) yield
    letters %= LETTERS_A_STEP
  }
}

function appendingText(words: number[], text: string, vocabulary: Vocabulary): Generator<void, void> {
  const isParted = mayHaveParts(text)
  const append = (id: number, start: number, end: number) => {
    words.push(id)
    if (!isParted || vocabulary.hasParts(id)) return
    const parts = partsOf(text, start, end, vocabulary.text(id))
    if (parts.length > 0) vocabulary.addParts(id, parts)
  }
  // A word that is known needs not be made: nearly all are.
  const isNew = (_: string, start: number, end: number) => {
    const id = vocabulary.findPlain(text, start, end)
    if (id !== 0) append(id, start, end)
    return id === 0
  }
  return eachWordInSteps(text, (word, start, end) => append(vocabulary.add(word), start, end), isNew)
}

function allAtOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
