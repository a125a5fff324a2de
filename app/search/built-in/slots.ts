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
    const number = this.reserve()
    this.numbers.set(key, number)
    return number
  }

  /** A number that no key has yet. */
  reserve(): number {
    return this.freed.pop() ?? this.next++
  }

  /** Gives a key a reserved number in place of the one that it had. */
  bind(key: string, number: number): void {
    this.numbers.set(key, number)
  }

  /** Takes its number from a key; it is not given out again before it is released. */
  unbind(key: string): void {
    this.numbers.delete(key)
  }

  /** Lets a number that no key has be given out again. */
  release(number: number): void {
    this.freed.push(number)
  }
}
