/**
 * One question at a time. While one is being answered only the newest of those that follow waits; its turn comes as soon
 * as the answer is there, before it is shown: asking again interrupts whoever waits for it, so an overtaken answer is
 * never seen.
 */
export class Turns {
  private answering = 0
  private waiting: (() => void) | null = null

  take(ask: () => void): void {
    if (this.answering > 0) this.waiting = ask
    else ask()
  }

  /** Nothing that waits is wanted any more. */
  forget(): void {
    this.waiting = null
  }

  async during<T>(answer: () => Promise<T>): Promise<T> {
    this.answering += 1
    try {
      return await answer()
    } finally {
      this.answering -= 1
      if (this.answering === 0) {
        const ask = this.waiting
        this.waiting = null
        ask?.()
      }
    }
  }
}
