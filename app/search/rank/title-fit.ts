import { READING, type Readings } from '#app/search/words/readings.ts'
import { BOUNDARY, type Vocabulary } from '#app/search/words/vocabulary.ts'

/** Readings of nearly the same quality are told apart by their place. */
const SAME_QUALITY = 0.01

/** A word of a title that answers a word of the query. */
type Hit = { asked: number; quality: number; place: number; content: number; joined: boolean }

/**
 * How the words of a query stand in a title: which, how well, in what order, how near each other, and how much of the
 * title they are. Of several titles (an entry's aliases) the one that fits best counts.
 */
export class TitleFit {
  /** For each word of the query, how well it is found. */
  quality: Float64Array
  /** Of the words of the query after the first, the share that is found after the one before it. */
  order = 0
  /** The share found, times how closely these stand together, counted in words that say something; 0 for a single one. */
  near = 0
  /** The share of the title that the query asks for. */
  share = 0

  /** Whether a word is found that is not the title's first, or is all of it: in a name, the surname. */
  beyondFirst = false

  private rival: Float64Array
  private readonly places: Int32Array
  private readonly contents: Int32Array
  private readonly asked: number
  private readonly hits: Hit[] = []
  private readonly taken = new Set<number>()

  constructor(
    private readonly readings: Readings,
    private readonly vocabulary: Vocabulary,
  ) {
    this.asked = readings.query.words.length
    this.quality = new Float64Array(this.asked)
    this.rival = new Float64Array(this.asked)
    this.places = new Int32Array(this.asked)
    this.contents = new Int32Array(this.asked)
  }

  /** Looks at the titles between two places of `page`, parted by `BOUNDARY`. */
  measure(page: Uint32Array, from: number, to: number): void {
    this.quality.fill(0)
    this.order = 0
    this.near = 0
    this.share = 0
    this.beyondFirst = false
    let best = 0
    let begin = from
    for (let at = from; at <= to; at++) {
      if (at < to && page[at] !== BOUNDARY) continue
      const content = this.collect(page, begin, at)
      begin = at + 1
      if (this.hits.length === 0) continue
      const sum = this.assign()
      if (sum <= best) continue
      best = sum
      this.keep(content)
    }
  }

  /** Finds what answers the query in one title, and gives how many of its words say something. */
  private collect(page: Uint32Array, from: number, to: number): number {
    const { readings, vocabulary, hits } = this
    hits.length = 0
    let content = 0
    for (let at = from; at < to; at++) {
      const word = page[at]!
      if (!vocabulary.isStopWord(word) && !vocabulary.isPair(word)) content++
      for (let reading = readings.head(word); reading !== 0; reading = readings.next[reading]!) {
        const follower = readings.followers[reading]!
        if (follower !== 0 && (at + 1 >= to || page[at + 1] !== follower)) continue
        const joined = readings.kinds[reading] === READING.joined
        const asked = readings.asked[reading]!
        hits.push({ asked, quality: readings.quality[reading]!, place: at - from, content, joined })
      }
    }
    return content
  }

  /** Gives each word of the query its best hit, no word of the title to two of them, and sums the qualities. */
  private assign(): number {
    this.taken.clear()
    let previous = -1
    let sum = 0
    for (let asked = 0; asked < this.asked; asked++) {
      const hit = this.bestHit(asked, previous)
      this.rival[asked] = hit?.quality ?? 0
      this.places[asked] = hit?.place ?? -1
      this.contents[asked] = hit?.content ?? 0
      if (!hit) continue
      previous = hit.place
      sum += hit.quality
      if (!hit.joined) this.taken.add(hit.place)
    }
    return sum
  }

  private bestHit(asked: number, previous: number): Hit | undefined {
    let best: Hit | undefined
    for (const hit of this.hits) {
      if (hit.asked !== asked || (!hit.joined && this.taken.has(hit.place))) continue
      if (!best || hit.quality > best.quality + SAME_QUALITY) best = hit
      else if (hit.quality > best.quality - SAME_QUALITY && best.place <= previous && hit.place > previous) best = hit
    }
    return best
  }

  private keep(content: number): void {
    const free = this.quality
    this.quality = this.rival
    this.rival = free
    let [found, inOrder, previous, first, last] = [0, 0, -1, Infinity, -Infinity]
    for (let asked = 0; asked < this.asked; asked++) {
      const place = this.places[asked]!
      if (place < 0) continue
      if (found > 0 && place > previous) inOrder++
      found++
      previous = place
      first = Math.min(first, this.contents[asked]!)
      last = Math.max(last, this.contents[asked]!)
    }
    this.order = this.asked > 1 ? inOrder / (this.asked - 1) : 0
    this.near = found > 1 ? (found / this.asked) * Math.min(1, found / (last - first + 1)) : 0
    this.share = content > 0 ? Math.min(1, found / content) : 0
    this.beyondFirst = this.share === 1 || this.places.some((place) => place > 0)
  }
}
