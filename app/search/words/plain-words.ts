import { withRoom } from './room.ts'

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
  /** The number of a word, 0 for an empty place, and beside it all of its hash. */
  private places = new Int32Array(2 * SMALLEST)
  private count = 0
  /** The letters of all words one after another, and by number where those of a word begin and how many they are. */
  private letters = new Uint8Array(8 * SMALLEST)
  private end = 0
  private starts = new Uint32Array(SMALLEST)
  private lengths = new Uint32Array(SMALLEST)

  /** Keeps a folded word that is not there yet under its number, which is above 0; one that is not plain is left out. */
  add(word: string, id: number): void {
    if (!PLAIN.test(word)) return
    const { end } = this
    this.letters = withRoom(this.letters, end + word.length)
    for (let at = 0; at < word.length; at++) this.letters[end + at] = word.charCodeAt(at)
    this.end = end + word.length
    this.starts = withRoom(this.starts, id + 1)
    this.lengths = withRoom(this.lengths, id + 1)
    this.starts[id] = end
    this.lengths[id] = word.length
    this.put(id, hashOf(word, 0, word.length))
    this.count += 1
    if (this.count * PLACES_EACH * 2 > this.places.length) this.grow()
  }

  /** The number of the word between two places of a text, which holds plain letters alone, large or small; else 0. */
  find(text: string, start: number, end: number): number {
    const { places } = this
    const hash = hashOf(text, start, end)
    const last = places.length - 2
    for (let place = placeOf(hash, places); places[place] !== 0; place = place === last ? 0 : place + 2) {
      if (places[place + 1] === hash && this.isThere(places[place]!, text, start, end)) return places[place]!
    }
    return 0
  }

  private isThere(id: number, text: string, start: number, end: number): boolean {
    if (this.lengths[id] !== end - start) return false
    const { letters } = this
    const from = this.starts[id]! - start
    for (let at = start; at < end; at++) if (letters[from + at] !== (text.charCodeAt(at) | SMALL)) return false
    return true
  }

  private put(id: number, hash: number): void {
    const { places } = this
    const last = places.length - 2
    let place = placeOf(hash, places)
    while (places[place] !== 0) place = place === last ? 0 : place + 2
    places[place] = id
    places[place + 1] = hash
  }

  private grow(): void {
    const before = this.places
    this.places = new Int32Array(before.length * 2)
    for (let place = 0; place < before.length; place += 2) {
      if (before[place] !== 0) this.put(before[place]!, before[place + 1]!)
    }
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = OFFSET_BASIS
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (text.charCodeAt(at) | SMALL), PRIME)
  return hash ^ (hash >>> 15)
}

/** `places` has room for a power of two of pairs. */
function placeOf(hash: number, places: Int32Array): number {
  return (hash * 2) & (places.length - 2)
}
