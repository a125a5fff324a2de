/** What may be made at once, and what may wait for it. */
export type TurnLimits = {
  /** Pages are made on one thread: more at once only make each of them slower. */
  atOnce: number
  /** Less than `atOnce`, so that whoever comes from elsewhere is let in at once. */
  ofOneAddress: number
  /** With those that have outlasted their turn. */
  unfinishedOfOneAddress: number
  waitingOfOneAddress: number
  waiting: number
  /** What takes longer waits for the database or a store, and holds nobody up. */
  turnMs: number
  waitMs: number
}

export const TURN_LIMITS: TurnLimits = {
  atOnce: 3,
  ofOneAddress: 2,
  unfinishedOfOneAddress: 20,
  // A hospital behind one address may open a page all at once.
  waitingOfOneAddress: 1000,
  waiting: 4000,
  turnMs: 250,
  waitMs: 20_000,
}

/** `busy` is refused for what its own address has waiting, `full` for what all have, `late` for having waited in vain. */
export type Refusal = 'busy' | 'full' | 'late' | 'gone'
export type Turn = { refused: Refusal; end?: never } | { refused: null; end: () => void }

/** What one address has waiting, running and unfinished. */
type Line = { address: string; waiting: Set<Waiter>; running: number; unfinished: number }
type Waiter = { grant: (turn: Turn) => void }

/**
 * Fair queueing by address (J. Nagle, RFC 970): of all addresses that wait each gets a turn after the other, whatever the
 * number of its requests. A request that waits costs its memory alone, and the lines are bounded.
 */
export class Turns {
  /** Addresses of which something is being made or waits. */
  private readonly lines = new Map<string, Line>()
  /** Those that wait, in the order in which they get a turn. */
  private readonly order = new Set<Line>()
  private running = 0
  private waitingNow = 0

  constructor(private readonly limits: TurnLimits = TURN_LIMITS) {}

  get waiting(): number {
    return this.waitingNow
  }

  /** Resolves with the turn of a request, which has to be ended, or with why there is none. */
  take(address: string, signal?: AbortSignal): Promise<Turn> {
    const line = this.lineOf(address)
    if (line.waiting.size === 0 && this.mayBegin(line)) return Promise.resolve(this.begin(line))
    const refused = signal?.aborted ? 'gone' : this.refusalOf(line)
    if (refused !== null) {
      this.forget(line)
      return Promise.resolve({ refused })
    }
    return new Promise((resolve) => this.wait(line, signal, resolve))
  }

  private lineOf(address: string): Line {
    const known = this.lines.get(address)
    if (known) return known
    const line = { address, waiting: new Set<Waiter>(), running: 0, unfinished: 0 }
    this.lines.set(address, line)
    return line
  }

  private mayBegin({ running, unfinished }: Line): boolean {
    const { atOnce, ofOneAddress, unfinishedOfOneAddress } = this.limits
    return this.running < atOnce && running < ofOneAddress && unfinished < unfinishedOfOneAddress
  }

  private refusalOf({ waiting }: Line): Refusal | null {
    if (waiting.size >= this.limits.waitingOfOneAddress) return 'busy'
    // Who has nothing waiting yet finds room where a crowd of others finds none.
    const most = this.limits.waiting * (waiting.size === 0 ? 2 : 1)
    return this.waitingNow >= most ? 'full' : null
  }

  private wait(line: Line, signal: AbortSignal | undefined, resolve: (turn: Turn) => void): void {
    const leave = (refused: Refusal) => {
      if (!line.waiting.delete(waiter)) return
      this.waitingNow -= 1
      if (line.waiting.size === 0) this.order.delete(line)
      this.forget(line)
      waiter.grant({ refused })
    }
    const gone = () => leave('gone')
    const timer = setTimeout(() => leave('late'), this.limits.waitMs).unref()
    const waiter: Waiter = {
      grant: (turn) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', gone)
        resolve(turn)
      },
    }
    signal?.addEventListener('abort', gone, { once: true })
    line.waiting.add(waiter)
    this.order.add(line)
    this.waitingNow += 1
  }

  private begin(line: Line): Turn {
    this.running += 1
    line.running += 1
    line.unfinished += 1
    let isRunning = true
    let isUnfinished = true
    const giveBack = () => {
      if (!isRunning) return
      isRunning = false
      this.running -= 1
      line.running -= 1
      this.grantNext()
    }
    const timer = setTimeout(giveBack, this.limits.turnMs).unref()
    const end = () => {
      if (!isUnfinished) return
      isUnfinished = false
      clearTimeout(timer)
      line.unfinished -= 1
      giveBack()
      this.grantNext()
      this.forget(line)
    }
    return { refused: null, end }
  }

  private grantNext(): void {
    for (const line of this.order) {
      if (this.running >= this.limits.atOnce) return
      if (!this.mayBegin(line)) continue
      const [waiter] = line.waiting
      if (waiter === undefined) continue
      line.waiting.delete(waiter)
      this.waitingNow -= 1
      // Behind all others that wait. A Set that is gone through comes to what was added again.
      this.order.delete(line)
      if (line.waiting.size > 0) this.order.add(line)
      waiter.grant(this.begin(line))
    }
  }

  private forget(line: Line): void {
    if (line.unfinished === 0 && line.waiting.size === 0) this.lines.delete(line.address)
  }
}
