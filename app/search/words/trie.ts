import type { Pause } from '#app/platform/slices.ts'

import { bitCount } from './bits.ts'
import { withRoom } from './room.ts'

/** Longer words are not kept: a typo in one, or its beginning, is found by nobody. */
export const LONGEST_KEPT = 40

/** Called for each word near another: its number, how many typos apart, and whether only its beginning is near. */
export type VisitNear = (id: number, typos: number, isPrefix: boolean) => void

/**
 * A node is five numbers side by side: its letter, its first child, its next sibling, the word that ends here, and the
 * letters that stand anywhere below it, as a set.
 */
const NODE = 5
const LETTER = 0
const CHILD = 1
const SIBLING = 2
const WORD = 3
const BELOW = 4

/** The root is node 0, so 0 is nobody's child. */
const NONE = 0
const MOST_TYPOS = 2
const NODES_BETWEEN_PAUSES = 5000
const FAR = 99
/** A row of the matrix has a place for each letter of the word looked for, one before and one after. */
const ROW = LONGEST_KEPT + MOST_TYPOS + 2

/**
 * Words by their letters, one after another: those with one beginning share the nodes of it. So what begins with a word
 * is found by going down, and what is near a word by going down with a row of the matrix of edit distances for each
 * letter (Oflazer, 1996), turning back where no row below can be near enough. The distance is the optimal string
 * alignment: a letter too many, too few, wrong, or two neighbours swapped is one typo each.
 */
export class Trie {
  private nodes = new Int32Array(NODE * 1024)
  private count = 1
  /** The nodes of the word that is being added. */
  private readonly added = new Int32Array(LONGEST_KEPT)
  /** What is looked for, letter by letter, and the limit. */
  private readonly wanted = new Uint16Array(ROW)
  private length = 0
  private limit = 0
  private orPrefix = false
  private visit: VisitNear = () => undefined
  /** Row `n` belongs to the letter at depth `n` of the path that is looked at. */
  private readonly rows = new Uint8Array(ROW * (LONGEST_KEPT + 1))
  private readonly path = new Uint16Array(LONGEST_KEPT + 1)
  /** For each depth the letters that are not a typo there, as a set. */
  private readonly fitting = new Int32Array(LONGEST_KEPT + 1)
  /** For each depth the letters that can only be met further down, as a set. */
  private readonly toCome = new Int32Array(LONGEST_KEPT + 1)

  /** Keeps a word under its number, which is above 0. */
  add(word: string, id: number): void {
    if (word.length > LONGEST_KEPT) return
    const { added } = this
    let node = 0
    for (let at = 0; at < word.length; at++) {
      const letter = word.charCodeAt(at)
      node = this.childWith(node, letter) || this.newChild(node, letter)
      added[at] = node
    }
    this.nodes[node * NODE + WORD] = id
    let below = 0
    for (let at = word.length - 1; at >= 0; at--) {
      const place = added[at]! * NODE + BELOW
      this.nodes[place] = this.nodes[place]! | below
      below |= setOf(word.charCodeAt(at))
    }
  }

  /**
   * Puts the nodes level by level and brothers side by side: most of the time of a search goes into fetching them from
   * memory. `pause` is awaited between slices of the work; nothing may be added meanwhile.
   */
  async pack(pause: Pause): Promise<void> {
    const { nodes } = this
    const packed = new Int32Array(this.count * NODE)
    const before = new Int32Array(this.count)
    let end = 1
    for (let node = 0; node < this.count; node++) {
      const own = before[node]! * NODE
      for (const part of [LETTER, WORD, BELOW]) packed[node * NODE + part] = nodes[own + part]!
      let child = nodes[own + CHILD]!
      if (child !== NONE) packed[node * NODE + CHILD] = end
      while (child !== NONE) {
        const next = nodes[child * NODE + SIBLING]!
        packed[end * NODE + SIBLING] = next === NONE ? NONE : end + 1
        before[end++] = child
        child = next
      }
      if (node % NODES_BETWEEN_PAUSES === 0) await pause()
    }
    this.nodes = packed
  }

  /** Every longer word that begins with this one. */
  completions(word: string, visit: (id: number) => void): void {
    let node = 0
    for (let at = 0; at < word.length; at++) {
      node = this.childWith(node, word.charCodeAt(at))
      if (node === NONE) return
    }
    this.eachBelow(node, visit)
  }

  /** Every word within so many typos (1 or 2); with `orPrefix`, also every word with a beginning that near. */
  near(word: string, typos: number, orPrefix: boolean, visit: VisitNear): void {
    if (word.length > LONGEST_KEPT + typos) return
    this.length = word.length
    this.limit = typos
    this.orPrefix = orPrefix
    this.visit = visit
    for (let at = 0; at < word.length; at++) this.wanted[at] = word.charCodeAt(at)
    for (let column = 0; column <= typos + 1; column++) this.rows[column] = column
    for (let depth = 1; depth <= LONGEST_KEPT; depth++) {
      this.fitting[depth] = this.lettersBetween(depth - typos - 2, depth + typos)
      this.toCome[depth] = this.lettersBetween(depth + typos, word.length)
    }
    this.walk(0, 1, 0, FAR)
  }

