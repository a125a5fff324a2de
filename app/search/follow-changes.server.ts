import type { PoolClient } from 'pg'

import type { Database } from '#app/archive/database.server.ts'
import { logError, logInfo } from '#app/platform/log.server.ts'

import { type Position, pruneChanges, readChanges } from './changes.server.ts'
import type { Changed } from './documents.server.ts'

/** `NOTIFY` only wakes; a missed one costs this long at most. */
const POLL_MS = 1000
const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000
const PRUNE_EVERY_MS = 60 * 60 * 1000

export type FollowOptions = {
  position: Position
  /** Applies changes; the position moves on when it resolves, and the same changes come again when it rejects. */
  apply: (changed: Changed) => Promise<void>
  /** Fills everything anew and gives the position to go on from: the reader was away for too long. */
  rebuild: () => Promise<Position>
}

export type Following = { stop(): Promise<void> }

/**
 * Drains the table of changes from a position on, for as long as the process lives: woken by `NOTIFY`, and once a second
 * anyway. While the database does not answer it tries again with growing pauses, and then goes on where it was.
 */
export function followChanges(db: Database, options: FollowOptions): Following {
  const follower = new Follower(db, options)
  const ended = follower.run()
  return {
    stop: async () => {
      follower.stop()
      await ended
    },
  }
}

class Follower {
  private position: Position
  private stopped = false
  private listening: PoolClient | null = null
  private wakeUp: () => void = () => undefined
  private woken = false
  private pauseMs = 0
  private prunedAt = 0

  constructor(
    private readonly db: Database,
    private readonly options: FollowOptions,
  ) {
    this.position = options.position
  }

  stop(): void {
    this.stopped = true
    this.wake()
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.listen()
        this.woken = false
        const more = await this.drain()
        this.recover()
        if (!more) await this.rest(POLL_MS)
      } catch (error) {
        await this.fail(error)
      }
    }
    this.unlisten()
  }

  private async drain(): Promise<boolean> {
    const read = await readChanges(this.db.pool, this.position)
    if (read.status === 'lost') {
      logInfo('The search index was away from the archive for too long: it is built anew.')
      this.position = await this.options.rebuild()
      return true
    }
    if (read.changed.size > 0) await this.options.apply(read.changed)
    this.position = read.position
    if (!read.more) await this.prune()
    return read.more
  }

  private async prune(): Promise<void> {
    const now = Date.now()
    if (now - this.prunedAt < PRUNE_EVERY_MS) return
    this.prunedAt = now
    await pruneChanges(this.db)
  }

  private async listen(): Promise<void> {
    if (this.listening) return
    const client = await this.db.pool.connect()
    const lose = () => {
      if (this.listening !== client) return
      this.listening = null
      client.release(true)
      this.wake()
    }
    client.on('error', lose)
    client.on('end', lose)
    client.on('notification', () => this.wake())
    this.listening = client
    await client.query('LISTEN archive_changes')
  }

  private unlisten(): void {
    const client = this.listening
    this.listening = null
    // Listeners of ours stay on it, so it is closed and not given back to others.
    client?.release(true)
  }

  private recover(): void {
    if (this.pauseMs > 0) logInfo('The search index follows the archive again.')
    this.pauseMs = 0
  }

  private async fail(error: unknown): Promise<void> {
    if (this.stopped) return
    if (this.pauseMs === 0) logError('The search index cannot follow the archive; search goes on as it is.', error)
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, this.pauseMs * 2))
    this.unlisten()
    this.woken = false
    await this.rest(this.pauseMs)
  }

  private wake(): void {
    this.woken = true
    this.wakeUp()
  }

  /** Waits for a wake-up or the time, whichever comes first. */
  private async rest(milliseconds: number): Promise<void> {
    if (this.woken || this.stopped) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
