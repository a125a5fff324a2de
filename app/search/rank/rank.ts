import type { Readings } from '#app/search/words/readings.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

import { type Candidate, Features } from './features.ts'
import { type Feature, WEIGHTS } from './weights.ts'

/** So many of the best retrieved are looked at closely; the order of retrieval goes on after them. */
export const RANKED = 200

/** What a person gets whose name is asked for in part or misspelt, times how well it fits: such a query asks who. */
const NAME_ASKED = 6

const NAMES = Object.keys(WEIGHTS) as Feature[]

type Scored<T> = { item: T; score: number; isPerson: boolean; wholeName: boolean; nameQuality: number }

/**
 * Puts candidates in order, the best answer first. `describe` gives what the ranker looks at and whether the candidate
 * is a person; `tieBreak` orders two that fit equally well.
 *
 * A surname alone, or a name misspelt, asks who that is: the person comes first, then what they spoke at. A whole name
 * spelt rightly asks for what they said: the best of that comes first, the person right after it.
 */
export function rankCandidates<T>(
  items: readonly T[],
  describe: (item: T) => Candidate,
  tieBreak: (a: T, b: T) => number,
  query: { readings: Readings; vocabulary: Vocabulary; phrases: readonly (readonly number[])[] },
): T[] {
  const features = new Features(query.readings, query.vocabulary, query.phrases)
  const scored = items.map((item): Scored<T> => {
    const candidate = describe(item)
    features.measure(candidate)
    const { isPerson } = candidate
    const wholeName = isPerson && features.isWholeName
    return { item, score: scoreOf(features), isPerson, wholeName, nameQuality: isPerson ? features.nameQuality : 0 }
  })
  const someoneIsMeant = scored.some(({ wholeName }) => wholeName)
  if (!someoneIsMeant) for (const one of scored) one.score += NAME_ASKED * one.nameQuality
  scored.sort((a, b) => b.score - a.score || tieBreak(a.item, b.item))
  return someoneIsMeant ? withPersonsSecond(scored) : scored.map(({ item }) => item)
}

/** The first that is no person leads. */
function withPersonsSecond<T>(scored: readonly Scored<T>[]): T[] {
  const leading = scored.find(({ isPerson }) => !isPerson)
  const persons = scored.filter(({ wholeName }) => wholeName)
  const rest = scored.filter((one) => one !== leading && !one.wholeName)
  return [...(leading ? [leading] : []), ...persons, ...rest].map(({ item }) => item)
}

function scoreOf({ values }: Features): number {
  let score = 0
  for (const name of NAMES) score += WEIGHTS[name] * values[name]
  return score
}
