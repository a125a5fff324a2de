import { accentedWords } from '#app/search/rank/accents.ts'
import type { Candidate } from '#app/search/rank/features.ts'

import { type Entries, kindNumber } from './entries.ts'

const PERSON = kindNumber('person')

/** An entry as the ranker looks at it: its words, those of the passage that it was found with, and its score above 0. */
export function describeCandidate(
  entries: Entries,
  slot: number,
  passage: Uint32Array | null,
  score: number,
): Candidate {
  const start = entries.words.start(slot)
  return {
    page: entries.words.page(slot),
    start,
    end: start + entries.words.length(slot),
    passage,
    score,
    isPerson: entries.kinds[slot] === PERSON,
    accented: accentedOf(entries, slot),
  }
}

function accentedOf(entries: Entries, slot: number): ReadonlySet<string> | null {
  if (entries.plain[slot] === 1) return null
  const entry = entries.get(slot)!
  return new Set([entry.title, ...entry.speakers.map(({ name }) => name)].flatMap(accentedWords))
}
