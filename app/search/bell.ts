/** Waits that can be cut short: who waits goes on when it rings, and a ring that nobody heard is kept for the next. */
export class Bell {
  private rung = false
  private readonly waiting = new Set<() => void>()

  ring(): void {
    this.rung = this.waiting.size === 0
    for (const goOn of this.waiting) goOn()
  }

  /** Forgets a ring that nobody heard: what it rang for is about to be done. */
  hush(): void {
    this.rung = false
  }

  /** Resolves at the next ring, or after `milliseconds`. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const goOn = () => {
          clearTimeout(timer)
          this.waiting.delete(goOn)
          resolve()
        }
        const timer = setTimeout(goOn, milliseconds)
        this.waiting.add(goOn)
      })
    }
    this.rung = false
  }
}
