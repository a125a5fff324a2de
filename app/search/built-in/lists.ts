import type { Pause } from '#app/platform/slices.ts'
import { withRoom } from '#app/search/words/room.ts'

import { Arena } from './arena.ts'

/** Lists of numbers below 2^32 under small whole numbers (of documents, of words). A list that was never set is empty. */
export class Lists {
  private arena = new Arena()
  private addresses = new Float64Array(1024)
  private lengths = new Uint32Array(1024)
  private rooms = new Uint32Array(1024)

  length(id: number): number {
    return this.lengths[id] ?? 0
  }

  /** The array that holds list `id`, from `start(id)` on for `length(id)` numbers. Not to be kept over a change. */
  page(id: number): Uint32Array {
    return this.arena.page(this.addresses[id] ?? 0)
  }

  start(id: number): number {
    return this.arena.offset(this.addresses[id] ?? 0)
  }

  /** A view of list `id`. Not to be kept over a change. */
  view(id: number): Uint32Array {
    const length = this.length(id)
    if (length === 0) return EMPTY
    const start = this.start(id)
    return this.page(id).subarray(start, start + length)
  }

  set(id: number, values: ArrayLike<number>): void {
    this.reserve(id, values.length, false)
    if (values.length > 0) this.page(id).set(values, this.start(id))
    this.lengths[id] = values.length
  }

  /** Adds a number to a sorted list; one that is there already stays once. */
  insertSorted(id: number, value: number): void {
    const length = this.length(id)
    let at = length
    if (length > 0) {
      const last = this.page(id)[this.start(id) + length - 1]!
      if (last === value) return
      if (last > value) {
        at = this.searchSorted(id, value)
        if (this.page(id)[this.start(id) + at] === value) return
      }
    }
    this.reserve(id, length + 1, true)
    const page = this.page(id)
    const start = this.start(id)
    if (at < length) page.copyWithin(start + at + 1, start + at, start + length)
    page[start + at] = value
    this.lengths[id] = length + 1
  }

  /** Takes the number at place `at` out of list `id`. */
  removeAt(id: number, at: number): void {
    const length = this.length(id)
    const start = this.start(id)
    this.page(id).copyWithin(start + at, start + at + 1, start + length)
    this.lengths[id] = length - 1
  }

  /** The place of the first number of a sorted list that is not less than `value`. */
  searchSorted(id: number, value: number): number {
    const page = this.page(id)
    const start = this.start(id)
    let low = 0
    let high = this.length(id)
    while (low < high) {
      const middle = (low + high) >>> 1
      if (page[start + middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * Moves every list next to the one before it, each with no more room than it needs: lists that grew by and by leave
   * twice their own size of freed room behind. `pause` is awaited between slices of the work; nothing may change
   * meanwhile, but everything may be read.
   */
  async compact(pause: Pause): Promise<void> {
    const arena = new Arena()
    const addresses = new Float64Array(this.addresses.length)
    const rooms = new Uint32Array(this.rooms.length)
    for (let id = 0; id < this.lengths.length; id++) {
      const length = this.lengths[id]!
      if (length === 0) continue
      rooms[id] = Arena.room(length)
      addresses[id] = arena.take(rooms[id]!)
      arena.page(addresses[id]!).set(this.view(id), arena.offset(addresses[id]!))
      await pause()
    }
    this.arena = arena
    this.addresses = addresses
    this.rooms = rooms
  }

  get bytes(): number {
    return this.arena.bytes + this.addresses.byteLength + this.lengths.byteLength + this.rooms.byteLength
  }

  /** Makes room for `wanted` numbers, half as much again where the list grows by and by. */
  private reserve(id: number, wanted: number, growing: boolean): void {
    this.addresses = withRoom(this.addresses, id + 1)
    this.lengths = withRoom(this.lengths, id + 1)
    this.rooms = withRoom(this.rooms, id + 1)
    const room = this.rooms[id]!
    if (wanted <= room) return
    const length = this.lengths[id]!
    const larger = Arena.room(growing && length > 2 ? Math.max(wanted, Math.ceil(length * 1.5)) : wanted)
    const address = this.arena.take(larger)
    if (growing && length > 0) this.arena.page(address).set(this.view(id), this.arena.offset(address))
    if (room > 0) this.arena.give(this.addresses[id]!, room)
    this.addresses[id] = address
    this.rooms[id] = larger
  }
}

const EMPTY = new Uint32Array(0)
