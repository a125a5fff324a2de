import { holdsPhrase } from '#app/search/rank/phrases.ts'

import type { Lists } from './lists.ts'
import type { Postings } from './postings.ts'

/**
 * The documents that hold a phrase: those of its rarest word, where the others are too, looked at word by word. `header`
 * is how many numbers of a document's list come before its words.
 */
export function documentsWithPhrase(
  phrase: readonly number[],
  postings: Postings,
  words: Lists,
  header: number,
): ReadonlySet<number> {
  const found = new Set<number>()
  const rarest = phrase.reduce((a, b) => (postings.frequency(b) < postings.frequency(a) ? b : a))
  const others = [...new Set(phrase)].filter((word) => word !== rarest)
  for (const posting of postings.of(rarest)) {
    const document = posting >>> 8
    if (!others.every((word) => postings.has(word, document))) continue
    const start = words.start(document)
    if (holdsPhrase(words.page(document), start + header, start + words.length(document), phrase)) found.add(document)
  }
  return found
}
