import type { IndexData } from '#app/search/built-in/index-data.ts'
import type { AskedWord } from '#app/search/words/asked.ts'
import { READING, type Readings } from '#app/search/words/readings.ts'
import { isUnspaced } from '#app/search/words/tokens.ts'

import { indexedWord } from './tokens.ts'

/** Meilisearch looks at no more words of a query; of a longer one the rarest are sent. */
const MOST_WORDS = 10
/** Other readings of a query's only word that are tried when the best one finds too little. */
const MOST_OTHER_READINGS = 6
/** How likely a slip is, by kind, in a word that may not be finished; as `READING` has it for whole words. */
const SLIP: Record<number, number> = { [READING.oneTypo]: 0.55, [READING.twoTypos]: 0.25 }
/** Shorter beginnings would be those of too many words. */
const SHORTEST_BEGINNING = 4

/** What Meilisearch is asked for. */
export type QueryPlan = {
  /** The query: every word must match. */
  q: string
  /** Queries that find what lacks one word, or holds other readings of the words; for when `q` finds too little. */
  wider: string[]
}

/** What readings are looked up in: the words of the archive, and how many of its documents hold each. */
type Words = Pick<IndexData, 'vocabulary' | 'of' | 'total'>

/**
 * Puts a query into words that Meilisearch finds: a word that the archive does not know becomes the nearest that it
 * knows, since Meilisearch by itself finds few of them (it counts a typo at the first letter twice).
 */
export function planQuery(readings: Readings, words: Words): QueryPlan {
  const { query } = readings
  const inPhrases = new Set(query.phrases.flat())
  const phrases = query.phrases.flatMap(runsOfOneScript).map((run) => `"${run.map(indexedWord).join(' ')}"`)
  const asked = [...query.words.keys()].filter((number) => !inPhrases.has(query.words[number]!.word))
  const kept = rarest(asked, readings, Math.max(1, MOST_WORDS - inPhrases.size))

  /** A space at the end closes the last word: Meilisearch takes it for a beginning otherwise. */
  const queryOf = (numbers: readonly number[], put: (number: number) => string) => {
    const last = numbers.at(-1)
    const isOpen = last !== undefined && query.words[last]!.open
    return [...phrases, ...numbers.map(put)].join(' ') + (isOpen ? '' : ' ')
  }
  const sent = new Map(kept.map((number) => [number, wordToSend(readings, number, words, 'joined as typed')]))
  const put = (number: number) => sent.get(number)!
  const q = queryOf(kept, put)
  const apart = queryOf(kept, (number) => wordToSend(readings, number, words, 'each by itself'))
  // Meilisearch joins neighbours by itself, but not those of every script.
  const joined = queryOf(kept, (number) => joinedWord(readings, number, words) ?? put(number))
  const lacking = kept.map((left) =>
    queryOf(
      kept.filter((number) => number !== left),
      put,
    ),
  )
  const [only] = kept
  const isOneWord = query.words.length === 1 && only !== undefined
  const wider = isOneWord ? otherReadings(readings, only, words) : [joined, apart, ...lacking]
  return { q, wider: [...new Set(wider)].filter((one) => one !== q && one.trim() !== '') }
}

/** Words of spaced and of unspaced scripts are indexed apart, so no phrase there holds both. */
function runsOfOneScript(phrase: readonly string[]): string[][] {
  const runs: string[][] = []
  for (const word of phrase) {
    const run = runs.at(-1)
    if (run && isUnspaced(run[0]!) === isUnspaced(word)) run.push(word)
    else runs.push([word])
  }
  return runs
}

function rarest(numbers: readonly number[], readings: Readings, count: number): number[] {
  if (numbers.length <= count) return [...numbers]
  const byRarity = [...numbers].sort((a, b) => readings.rarity[b]! - readings.rarity[a]!)
  return byRarity.slice(0, count).sort((a, b) => a - b)
}

/**
 * The word to send: as typed where Meilisearch finds that, else as it is read best. Joined and split words it finds by
 * itself, as typed; a part of one may be a slip of another word too.
 */
function wordToSend(
  readings: Readings,
  number: number,
  words: Words,
  parts: 'joined as typed' | 'each by itself',
): string {
  const asked = readings.query.words[number]!
  const held = isUnspaced(asked.word) ? [] : heldReadings(readings, number, words)
  const isKnown = held.some((reading) => readings.kinds[reading] === READING.exact)
  const isPart = held.some((reading) => readings.kinds[reading] === READING.joined)
  if (isKnown || (isPart && parts === 'joined as typed')) return indexedWord(asked.word)
  const [best] = held.filter((reading) => readings.kinds[reading] !== READING.joined)
  if (best === undefined || readings.kinds[best] === READING.prefix) return indexedWord(asked.word)
  return indexedWord(spelt(asked, words.vocabulary.text(readings.words[best]!), readings.kinds[best]!))
}

/** The word of the archive that a word of the query makes together with its neighbours; null where there is none. */
function joinedWord(readings: Readings, number: number, words: Words): string | null {
  const held = heldReadings(readings, number, words)
  const joined = held.find((reading) => readings.kinds[reading] === READING.joined && readings.followers[reading] === 0)
  return joined === undefined ? null : indexedWord(words.vocabulary.text(readings.words[joined]!))
}

/** Of a longer word, as much as was typed: what else begins so is meant as well. */
function spelt({ word, open }: AskedWord, read: string, kind: number): string {
  return open && SLIP[kind] !== undefined ? read.slice(0, Math.max(word.length, SHORTEST_BEGINNING)) : read
}

/** The readings of a word that some document holds, the likeliest first. */
function heldReadings(readings: Readings, number: number, words: Words): number[] {
  const { open } = readings.query.words[number]!
  const held: { reading: number; likelihood: number; frequency: number }[] = []
  for (let reading = readings.bounds[number]!; reading < readings.bounds[number + 1]!; reading++) {
    const frequency = words.of(readings.words[reading]!)
    if (frequency === 0) continue
    const slip = open ? SLIP[readings.kinds[reading]!] : undefined
    // Of words that begin nearly as typed the common ones are meant, however much of them is still to come.
    const likelihood = slip ? (slip * (1 + commonness(frequency, words.total))) / 2 : readings.quality[reading]!
    held.push({ reading, likelihood, frequency })
  }
  held.sort((a, b) => b.likelihood - a.likelihood || b.frequency - a.frequency)
  return held.map(({ reading }) => reading)
}

/** From 0 for a word that stands nowhere to 1 for one that stands everywhere. */
function commonness(frequency: number, total: number): number {
  return Math.log1p(frequency) / Math.log1p(total)
}

function otherReadings(readings: Readings, number: number, words: Words): string[] {
  const held = heldReadings(readings, number, words)
  const others = held.map((reading) => {
    const follower = readings.followers[reading]!
    const word = indexedWord(words.vocabulary.text(readings.words[reading]!))
    return follower === 0 ? `${word} ` : `"${word} ${indexedWord(words.vocabulary.text(follower))}" `
  })
  const asTyped = `${indexedWord(readings.query.words[number]!.word)} `
  return [...new Set(others)].filter((one) => one !== asTyped).slice(0, MOST_OTHER_READINGS)
}
