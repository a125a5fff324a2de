import { hasMoreBits } from './bits.ts'
import { EditDistance } from './edit-distance.ts'
import { isAscii } from './fold.ts'
import { stem } from './inflection.ts'
import { withRoom } from './room.ts'
import { isStopWord } from './stop-words.ts'
import { isPairOfUnspaced, isUnspaced } from './tokens.ts'

/** Stands in a field between two titles, two names, two documents: no phrase crosses it. Never a word's number. */
export const BOUNDARY = 0

/** So many letters at either end have sets of their own: most words that are not near are told by them. */
const LETTERS_AT_END = 4

/** Longer words are found as they are or by their beginning, never with a typo. */
const LONGEST_SCANNED = 40

/** Words are also kept by their first letters, so that what begins with a word is found without a scan. */
const BEGINNING = 3

const STOP = 1
const PAIR = 2
const CHARACTER = 4

/** The words of one length: their numbers, the letters of each as a set (`letterSet`) and one after another. */
type Shelf = {
  count: number
  ids: Uint32Array
  letters: Int32Array
  first: Int32Array
  last: Int32Array
  units: Uint16Array
}

/** Called for each word near another: its number, how many typos apart, and whether only its beginning is near. */
export type VisitNear = (id: number, typos: number, isPrefix: boolean) => void

/**
 * Every word of the archive under a number (from 1 on), kept by length so that a search for near words looks only at
 * lengths that can match, and at letters only where the sets of letters allow it. Words are added and never taken away:
 * one that no document holds any more costs a few bytes until the next rebuild.
 */
export class Vocabulary {
  private readonly texts: string[] = ['']
  private readonly ids = new Map<string, number>()
  private readonly stems = new Map<string, number[]>()
  private readonly shelves: Shelf[] = []
  private readonly beginnings = new Map<string, number[]>()
  private flags = new Uint8Array(1024)
  private readonly distance = new EditDistance()

  /** One more than the greatest number given. */
  get size(): number {
    return this.texts.length
  }

  text(id: number): string {
    return this.texts[id] ?? ''
  }

  find(word: string): number | undefined {
    return this.ids.get(word)
  }

  isStopWord(id: number): boolean {
    return (this.flags[id]! & STOP) !== 0
  }

  /** True for the pairs of an unspaced script, which share the place of the character that they begin with. */
  isPair(id: number): boolean {
    return (this.flags[id]! & PAIR) !== 0
  }

  /** True for a single character of an unspaced script. */
  isCharacter(id: number): boolean {
    return (this.flags[id]! & CHARACTER) !== 0
  }

  /** The number of a word, a new one if need be. */
  add(word: string): number {
    const known = this.ids.get(word)
    if (known !== undefined) return known
    const id = this.texts.length
    const text = detached(word)
    this.texts.push(text)
    this.ids.set(text, id)
    this.flags = withRoom(this.flags, id + 1)
    this.flags[id] = flagsOf(text)
    const key = stem(text)
    const forms = this.stems.get(key)
    if (forms) forms.push(id)
    else this.stems.set(key === text ? text : detached(key), [id])
    if (!isUnspaced(text)) this.shelve(id, text)
    return id
  }

  /** The words that share a stem with this one, itself included where it is known. */
  forms(word: string): readonly number[] {
    return this.stems.get(stem(word)) ?? []
  }

  /** The words that share a stem with at least one other, family by family. */
  *families(): Generator<readonly number[]> {
    for (const ids of this.stems.values()) if (ids.length > 1) yield ids
  }

  /** Every word within so many typos; with `orPrefix`, also every word with a beginning that near. */
  near(word: string, typos: number, orPrefix: boolean, visit: VisitNear): void {
    const shortest = Math.max(1, word.length - typos)
    const longest = orPrefix ? LONGEST_SCANNED : Math.min(LONGEST_SCANNED, word.length + typos)
    this.distance.aim(word, typos)
    for (let length = shortest; length <= longest; length++) {
      const shelf = this.shelves[length]
      if (shelf) this.scan(shelf, length, word, typos, orPrefix && length > word.length - typos, visit)
    }
  }

