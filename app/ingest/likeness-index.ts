import { likenessOf, nameWords } from '#app/domain/names-alike.ts'

/**
 * Names by what makes two of them alike (`likenessOf`): who is like a name is found without comparing it with all. The work
 * grows with what is found, not with how many names there are.
 */
export class LikenessIndex {
  /** How often two names were compared: what a search costs. */
  compared = 0
  /** Null for one that was taken back: its number stays in the lists. */
  private readonly names: ({ slug: string; words: string[] } | null)[] = []
  private readonly byKey: NumbersByKey = new Map()
  /** Names that differ in one word at most, by the others and where that word stands. */
  private readonly beside = new Map<string, number | number[] | WordBucket>()

  /** Gives the function that takes the name back. */
  add(slug: string, name: string): () => void {
    const words = nameWords(name)
    if (words.length < 2) return () => undefined
    const number = this.names.push({ slug, words }) - 1
    for (const key of keysOf(words).held) append(this.byKey, key, number)
    words.forEach((word, position) => this.addBeside(besideKey(words, position), word, position, number))
    return () => {
      this.names[number] = null
    }
  }

  /** Most words have few beside them: only where there are many it pays to look for those that are near. */
  private addBeside(key: string, word: string, position: number, number: number): void {
    const bucket = this.beside.get(key)
    if (bucket instanceof WordBucket) bucket.add(word, number)
    else if (bucket === undefined) this.beside.set(key, number)
    else if (typeof bucket === 'number') this.beside.set(key, [bucket, number])
    else if (bucket.push(number) > BUCKET_MIN) {
      const many = new WordBucket()
      for (const one of bucket) many.add(this.names[one]?.words[position] ?? '', one)
      this.beside.set(key, many)
    }
  }

  /** Who is like a name and why, in the order in which they were added. */
  alike(name: string): { slug: string; reason: string }[] {
    const words = nameWords(name)
    if (words.length < 2) return []
    const found = new Set<number>()
    for (const key of keysOf(words).wanted) addAll(this.byKey.get(key), found)
    words.forEach((word, position) => {
      const bucket = this.beside.get(besideKey(words, position))
      addAll(bucket instanceof WordBucket ? bucket.near(word, position === 0) : bucket, found)
    })
    const alike: { number: number; slug: string; reason: string }[] = []
    for (const number of found) {
      const known = this.names[number]
      if (!known) continue
      this.compared += 1
      const reason = likenessOf(words, known.words)
      if (reason !== null) alike.push({ number, slug: known.slug, reason })
    }
    return alike.sort((a, b) => a.number - b.number).map(({ slug, reason }) => ({ slug, reason }))
  }
}

/**
 * "J Smith" is like whoever has a name with J and then Smith: names with initials look for those with whole words and the other
 * way round. Those with the same whole words differ in initials at most.
 */
function keysOf(words: string[]): { held: string[]; wanted: string[] } {
  const last = words.at(-1) ?? ''
  const joined = words.join('')
  const held = [joined]
  const wanted = [joined]
  let whole = ''
  for (const word of words.slice(0, -1)) {
    const letter = `${word[0]} ${last}`
    if (word.length > 1) whole += word
    held.push(word.length > 1 ? `start ${letter}` : `initial ${letter}`)
    wanted.push(word.length > 1 ? `initial ${letter}` : `start ${letter}`)
  }
  whole += last
  if (whole !== joined) {
    held.push(whole)
    wanted.push(whole)
  }
  return { held, wanted }
}

function besideKey(words: string[], position: number): string {
  return `${position} ${words.length} ${words.with(position, '').join(' ')}`
}

/** As few as that are compared one by one. */
const BUCKET_MIN = 16
/** Of longer words the beginning or the end is the same when they differ in a letter. */
const DELETIONS_MAX_LETTERS = 66
const HALF_LETTERS = 32
const SHORT_FORM_LETTERS = 5
const START_LETTERS = 3

/** Many words that stand at one place of names that are otherwise the same. */
class WordBucket {
  private readonly byKey: NumbersByKey = new Map()

  add(word: string, number: number): void {
    const start = word.slice(0, START_LETTERS)
    for (const key of letterKeys(word)) append(this.byKey, key, number)
    append(this.byKey, `length ${word.length} ${start}`, number)
    if (word.length > SHORT_FORM_LETTERS) append(this.byKey, `longer ${start}`, number)
  }

  /** The names whose word may be this one but for a letter, or its short form. */
  near(word: string, isFirst: boolean): number[] {
    const found = new Set<number>()
    for (const key of letterKeys(word)) addAll(this.byKey.get(key), found)
    if (isFirst) for (const key of shortForms(word)) addAll(this.byKey.get(key), found)
    return [...found]
  }
}

/** Words that differ in a letter, or in two that changed places, share what is left when one letter goes. */
function letterKeys(word: string): Set<string> {
  const keys = new Set<string>()
  if (word.length >= 2 * HALF_LETTERS)
    keys.add(`head ${word.slice(0, HALF_LETTERS)}`).add(`tail ${word.slice(-HALF_LETTERS)}`)
  if (word.length > DELETIONS_MAX_LETTERS) return keys
  keys.add(`letter ${word}`)
  for (let at = 0; at < word.length; at += 1) keys.add(`letter ${word.slice(0, at)}${word.slice(at + 1)}`)
  return keys
}

/** Where the words stand that a short form may be of, or that may be its short forms: two letters longer or shorter. */
function shortForms(word: string): string[] {
  const start = word.slice(0, START_LETTERS)
  const keys = []
  for (let length = START_LETTERS; length <= SHORT_FORM_LETTERS; length += 1) {
    if (Math.abs(word.length - length) >= 2) keys.push(`length ${length} ${start}`)
  }
  // Of the longer ones, a word of four or five letters leaves out one or two that are too near.
  if (word.length <= SHORT_FORM_LETTERS) keys.push(`longer ${start}`)
  return keys
}

/** Most keys have one number: a list for each would be what an import spends its memory on. */
type NumbersByKey = Map<string, number | number[]>

function append(map: NumbersByKey, key: string, number: number): void {
  const numbers = map.get(key)
  if (numbers === undefined) map.set(key, number)
  else if (typeof numbers === 'number') {
    if (numbers !== number) map.set(key, [numbers, number])
  } else if (numbers.at(-1) !== number) numbers.push(number)
}

function addAll(numbers: number | number[] | undefined, into: Set<number>): void {
  if (typeof numbers === 'number') into.add(numbers)
  else if (numbers !== undefined) for (const number of numbers) into.add(number)
}
