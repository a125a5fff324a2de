/**
 * One question at a time. While one is being answered only the newest of those that follow waits; its turn comes as soon
 * as the answer is there, before it is shown: asking again interrupts whoever waits for it, so an overtaken answer is
 * never seen.
 */
export class Turns {
  /** Asked, and its answer not yet begun. */
  private isDue = false
  private answering = 0
  private waiting: (() => void) | null = null

  take(ask: () => void): void {
    if (this.isDue || this.answering > 0) {
      this.waiting = ask
      return
    }
    this.isDue = true
    ask()
  }

  /** Nothing that waits is wanted any more. */
  forget(): void {
    this.isDue = false
    this.waiting = null
  }

  async during<T>(answer: () => Promise<T>): Promise<T> {
    this.isDue = false
    this.answering += 1
    try {
      return await answer()
    } finally {
      this.answering -= 1
      if (this.answering === 0 && this.waiting !== null) {
        const ask = this.waiting
        this.waiting = null
        this.take(ask)
      }
    }
  }
}
