import type { PoolClient } from 'pg'

import type { Database } from '#app/archive/database.server.ts'
import { logError, logInfo, logWarning } from '#app/platform/log.server.ts'
import { singleton } from '#app/platform/singleton.ts'

import { Bell } from './bell.ts'
import { holderOf, type Position, pruneChanges, readChanges } from './changes.server.ts'
import type { Changed } from './documents.server.ts'

/** `NOTIFY` only wakes; a missed one costs this long at most, if nothing else is said. */
const POLL_MS = 1000
/**
 * Nothing tells when a transaction ends that holds back what others have committed, so that is looked for: often at first,
 * since most are short, and then ever more seldom.
 */
const SHORTEST_HELD_MS = 20
/** A transaction that is open for so long was most likely forgotten. */
const HELD_TOLD_MS = 10_000
const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000
const PRUNE_EVERY_MS = 60 * 60 * 1000
const TELL_EVERY_MS = 60 * 60 * 1000

export type FollowOptions = {
  /** Who follows, for the log: "The search index". */
  name: string
  position: Position
  /** Applies changes; the position moves on when it resolves, and the same changes come again when it rejects. */
  apply: (changed: Changed) => Promise<void>
  /** Fills everything anew and gives the position to go on from: the reader was away for too long. */
  rebuild: () => Promise<Position>
  /** Told of each position that is reached, before the reader goes on from the one that this gives. */
  moved?: (position: Position) => Promise<Position>
  /** Told why something cannot be applied, the first time; by default the log is. */
  failed?: (error: unknown) => void
  /** How long a `NOTIFY` that was missed may cost. */
  pollMs?: number
  /** After how long the log names the transaction that holds changes back. */
  heldToldMs?: number
}

export type Following = {
  /** Resolves when all that was committed before the call, and that no open transaction holds back, is applied. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

/**
 * Drains the table of changes from a position on, for as long as the process lives: woken by `NOTIFY`, and once a second
 * anyway. While the database does not answer it tries again with growing pauses, and then goes on where it was.
 */
export function followChanges(db: Database, options: FollowOptions): Following {
  const follower = new Follower(db, options)
  const ended = follower.run()
  return {
    caughtUp: () => follower.caughtUp(),
    stop: async () => {
      follower.stop()
      await ended
    },
  }
}

class Follower {
  private readonly bell = new Bell()
  private position: Position
  private stopped = false
  private listening: PoolClient | null = null
  private waiting: (() => void)[] = []
  private pauseMs = 0
  private prunedAt = 0
  private toldAt = Date.now()
  private waitMs = 0
  private heldSince: number | undefined

  constructor(
    private readonly db: Database,
    private readonly options: FollowOptions,
  ) {
    this.position = options.position
  }

  caughtUp(): Promise<void> {
    return new Promise((resolve) => {
      if (this.stopped) return resolve()
      this.waiting.push(resolve)
      this.bell.ring()
    })
  }

  stop(): void {
    this.stopped = true
    this.bell.ring()
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.listen()
        this.bell.hush()
        await this.drain()
        this.recover()
        if (!this.stopped) await this.bell.wait(this.waitMs)
      } catch (error) {
        await this.fail(error)
      }
    }
    this.unlisten()
    for (const resolve of this.waiting) resolve()
  }

  private async drain(): Promise<void> {
    const asked = this.waiting
    this.waiting = []
    try {
      while (!this.stopped && (await this.step())) continue
    } catch (error) {
      this.waiting.push(...asked)
      throw error
    }
    for (const resolve of asked) resolve()
    await this.prune()
  }

  /** Reads and applies one batch; true when there may be more. */
  private async step(): Promise<boolean> {
    const read = await readChanges(this.db.pool, this.position)
    if (read.status === 'lost') {
      logInfo(`${this.options.name} was away from the archive for too long: it is built anew.`)
      this.position = await this.options.rebuild()
      return true
    }
    if (read.changed.size > 0) await this.options.apply(read.changed)
    await this.pace(read.held ? read.horizon : undefined)
    this.position = await this.moveTo(read.position, read.changed.size > 0)
    return read.more
  }

  /** How long to wait for the next look. `holding` is the transaction that holds changes back, if one does. */
  private async pace(holding: string | undefined): Promise<void> {
    const { pollMs = POLL_MS, heldToldMs = HELD_TOLD_MS, name } = this.options
    if (holding === undefined) {
      this.heldSince = undefined
      this.waitMs = pollMs
      return
    }
    this.waitMs = this.heldSince === undefined ? SHORTEST_HELD_MS : Math.min(pollMs, this.waitMs * 2)
    this.heldSince ??= Date.now()
    if (Date.now() - this.heldSince < heldToldMs) return
    // All that follow in this process wait for the same one.
    const told = singleton('told-of-holding', () => ({ transaction: '' }))
    if (told.transaction === holding) return
    told.transaction = holding
    const who = await holderOf(this.db.pool, holding)
    logWarning(`${name} waits for a transaction that has been left open (${who}): end it, if nobody needs it.`)
  }

  /** A position is told of when something was applied, and now and then: one that is kept must not grow old. */
  private async moveTo(position: Position, isNews: boolean): Promise<Position> {
    const { moved } = this.options
    if (!moved || (!isNews && Date.now() - this.toldAt < TELL_EVERY_MS)) return position
    this.toldAt = Date.now()
    return moved(position)
  }

  private async prune(): Promise<void> {
    const now = Date.now()
    if (now - this.prunedAt < PRUNE_EVERY_MS) return
    this.prunedAt = now
    await pruneChanges(this.db, this.position)
  }

  private async listen(): Promise<void> {
    if (this.listening) return
    const client = await this.db.pool.connect()
    const lose = () => {
      if (this.listening === client) this.unlisten()
      this.bell.ring()
    }
    client.on('error', lose)
    client.on('end', lose)
    client.on('notification', () => this.bell.ring())
    this.listening = client
    await client.query('LISTEN archive_changes')
  }

  private unlisten(): void {
    const client = this.listening
    this.listening = null
    // It still listens, so it is closed and not given back to others.
    client?.release(true)
  }

  private recover(): void {
    if (this.pauseMs > 0) logInfo(`${this.options.name} follows the archive again.`)
    this.pauseMs = 0
  }

  private tell(error: unknown): void {
    const { name, failed } = this.options
    if (failed) failed(error)
    else logError(`${name} cannot follow the archive; it is tried again.`, error)
  }

  private async fail(error: unknown): Promise<void> {
    if (this.stopped) return
    if (this.pauseMs === 0) this.tell(error)
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, this.pauseMs * 2))
    this.unlisten()
    await this.bell.wait(this.pauseMs)
  }
}
