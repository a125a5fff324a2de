import { inSlices } from '#app/platform/slices.ts'
import { stem } from '#app/search/words/inflection.ts'
import { detached } from '#app/search/words/vocabulary.ts'

import { indexedWord } from './tokens.ts'

/** More forms than that are no forms of one word. */
const MOST_FORMS = 24

/**
 * The words of the archive that are forms of one another ("manufacturing", "manufactured"), as Meilisearch's synonyms: it
 * has no rule of its own for inflection. Each family has two words or more.
 */
export async function wordForms(families: Iterable<readonly string[]>): Promise<Record<string, string[]>> {
  const pause = inSlices()
  const synonyms: Record<string, string[]> = {}
  for (const family of families) {
    if (family.length > MOST_FORMS) continue
    // In an order of their own: words that came to be known in another one have the same forms.
    const words = family.map(indexedWord).sort()
    for (const word of words) synonyms[word] = words.filter((other) => other !== word)
    await pause()
  }
  return synonyms
}

/** Gathers words, and gives those that share a stem: what a vocabulary does too, and much more. */
export class WordFamilies {
  private readonly known = new Set<string>()
  private readonly stems = new Map<string, string[]>()

  add(word: string): void {
    if (this.known.has(word)) return
    const own = detached(word)
    this.known.add(own)
    const key = stem(own)
    const family = this.stems.get(key)
    if (family) family.push(own)
    else this.stems.set(key === own ? own : detached(key), [own])
  }

  *[Symbol.iterator](): Generator<readonly string[]> {
    for (const family of this.stems.values()) if (family.length > 1) yield family
  }
}
