import { likenessOf, nameWords } from '#app/domain/names-alike.ts'

/**
 * Names by what makes two of them alike (`likenessOf`): who is like a name is found without comparing it with all. The work
 * grows with what is found, not with how many names there are.
 */
export class LikenessIndex {
  /** How often two names were compared: what a search costs. */
  compared = 0
  private readonly names: { slug: string; words: string[] }[] = []
  private readonly byKey = new Map<string, number[]>()
  /** Names that differ in one word at most, by the others and where that word stands. */
  private readonly beside = new Map<string, WordBucket>()

  add(slug: string, name: string): void {
    const words = nameWords(name)
    if (words.length < 2) return
    const number = this.names.push({ slug, words }) - 1
    for (const key of keysOf(words).held) append(this.byKey, key, number)
    words.forEach((word, position) => {
      const key = besideKey(words, position)
      let bucket = this.beside.get(key)
      if (bucket === undefined) this.beside.set(key, (bucket = new WordBucket()))
      bucket.add(word, number)
    })
  }

  /** Who is like a name and why, in the order in which they were added. */
  alike(name: string): { slug: string; reason: string }[] {
    const words = nameWords(name)
    if (words.length < 2) return []
    const found = new Set(keysOf(words).wanted.flatMap((key) => this.byKey.get(key) ?? []))
    words.forEach((word, position) => {
      for (const number of this.beside.get(besideKey(words, position))?.near(word, position === 0) ?? []) found.add(number)
    })
    return [...found]
      .sort((a, b) => a - b)
      .flatMap((number) => {
        const known = this.names[number]
        this.compared += 1
        const reason = known === undefined ? null : likenessOf(words, known.words)
        return known === undefined || reason === null ? [] : [{ slug: known.slug, reason }]
      })
  }
}

/**
 * "J Smith" is like whoever has a name with J and then Smith: names with initials look for those with whole words and the other
 * way round. Those with the same whole words differ in initials at most.
 */
function keysOf(words: string[]): { held: string[]; wanted: string[] } {
  const last = words.at(-1) ?? ''
  const first = words.slice(0, -1)
  const whole = first.filter((word) => word.length > 1)
  const always = [`joined ${words.join('')}`, `whole ${[...whole, last].join(' ')}`]
  const letters = (of: string[]) => [...new Set(of.map(([letter]) => letter))]
  const initials = letters(first.filter((word) => word.length === 1)).map((letter) => `initial ${letter} ${last}`)
  const starts = letters(whole).map((letter) => `start ${letter} ${last}`)
  const turned = (keys: string[], from: string, to: string) => keys.map((key) => key.replace(from, to))
  return {
    held: [...always, ...initials, ...starts],
    wanted: [...always, ...turned(initials, 'initial', 'start'), ...turned(starts, 'start', 'initial')],
  }
}

function besideKey(words: string[], position: number): string {
  return `${position} ${words.length} ${words.with(position, '').join(' ')}`
}

/** As few as that are compared one by one. */
const BUCKET_MIN = 32
/** Of longer words the beginning or the end is the same when they differ in a letter. */
const DELETIONS_MAX_LETTERS = 66
const HALF_LETTERS = 32
const SHORT_FORM_LETTERS = 5
const START_LETTERS = 3

/** The words that stand at one place of names that are otherwise the same. */
class WordBucket {
  private readonly words: { word: string; number: number }[] = []
  private byKey: Map<string, number[]> | null = null

  add(word: string, number: number): void {
    this.words.push({ word, number })
    if (this.byKey !== null) this.addKeys(word, number, this.byKey)
    else if (this.words.length > BUCKET_MIN) {
      this.byKey = new Map()
      for (const known of this.words) this.addKeys(known.word, known.number, this.byKey)
    }
  }

  /** The names whose word may be this one but for a letter, or its short form. */
  near(word: string, isFirst: boolean): number[] {
    const { byKey } = this
    if (byKey === null) return this.words.map(({ number }) => number)
    const keys = [...letterKeys(word), ...(isFirst ? shortForms(word) : [])]
    return keys.flatMap((key) => byKey.get(key) ?? [])
  }

  private addKeys(word: string, number: number, byKey: Map<string, number[]>): void {
    for (const key of [...letterKeys(word), `length ${word.length} ${word.slice(0, START_LETTERS)}`]) append(byKey, key, number)
    if (word.length > SHORT_FORM_LETTERS) append(byKey, `longer ${word.slice(0, START_LETTERS)}`, number)
  }
}

/** Words that differ in a letter, or in two that changed places, share what is left when one letter goes. */
function letterKeys(word: string): Set<string> {
  const keys = new Set<string>()
  if (word.length >= 2 * HALF_LETTERS) keys.add(`head ${word.slice(0, HALF_LETTERS)}`).add(`tail ${word.slice(-HALF_LETTERS)}`)
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

function append(map: Map<string, number[]>, key: string, number: number): void {
  const numbers = map.get(key)
  if (numbers === undefined) map.set(key, [number])
  else if (numbers.at(-1) !== number) numbers.push(number)
}