  /** Looks at the children of a node; `least` is the least of its row, `prefix` that of the beginnings so far. */
  private walk(parent: number, depth: number, least: number, prefix: number): void {
    const { nodes, limit } = this
    const fitting = this.fitting[depth]!
    const toCome = this.toCome[depth]!
    for (let node = nodes[parent * NODE + CHILD]!; node !== NONE; node = nodes[node * NODE + SIBLING]!) {
      const letter = nodes[node * NODE + LETTER]!
      // Each letter that is nowhere below is a typo, and so is one that fits nowhere near.
      const missing = bitCount(toCome & ~nodes[node * NODE + BELOW]!)
      const isTypo = (fitting & setOf(letter)) === 0 ? 1 : 0
      if (least + missing + isTypo <= limit) {
        const own = this.fillRow(depth, letter)
        if (own + missing <= limit) {
          this.goDown(node, depth, own, prefix)
          continue
        }
      }
      if (this.orPrefix && prefix <= limit) this.visitPrefixed(node, prefix)
    }
  }

  private goDown(node: number, depth: number, least: number, prefix: number): void {
    const { limit, length } = this
    const whole = Math.abs(depth - length) <= limit ? this.rows[depth * ROW + length]! : FAR
    const nearest = this.orPrefix ? Math.min(prefix, whole) : FAR
    const id = this.nodes[node * NODE + WORD]!
    if (id !== NONE) {
      if (whole <= limit && whole <= nearest) this.visit(id, whole, false)
      else if (nearest <= limit) this.visit(id, nearest, true)
    }
    // Below the word itself everything begins with it.
    if (nearest === 0) this.eachBelow(node, (longer) => this.visit(longer, 0, true))
    else this.walk(node, depth + 1, least, nearest)
  }

  /** Fills the row of a letter within the band that can be near enough, and gives its least number. */
  private fillRow(depth: number, letter: number): number {
    const { rows, wanted, length, limit, path } = this
    const row = depth * ROW
    const last = row - ROW
    const beforeLast = last - ROW
    const from = Math.max(1, depth - limit)
    const to = Math.min(length, depth + limit)
    const previous = path[depth - 1]!
    rows[row + from - 1] = from === 1 ? depth : FAR
    let left = rows[row + from - 1]!
    let diagonal = rows[last + from - 1]!
    let least = left
    for (let column = from; column <= to; column++) {
      const other = wanted[column - 1]!
      const above = rows[last + column]!
      let cost = other === letter ? diagonal : Math.min(diagonal, above, left) + 1
      if (other === previous && column > 1 && wanted[column - 2] === letter) {
        cost = Math.min(cost, rows[beforeLast + column - 2]! + 1)
      }
      rows[row + column] = cost
      if (cost < least) least = cost
      left = cost
      diagonal = above
    }
    rows[row + to + 1] = FAR
    path[depth] = letter
    return least
  }

  private lettersBetween(from: number, to: number): number {
    let letters = 0
    for (let at = Math.max(0, from); at < Math.min(to, this.length); at++) letters |= setOf(this.wanted[at]!)
    return letters
  }

  private visitPrefixed(node: number, typos: number): void {
    const id = this.nodes[node * NODE + WORD]!
    if (id !== NONE) this.visit(id, typos, true)
    this.eachBelow(node, (longer) => this.visit(longer, typos, true))
  }

  private eachBelow(parent: number, visit: (id: number) => void): void {
    const { nodes } = this
    for (let node = nodes[parent * NODE + CHILD]!; node !== NONE; node = nodes[node * NODE + SIBLING]!) {
      const id = nodes[node * NODE + WORD]!
      if (id !== NONE) visit(id)
      this.eachBelow(node, visit)
    }
  }

  private childWith(parent: number, letter: number): number {
    const { nodes } = this
    let node = nodes[parent * NODE + CHILD]!
    while (node !== NONE && nodes[node * NODE + LETTER] !== letter) node = nodes[node * NODE + SIBLING]!
    return node
  }

  private newChild(parent: number, letter: number): number {
    const node = this.count++
    this.nodes = withRoom(this.nodes, this.count * NODE)
    this.nodes[node * NODE + LETTER] = letter
    this.nodes[node * NODE + SIBLING] = this.nodes[parent * NODE + CHILD]!
    this.nodes[parent * NODE + CHILD] = node
    return node
  }
}

/** A letter as a set: a bit of 32, which letters of other scripts share. */
function setOf(letter: number): number {
  return 1 << (letter & 31)
}
