import { inSlices } from '#app/search/slices.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

import { indexedWord } from './tokens.ts'

/** More forms than that are no forms of one word. */
const MOST_FORMS = 24

/**
 * The words of the archive that are forms of one another ("manufacturing", "manufactured"), as Meilisearch's synonyms: it
 * has no rule of its own for inflection.
 */
export async function wordForms(vocabulary: Vocabulary): Promise<Record<string, string[]>> {
  const pause = inSlices()
  const synonyms: Record<string, string[]> = {}
  for (const ids of vocabulary.families()) {
    if (ids.length > MOST_FORMS) continue
    // In an order of their own: words that came to be known in another one have the same forms.
    const words = ids.map((id) => indexedWord(vocabulary.text(id))).sort()
    for (const word of words) synonyms[word] = words.filter((other) => other !== word)
    await pause()
  }
  return synonyms
}
