import type { Database } from '#app/archive/database.server.ts'
import { logError, logInfo, logWarning } from '#app/platform/log.server.ts'
import { Bell } from '#app/search/bell.ts'
import type { BuiltInEngine } from '#app/search/built-in/engine.ts'

import { adminClient, failureOf, type MeilisearchAddress, searchClient } from './client.server.ts'
import { MeilisearchEngine } from './engine.server.ts'
import { Sync } from './sync.server.ts'

const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000

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
  ) {
    this.sync = new Sync(db, adminClient(address), builtIn)
    this.trying = this.tryUntilOpen(0)
  }

  /** The engine to ask now; undefined while its index is being built and while it is away. */
  get engine(): MeilisearchEngine | undefined {
    return this.isAway ? undefined : this.open
  }

  /** True when it should answer and does not. */
  get away(): boolean {
    return this.isAway || (this.open === undefined && this.sync.isAway)
  }

  /** To be told when it did not answer a search. */
  lose(reason: string): void {
    if (this.isAway || this.stopped) return
    this.isAway = true
    logWarning(`Meilisearch does not answer, the built-in engine does: ${reason}`)
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

  private async tryUntilOpen(firstPauseMs: number): Promise<void> {
    let pauseMs = firstPauseMs
    while (!this.stopped) {
      if (pauseMs > 0) await this.bell.wait(pauseMs)
      if (this.stopped) return
      if (await this.canBeAsked()) {
        // The built-in engine knows what was edited meanwhile: readers stay with it until the server does too.
        await this.sync.caughtUp()
        if (this.isAway) logInfo('Meilisearch answers again.')
        this.isAway = false
        return
      }
      // While the index is being built there is nothing to be left in peace.
      const isPreparing = this.sync.state === undefined
      pauseMs = isPreparing ? SHORTEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, pauseMs * 2))
    }
  }

  private async canBeAsked(): Promise<boolean> {
    const { state } = this.sync
    if (!state) return false
    try {
      const client = await searchClient(this.address, state.uid)
      const engine = new MeilisearchEngine({ client, uid: state.uid }, this.builtIn)
      const { status } = await engine.suggest('meilisearch')
      if (status !== 'ok') return false
      this.open = engine
      return true
    } catch (error) {
      // Whatever answers in its place may answer anything: that is no reason to end the site.
      if (failureOf(error) === undefined) logError('Meilisearch cannot be asked; it is tried again.', error)
      return false
    }
  }
}
