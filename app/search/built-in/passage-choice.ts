import type { Readings } from '#app/search/words/readings.ts'

/** How well a passage answers a query by its own words. */
export type PassageFit = { words: number; score: number }

/** Reads a passage: which words of the query it holds (as bits), and how good and how rare they are. */
export function fitOfPassage(words: Uint32Array, readings: Readings): PassageFit {
  const best = new Float64Array(readings.query.words.length)
  for (let at = 0; at < words.length; at++) {
    for (let reading = readings.head(words[at]!); reading !== 0; reading = readings.next[reading]!) {
      const follower = readings.followers[reading]!
      if (follower !== 0 && words[at + 1] !== follower) continue
      const asked = readings.asked[reading]!
      best[asked] = Math.max(best[asked]!, readings.quality[reading]!)
    }
  }
  let fit = { words: 0, score: 0 }
  best.forEach((quality, asked) => {
    if (quality > 0)
      fit = { words: fit.words | (1 << asked), score: fit.score + quality * (1 + readings.rarity[asked]!) }
  })
  return fit
}
