import { readAsked } from '#app/search/words/asked.ts'
import { READING, Readings } from '#app/search/words/readings.ts'

import type { IndexData } from './index-data.ts'

/** A word that stands in fewer documents may itself be a slip. */
const FEWEST_DOCUMENTS = 1

/**
 * A text with each word that the archive does not know put as the nearest that it knows; null when nothing is to be
 * changed. Words whose beginning is known are left as they are: they may not be finished.
 */
export function spellingOf(text: string, index: IndexData): string | null {
  const isInVocabulary = (word: string) => index.vocabulary.find(word) !== undefined
  const readings = new Readings(readAsked(text, isInVocabulary), index.vocabulary, index)
  const replaced: { start: number; end: number; nearest: string }[] = []
  for (const [number, { word, start, end }] of readings.query.words.entries()) {
    if (isKnown(readings, number, index)) continue
    const nearest = nearestWord(readings, number, index)
    if (nearest !== null && nearest !== word) replaced.push({ start, end, nearest })
  }
  return replaced.length === 0 ? null : withWords(text, replaced)
}

/** A text with other words in some places, which are in order and apart; everything between them is left as it is. */
function withWords(text: string, replaced: readonly { start: number; end: number; nearest: string }[]): string {
  let spelt = ''
  let from = 0
  for (const { start, end, nearest } of replaced) {
    if (start < from) continue
    spelt += text.slice(from, start) + nearest
    from = end
  }
  return spelt + text.slice(from)
}

function isKnown(readings: Readings, number: number, index: IndexData): boolean {
  for (let reading = readings.bounds[number]!; reading < readings.bounds[number + 1]!; reading++) {
    const isTypo = readings.kinds[reading] === READING.oneTypo || readings.kinds[reading] === READING.twoTypos
    if (!isTypo && index.of(readings.words[reading]!) >= FEWEST_DOCUMENTS) return true
  }
  return false
}

/** The best reading; among equals the one in more documents. */
function nearestWord(readings: Readings, number: number, index: IndexData): string | null {
  let best = 0
  for (let reading = readings.bounds[number]!; reading < readings.bounds[number + 1]!; reading++) {
    const frequency = index.of(readings.words[reading]!)
    if (frequency < FEWEST_DOCUMENTS) continue
    const [quality, known] = [readings.quality[reading]!, readings.quality[best]!]
    const isBetter = quality > known || (quality === known && frequency > index.of(readings.words[best]!))
    if (best === 0 || isBetter) best = reading
  }
  return best === 0 ? null : index.vocabulary.text(readings.words[best]!)
}
