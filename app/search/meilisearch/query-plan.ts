import type { IndexData } from '#app/search/built-in/index-data.ts'
import type { AskedWord } from '#app/search/words/asked.ts'
import { READING, type Readings } from '#app/search/words/readings.ts'
import { isUnspaced } from '#app/search/words/tokens.ts'

import { indexedWord } from './tokens.ts'

/** Meilisearch looks at no more words of a query; of a longer one the rarest are sent. */
const MOST_WORDS = 10
/** Other readings of a query's only word that are tried when the best one finds too little. */
const MOST_OTHER_READINGS = 6
const TYPOS: ReadonlySet<number> = new Set([READING.oneTypo, READING.twoTypos])

/** What Meilisearch is asked for. */
export type QueryPlan = {
  /** The query: every word must match. */
  q: string
  /** Queries that find what lacks one word, or holds another reading of the only one; for when `q` finds too little. */
  wider: string[]
}

/** The two things that readings are looked up in, and how many documents hold a word. */
type Words = Pick<IndexData, 'vocabulary' | 'of'>

/**
 * Puts a query into words that Meilisearch finds: a word that the archive does not know becomes the nearest that it
 * knows, since Meilisearch by itself finds few of them (it counts a typo at the first letter twice).
 */
export function planQuery(readings: Readings, words: Words): QueryPlan {
  const { query } = readings
  const inPhrases = new Set(query.phrases.flat())
  const phrases = query.phrases.map((phrase) => `"${phrase.map(indexedWord).join(' ')}"`)
  const asked = [...query.words.keys()].filter((number) => !inPhrases.has(query.words[number]!.word))
  const kept = rarest(asked, readings, Math.max(1, MOST_WORDS - inPhrases.size))
  const send = new Map(kept.map((number) => [number, sent(readings, number, words)]))

  /** A space at the end closes the last word: Meilisearch takes it for a beginning otherwise. */
  function queryOf(numbers: readonly number[]): string {
    const last = numbers.at(-1)
    const isOpen = last !== undefined && query.words[last]!.open
    return [...phrases, ...numbers.map((number) => send.get(number)!)].join(' ') + (isOpen ? '' : ' ')
  }
  const [only] = kept
  const wider =
    kept.length === 1 && only !== undefined && phrases.length === 0
      ? otherReadings(readings, only, words, send.get(only)!)
      : kept.map((left) => queryOf(kept.filter((number) => number !== left)))
  return { q: queryOf(kept), wider: query.words.length > 1 || kept.length === 1 ? wider.filter(isNotBlank) : [] }
}

function isNotBlank(text: string): boolean {
  return text.trim() !== ''
}

function rarest(numbers: readonly number[], readings: Readings, count: number): number[] {
  if (numbers.length <= count) return [...numbers]
  const byRarity = [...numbers].sort((a, b) => readings.rarity[b]! - readings.rarity[a]!)
  return byRarity.slice(0, count).sort((a, b) => a - b)
}

/** The word to send: as typed where Meilisearch finds that, else as it is read best. */
function sent(readings: Readings, number: number, words: Words): string {
  const asked = readings.query.words[number]!
  if (isUnspaced(asked.word)) return indexedWord(asked.word)
  let best = 0
  for (const reading of heldReadings(readings, number, words))
    if (isBetter(readings, reading, best, words)) best = reading
  // Joined and split words Meilisearch finds by itself, as it does beginnings.
  const kind = readings.kinds[best]!
  const isFound = best === 0 || kind === READING.exact || kind === READING.prefix || kind === READING.joined
  return indexedWord(isFound ? asked.word : spelt(asked, words.vocabulary.text(readings.words[best]!), kind))
}

/** Of a longer word, as much as was typed: what else begins so is meant as well. */
function spelt({ word, open }: AskedWord, read: string, kind: number): string {
  return open && TYPOS.has(kind) && read.length > word.length + 1 ? read.slice(0, word.length) : read
}

function isBetter(readings: Readings, reading: number, than: number, words: Words): boolean {
  if (than === 0) return true
  const [quality, known] = [readings.quality[reading]!, readings.quality[than]!]
  if (quality !== known) return quality > known
  return words.of(readings.words[reading]!) > words.of(readings.words[than]!)
}

/** The readings of a word that some document holds. */
function heldReadings(readings: Readings, number: number, words: Words): number[] {
  const held: number[] = []
  for (let reading = readings.bounds[number]!; reading < readings.bounds[number + 1]!; reading++) {
    if (words.of(readings.words[reading]!) > 0) held.push(reading)
  }
  return held
}

function otherReadings(readings: Readings, number: number, words: Words, sentAlready: string): string[] {
  const held = heldReadings(readings, number, words).sort((a, b) => (isBetter(readings, a, b, words) ? -1 : 1))
  const others = held.map((reading) => {
    const follower = readings.followers[reading]!
    const word = indexedWord(words.vocabulary.text(readings.words[reading]!))
    return follower === 0 ? `${word} ` : `"${word} ${indexedWord(words.vocabulary.text(follower))}"`
  })
  return [...new Set(others)].filter((one) => one.trim() !== sentAlready).slice(0, MOST_OTHER_READINGS)
}
