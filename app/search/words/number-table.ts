const SMALLEST = 256
/** A quarter of the places is used at most. */
const PLACES_EACH = 4
/** Spreads numbers that follow each other (Knuth, "The Art of Computer Programming", 6.4). */
const GOLDEN = 0x9e3779b1

/**
 * A table from numbers above 0 to numbers, for one query: small beside an array with a place for every word of the
 * archive, which would be made and thrown away for each query, and nearly as quick to ask. Most of what is asked is not
 * in it, and one look tells.
 */
export class NumberTable {
  /** Key and value side by side; key 0 is an empty place. */
  private places = new Int32Array(2 * SMALLEST)
  private count = 0
  private shift = 32 - Math.log2(SMALLEST)

  /** The number kept under a key, else 0. */
  get(key: number): number {
    return this.places[this.placeOf(key) + 1]!
  }

  set(key: number, value: number): void {
    const place = this.placeOf(key)
    if (this.places[place] === 0) {
      this.places[place] = key
      this.count++
    }
    this.places[place + 1] = value
    if (this.count * PLACES_EACH * 2 > this.places.length) this.grow()
  }

  /** Where a key is, or would be put. */
  private placeOf(key: number): number {
    const { places } = this
    const last = places.length - 2
    let place = (Math.imul(key, GOLDEN) >>> this.shift) * 2
    while (places[place] !== 0 && places[place] !== key) place = place === last ? 0 : place + 2
    return place
  }

  private grow(): void {
    const before = this.places
    this.places = new Int32Array(before.length * 2)
    this.shift--
    for (let place = 0; place < before.length; place += 2) {
      const key = before[place]!
      if (key === 0) continue
      const to = this.placeOf(key)
      this.places[to] = key
      this.places[to + 1] = before[place + 1]!
    }
  }
}
