import type { Database } from '#app/archive/database.server.ts'
import { logInfo, logWarning } from '#app/platform/log.server.ts'
import { isOutage } from '#app/platform/outage.server.ts'
import { Bell } from '#app/search/bell.ts'
import { hasSeen, lastChange, type Place } from '#app/search/changes.server.ts'

const LOOK_EVERY_MS = 2000
/** An import of thousands takes a server about as long; what is edited is usually found within two seconds. */
const LIMIT_MS = 15_000

export type LagOptions = {
  /** How long a change may wait for its place in the index, in milliseconds. */
  lagLimitMs?: number
  lookEveryMs?: number
}

/**
 * Watches how far the index of an archive in Meilisearch is behind it, whichever process writes it: a server that answers
 * searches but takes nothing (an expired key, a full disk, a task that never ends) serves what is no longer so.
 */
export class Lag {
  /** True from when a change could not be written, or waits for too long, until the index has all of them. */
  isBehind = false
  private readonly bell = new Bell()
  private readonly ended: Promise<void>
  private readonly limitMs: number
  private readonly lookEveryMs: number
  private isStopped = false
  /** The change that is waited for, and since when. */
  private awaited: { place: Place; since: number } | undefined

  constructor(
    private readonly db: Database,
    /** How far the index has come; undefined while none stands. */
    private readonly position: () => Place | undefined,
    { lagLimitMs = LIMIT_MS, lookEveryMs = LOOK_EVERY_MS }: LagOptions,
  ) {
    this.limitMs = lagLimitMs
    this.lookEveryMs = lookEveryMs
    this.ended = this.watch()
  }

  /** To be told when something could not be written. */
  fall(reason: string): void {
    if (this.isBehind || this.isStopped) return
    this.isBehind = true
    logWarning(`Meilisearch is behind the archive; the built-in engine answers until it has caught up. ${reason}`)
  }

  /** Looks whether the index has all that it should have by now. */
  async look(): Promise<void> {
    const position = this.position()
    if (!position) return
    const last = await lastChange(this.db.pool)
    if (!last || hasSeen(position, last)) {
      this.awaited = undefined
      if (this.isBehind) logInfo('Meilisearch has caught up with the archive.')
      this.isBehind = false
      return
    }
    if (!this.awaited || hasSeen(position, this.awaited.place)) this.awaited = { place: last, since: Date.now() }
    if (Date.now() - this.awaited.since >= this.limitMs) this.fall('It takes too long over what was written.')
  }

  async stop(): Promise<void> {
    this.isStopped = true
    this.bell.ring()
    await this.ended
  }

  private async watch(): Promise<void> {
    while (!this.isStopped) {
      await this.bell.wait(this.lookEveryMs)
      if (!this.isStopped) await this.look().catch(tellUnlessOutage)
    }
  }
}

/** While the database is away nobody writes to it either. */
function tellUnlessOutage(error: unknown): void {
  if (!isOutage(error))
    logWarning('It cannot be told how far Meilisearch is behind the archive.', { reason: String(error) })
}
