import type { Database } from '#app/archive/database.server.ts'
import { logError, logInfo, logWarning } from '#app/platform/log.server.ts'
import { Bell } from '#app/search/bell.ts'
import type { BuiltInEngine } from '#app/search/built-in/engine.ts'

import { adminClient, failureOf, type MeilisearchAddress, searchClient } from './client.server.ts'
import type { SetAside } from './delivery.server.ts'
import { MeilisearchEngine } from './engine.server.ts'
import type { LagOptions } from './lag.server.ts'
import { Sync } from './sync.server.ts'

const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000

type Tried = { status: 'open'; engine: MeilisearchEngine } | { status: 'unavailable'; reason: string }

/**
 * The Meilisearch of this process: its index kept in step with the archive, and whether it can be asked. One that fails
 * is left in peace and tried again after growing pauses.
 */
export class MeilisearchConnection {
  private readonly sync: Sync
  private readonly bell = new Bell()
  private open: MeilisearchEngine | undefined
  private isAway = false
  private stopped = false
  private trying: Promise<void>

  constructor(
    db: Database,
    private readonly address: MeilisearchAddress,
    private readonly builtIn: BuiltInEngine,
    /** Resolves when the built-in engine has been filled. */
    filled: Promise<unknown>,
    options: LagOptions = {},
  ) {
    this.sync = new Sync(db, adminClient(address), builtIn, filled, () => this.reopen(), options)
    this.trying = this.tryUntilOpen(0)
  }

  /** The engine to ask now; undefined while its index is being built or is behind the archive, and while it is away. */
  get engine(): MeilisearchEngine | undefined {
    return this.isAway || this.sync.isBehind ? undefined : this.open
  }

  /** True when it should answer and does not, or would answer with what is no longer so. */
  get away(): boolean {
    return this.isAway || this.sync.isBehind || (this.open === undefined && this.sync.isAway)
  }

  /** What the server refuses, of all that it was sent, by whichever process. */
  get setAside(): readonly SetAside[] {
    return this.sync.state?.setAside ?? []
  }

  /** To be told when it did not answer a search. */
  lose(reason: string): void {
    if (this.isAway || this.stopped) return
    this.miss(reason)
    this.trying = this.tryUntilOpen(SHORTEST_PAUSE_MS)
  }

  /** Resolves when the index stands, can be searched, and holds all that was committed before the call. */
  async caughtUp(): Promise<void> {
    await this.trying
    await this.sync.caughtUp()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.bell.ring()
    await Promise.all([this.trying, this.sync.stop()])
  }

  private miss(reason: string): void {
    if (!this.isAway) logWarning(`Meilisearch does not answer, the built-in engine does: ${reason}`)
    this.isAway = true
  }

  /** The index that is open is no longer the one that is kept in step. */
  private reopen(): void {
    if (this.open === undefined || this.isAway || this.stopped) return
    this.open = undefined
    this.trying = this.tryUntilOpen(0)
  }

  private async tryUntilOpen(firstPauseMs: number): Promise<void> {
    let pauseMs = firstPauseMs
    while (!this.stopped) {
      if (pauseMs > 0) await this.bell.wait(pauseMs)
      if (this.stopped) return
      const { state } = this.sync
      const outcome = state && (await this.tryToOpen(state.uid))
      if (outcome?.status === 'open') {
        if (this.isAway) logInfo('Meilisearch answers again.')
        this.open = outcome.engine
        this.isAway = false
        return
      }
      if (outcome && !this.stopped) this.miss(outcome.reason)
      // While the index is being built there is nothing to be left in peace.
      pauseMs = outcome ? Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, pauseMs * 2)) : SHORTEST_PAUSE_MS
    }
  }

  private async tryToOpen(uid: string): Promise<Tried> {
    try {
      const client = await searchClient(this.address, uid)
      const engine = new MeilisearchEngine({ client, uid }, this.builtIn)
      const answer = await engine.suggest('meilisearch')
      if (answer.status !== 'ok') return answer
      // The built-in engine knows what was edited meanwhile: readers stay with it until the server does too.
      await this.sync.caughtUp()
      if (this.sync.state?.uid !== uid) return { status: 'unavailable', reason: 'It has another index now.' }
      return { status: 'open', engine }
    } catch (error) {
      const reason = failureOf(error)
      if (reason !== undefined) return { status: 'unavailable', reason }
      // Whatever answers in its place may answer anything: that is no reason to end the site.
      logError('Meilisearch cannot be asked; it is tried again.', error)
      return { status: 'unavailable', reason: 'It cannot be asked.' }
    }
  }
}
