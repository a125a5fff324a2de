import { type EntryKind, type Holding } from '#app/domain/search.ts'
import { dateNumber, kindNumber, monthNumber } from '#app/search/built-in/entries.ts'
import type { SearchDocument } from '#app/search/engine.ts'

import { indexingText, type Learn } from './tokens.ts'

/** What an entry and each of its passages are filtered, counted and sorted by. */
type Attributes = {
  /** The entry's key: Meilisearch shows one document of each (`distinct`). */
  entry: string
  kind: EntryKind
  speaker: string[]
  theme: string[]
  has: Holding[]
  /** Years times 12 plus months from 0, as the built-in engine counts them; without a date it is left out. */
  month?: number
  /** 20231221; a month alone has day 0. Without a date it is left out, and comes last in either order. */
  date?: number
  kindOrder: number
  name: string
}

/** A conversation, person, theme, offering or news item: its words, field by field. */
export type EntryDocument = Attributes & {
  key: string
  isEntry: true
  title: string
  names: string
  themeNames: string
  summary: string
  documents: string
  unspacedNames: string
  unspaced: string
  /** Other words for those of the title and the names, and for those of the rest. */
  nameParts: string
  parts: string
}

/** A part of a conversation's transcript: its words, and after them those that name the conversation. */
export type PassageDocument = Attributes & {
  key: string
  isEntry: false
  start: number
  end: number
  speakerName: string | null
  /** As it was said: shown, not searched. */
  text: string
  words: string
  /** The names of the entry, so that a query may ask for a title and for what was said at once. */
  context: string
  unspaced: string
  parts: string
}

export type IndexDocument = EntryDocument | PassageDocument

/** The documents that stand for one entry in Meilisearch: itself, and its passages. `learn` is told of their words. */
export function indexDocuments(document: SearchDocument, learn?: Learn): IndexDocument[] {
  return [...indexingDocuments(document, learn)].filter((one) => one !== null)
}

/** The same one by one, for whoever makes those of a long entry in slices; null is a step on the way to the next. */
export function* indexingDocuments(document: SearchDocument, learn?: Learn): Generator<IndexDocument | null> {
  const attributes = attributesOf(document)
  const indexed = (texts: readonly string[]) => inNulls(indexingText(texts, learn))
  const title = yield* indexed([document.title, ...document.aliases])
  const names = yield* indexed([...document.speakers.map(({ name }) => name), ...document.alsoNamed])
  const themeNames = yield* indexed(document.themes.map(({ name }) => name))
  const summary = yield* indexed([document.summary])
  const documents = yield* indexed(document.documents.flatMap((one) => [one.title, one.text]))
  const entry: EntryDocument = {
    ...attributes,
    key: document.key,
    isEntry: true,
    title: title.spaced,
    names: names.spaced,
    themeNames: themeNames.spaced,
    summary: summary.spaced,
    documents: documents.spaced,
    unspacedNames: joined([title.unspaced, names.unspaced]),
    unspaced: joined([themeNames.unspaced, summary.unspaced, documents.unspaced]),
    nameParts: joined([title.parts, names.parts]),
    parts: joined([themeNames.parts, summary.parts, documents.parts]),
  }
  const context = joined([title.spaced, names.spaced, themeNames.spaced])
  const partsOfContext = joined([title.parts, names.parts, themeNames.parts])
  const unspacedContext = joined([title.unspaced, names.unspaced, themeNames.unspaced])
  yield entry
  for (const [place, passage] of document.passages.entries()) {
    const said = yield* indexed([passage.text])
    yield {
      ...attributes,
      key: passageKey(document.key, place),
      isEntry: false,
      start: passage.start,
      end: passage.end,
      speakerName: passage.speaker,
      text: passage.text,
      words: said.spaced,
      context,
      unspaced: joined([said.unspaced, unspacedContext]),
      parts: joined([said.parts, partsOfContext]),
    } satisfies PassageDocument
  }
}

function* inNulls<T>(steps: Iterator<void, T>): Generator<null, T> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    yield null
  }
}

export function passageKey(entryKey: string, place: number): string {
  return `${entryKey}-p${place}`
}

function attributesOf(document: SearchDocument): Attributes {
  const { heldOn } = document
  return {
    entry: document.key,
    kind: document.kind,
    speaker: document.speakers.map(({ slug }) => slug),
    theme: document.themes.map(({ slug }) => slug),
    has: document.has,
    ...(heldOn === null ? {} : { month: monthNumber(heldOn), date: dateNumber(heldOn) }),
    kindOrder: kindNumber(document.kind),
    name: document.title,
  }
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' . ')
}
