import { withRoom } from './room.ts'

/**
 * A place is four numbers side by side, since fetching them from memory is what takes long: the word, 0 for none, all of
 * its hash, and where its letters begin and how many they are.
 */
const PLACE = 4
const HASH = 1
const START = 2
const LENGTH = 3
const SMALLEST = 2048
/** Half of the places is used at most. */
const PLACES_EACH = 2
/** Tells a small letter from its capital; digits have it too. */
const SMALL = 0x20
/** FNV-1a (Fowler, Noll and Vo), one unit at a time. */
const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

const PLAIN = /^[a-z0-9]+$/

/**
 * Words of plain letters (a to z and digits) by number, found by their letters where they stand in a text: most of the
 * time of building an index would go into cutting each word out of its text to look it up.
 */
export class PlainWords {
  private places = new Int32Array(PLACE * SMALLEST)
  private count = 0
  /** The letters of all words one after another. */
  private letters = new Uint8Array(8 * SMALLEST)
  private end = 0

  /** Keeps a folded word that is not there yet under its number, which is above 0; one that is not plain is left out. */
  add(word: string, id: number): void {
    if (!PLAIN.test(word)) return
    const start = this.end
    this.end += word.length
    this.letters = withRoom(this.letters, this.end)
    for (let at = 0; at < word.length; at++) this.letters[start + at] = word.charCodeAt(at)
    this.put(id, hashOf(word, 0, word.length), start, word.length)
    this.count += 1
    if (this.count * PLACES_EACH * PLACE > this.places.length) this.grow()
  }

  /** The number of the word between two places of a text, which holds plain letters alone, large or small; else 0. */
  find(text: string, start: number, end: number): number {
    const { places } = this
    const hash = hashOf(text, start, end)
    for (let place = firstPlace(hash, places); places[place] !== 0; place = nextPlace(place, places)) {
      if (places[place + HASH] !== hash || places[place + LENGTH] !== end - start) continue
      if (this.isThere(places[place + START]!, text, start, end)) return places[place]!
    }
    return 0
  }

  private isThere(letter: number, text: string, start: number, end: number): boolean {
    const { letters } = this
    for (let at = start; at < end; at++) {
      if (letters[letter + at - start] !== (text.charCodeAt(at) | SMALL)) return false
    }
    return true
  }

  private put(id: number, hash: number, start: number, length: number): void {
    const { places } = this
    let place = firstPlace(hash, places)
    while (places[place] !== 0) place = nextPlace(place, places)
    places[place] = id
    places[place + HASH] = hash
    places[place + START] = start
    places[place + LENGTH] = length
  }

  private grow(): void {
    const before = this.places
    this.places = new Int32Array(before.length * 2)
    for (let place = 0; place < before.length; place += PLACE) {
      const id = before[place]!
      if (id !== 0) this.put(id, before[place + HASH]!, before[place + START]!, before[place + LENGTH]!)
    }
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = OFFSET_BASIS
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (text.charCodeAt(at) | SMALL), PRIME)
  return hash ^ (hash >>> 15)
}

/** The length of `places` is a power of two. */
function firstPlace(hash: number, places: Int32Array): number {
  return (hash * PLACE) & (places.length - PLACE)
}

function nextPlace(place: number, places: Int32Array): number {
  return (place + PLACE) & (places.length - PLACE)
}
