const PAGE = 2 ** 20
/** Lists longer than this get a page of their own, as long as they are. */
const LONGEST_SHARED = PAGE / 4

/**
 * Room for a great many lists of numbers in a few large typed arrays: an array object for each of a hundred thousand
 * words would cost more than what most of them hold. Room is handed out in sizes eight to a doubling and used again
 * when it is given back, so little is lost however long the index is edited.
 *
 * An address is the page's number times 2^20 plus the place in the page.
 */
export class Arena {
  private readonly pages: Uint32Array[] = []
  private readonly free = new Map<number, number[]>()
  private current = -1
  private used = PAGE

  /** How many numbers a list gets room for that asks for `wanted`. */
  static room(wanted: number): number {
    if (wanted <= 8) return Math.max(1, wanted)
    const step = 2 ** Math.max(0, Math.floor(Math.log2(wanted - 1)) - 3)
    return Math.ceil(wanted / step) * step
  }

  /** Gives the address of room for `room` numbers, itself a result of `Arena.room`. What stands there is arbitrary. */
  take(room: number): number {
    const freed = this.free.get(room)?.pop()
    if (freed !== undefined) return freed
    if (room > LONGEST_SHARED) return (this.pages.push(new Uint32Array(room)) - 1) * PAGE
    if (this.used + room > PAGE) {
      this.current = this.pages.push(new Uint32Array(PAGE)) - 1
      this.used = 0
    }
    const address = this.current * PAGE + this.used
    this.used += room
    return address
  }

  give(address: number, room: number): void {
    if (room > LONGEST_SHARED) {
      // A page of its own is let go of rather than kept for the next list of just that length.
      this.pages[Math.floor(address / PAGE)] = new Uint32Array(0)
      return
    }
    const freed = this.free.get(room)
    if (freed) freed.push(address)
    else this.free.set(room, [address])
  }

  page(address: number): Uint32Array {
    return this.pages[Math.floor(address / PAGE)]!
  }

  offset(address: number): number {
    return address % PAGE
  }

  /** Bytes held, used or not. */
  get bytes(): number {
    return this.pages.reduce((sum, page) => sum + page.byteLength, 0)
  }
}
