/** Waits that can be cut short: whoever waits goes on when it rings, and a ring that nobody heard is kept for the next. */
export class Bell {
  private rung = false
  private hear: (() => void) | null = null

  ring(): void {
    this.rung = true
    this.hear?.()
  }

  /** Resolves at the next ring, or after `milliseconds`. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        this.hear = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.hear = null
    this.rung = false
  }
}