  /** Every longer word that begins with this one. */
  completions(word: string, visit: (id: number) => void): void {
    if (word.length >= BEGINNING) {
      for (const id of this.beginnings.get(word.slice(0, BEGINNING)) ?? []) {
        const text = this.texts[id]!
        if (text.length > word.length && text.startsWith(word)) visit(id)
      }
      return
    }
    for (const [beginning, ids] of this.beginnings) if (beginning.startsWith(word)) ids.forEach(visit)
    for (let length = word.length + 1; length < BEGINNING; length++) {
      const shelf = this.shelves[length]
      for (let at = 0; shelf && at < shelf.count; at++) {
        if (this.texts[shelf.ids[at]!]!.startsWith(word)) visit(shelf.ids[at]!)
      }
    }
  }

  private shelve(id: number, word: string): void {
    const length = word.length
    if (length >= BEGINNING) {
      const beginning = detached(word.slice(0, BEGINNING))
      const others = this.beginnings.get(beginning)
      if (others) others.push(id)
      else this.beginnings.set(beginning, [id])
    }
    const shelf = (this.shelves[length] ??= newShelf())
    const at = shelf.count++
    shelf.ids = withRoom(shelf.ids, shelf.count)
    shelf.letters = withRoom(shelf.letters, shelf.count)
    shelf.first = withRoom(shelf.first, shelf.count)
    shelf.last = withRoom(shelf.last, shelf.count)
    shelf.units = withRoom(shelf.units, shelf.count * length)
    shelf.ids[at] = id
    shelf.letters[at] = letterSet(word)
    shelf.first[at] = letterSet(word.slice(0, LETTERS_AT_END))
    shelf.last[at] = letterSet(word.slice(-LETTERS_AT_END))
    for (let index = 0; index < length; index++) shelf.units[at * length + index] = word.charCodeAt(index)
  }

  private scan(shelf: Shelf, length: number, word: string, typos: number, orPrefix: boolean, visit: VisitNear): void {
    const { distance } = this
    const letters = letterSet(word)
    // The first letters of a near word stand among the first of this one, a little further on at most; so the last.
    // Of a word whose beginning is near, that holds for no more letters than the shortest such beginning has.
    const judgesFirst = !orPrefix || word.length - typos >= LETTERS_AT_END
    const first = judgesFirst ? letterSet(word.slice(0, LETTERS_AT_END + typos)) : ALL_LETTERS
    const last = letterSet(word.slice(-LETTERS_AT_END - typos))
    for (let at = 0; at < shelf.count; at++) {
      // A typo takes away at most one letter of the one set and adds at most one to the other.
      if (hasMoreBits(shelf.first[at]! & ~first, typos)) continue
      if (!orPrefix && hasMoreBits(shelf.last[at]! & ~last, typos)) continue
      const own = shelf.letters[at]!
      if (hasMoreBits(letters & ~own, typos)) continue
      if (!orPrefix && hasMoreBits(own & ~letters, typos)) continue
      distance.compare(shelf.units, at * length, length)
      if (distance.whole <= typos && distance.whole <= distance.prefix) visit(shelf.ids[at]!, distance.whole, false)
      else if (orPrefix && distance.prefix <= typos) visit(shelf.ids[at]!, distance.prefix, true)
      else if (distance.whole <= typos) visit(shelf.ids[at]!, distance.whole, false)
    }
  }
}

function newShelf(): Shelf {
  return {
    count: 0,
    ids: new Uint32Array(8),
    letters: new Int32Array(8),
    first: new Int32Array(8),
    last: new Int32Array(8),
    units: new Uint16Array(64),
  }
}

const ALL_LETTERS = -1

function flagsOf(word: string): number {
  if (!isUnspaced(word)) return isStopWord(word) ? STOP : 0
  return isPairOfUnspaced(word) ? PAIR : CHARACTER
}

/** A bit a letter from a to z, one for digits, five shared by all else. */
function letterSet(word: string): number {
  let set = 0
  for (let index = 0; index < word.length; index++) {
    const unit = word.charCodeAt(index)
    if (unit >= 97 && unit <= 122) set |= 1 << (unit - 97)
    else if (unit >= 48 && unit <= 57) set |= 1 << 26
    else set |= 1 << (27 + (unit % 5))
  }
  return set
}

/** A copy that does not keep the text alive which the word was cut from: V8's long substrings do. */
function detached(word: string): string {
  if (word.length < 13) return word
  const encoding = isAscii(word) ? 'latin1' : 'utf16le'
  return Buffer.from(word, encoding).toString(encoding)
}
