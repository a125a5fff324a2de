/** Small numbers for documents, by key. A number that was given back is given out again. */
export class Slots {
  private readonly numbers = new Map<string, number>()
  private readonly freed: number[] = []
  private next = 0

  /** How many keys have a number. */
  get count(): number {
    return this.numbers.size
  }

  /** One more than the greatest number given out so far. */
  get end(): number {
    return this.next
  }

  of(key: string): number | undefined {
    return this.numbers.get(key)
  }

  /** The number of a key, a new one if need be. */
  take(key: string): number {
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const number = this.freed.pop() ?? this.next++
    this.numbers.set(key, number)
    return number
  }

  free(key: string): void {
    const number = this.numbers.get(key)
    if (number === undefined) return
    this.numbers.delete(key)
    this.freed.push(number)
  }
}
