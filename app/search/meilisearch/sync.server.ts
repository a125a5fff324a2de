import { setTimeout as sleep } from 'node:timers/promises'

import type { Meilisearch } from 'meilisearch'
import type { PoolClient } from 'pg'

import type { Database } from '#app/archive/database.server.ts'
import { tryLock, withLock } from '#app/platform/advisory-locks.server.ts'
import { logError, logInfo, logWarning } from '#app/platform/log.server.ts'
import { isOutage } from '#app/platform/outage.server.ts'
import { Bell } from '#app/search/bell.ts'
import type { BuiltInEngine } from '#app/search/built-in/engine.ts'
import { currentPosition, hasSeen, lastChange, type Position, withSnapshot } from '#app/search/changes.server.ts'
import { type Changed, countDocuments, readAllDocuments, readChangedDocuments } from '#app/search/documents.server.ts'
import { type Following, followChanges } from '#app/search/follow-changes.server.ts'
import { type OnProgress, withProgress } from '#app/search/progress.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

import { failureOf } from './client.server.ts'
import type { SetAside } from './delivery.server.ts'
import { Feed } from './feed.server.ts'
import { Lag, type LagOptions } from './lag.server.ts'
import {
  type IndexState,
  newIndexUid,
  readIndexState,
  saveBuilt,
  saveExchanging,
  saveMoved,
} from './position.server.ts'
import { INDEX_VERSION } from './settings.ts'

const LOOK_AGAIN_MS = 2000
const LOOK_WHETHER_CAUGHT_UP_MS = 50
const LONGEST_LOOK_MS = 1000
const SHORTEST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/**
 * Forms of words are sent anew when the archive has new words, at most so often: with tens of thousands of documents it
 * costs a task of seconds, for which what is edited has to wait.
 */
const FORMS_EVERY_MS = 60_000

type BuildOptions = {
  /** The name to take where the database knows none: it was restored from a copy. */
  uid?: string | undefined
  signal?: AbortSignal | undefined
  /** Told what is waited for, when that takes long; by default the log is. */
  say?: ((sentence: string) => void) | undefined
}

/**
 * Builds the index of an archive anew, beside the one that answers, from one moment of the archive. From just before the
 * two are exchanged until the new position is written nobody moves it on: what went into the old one is not in the new.
 */
export async function buildIndex(
  db: Database,
  admin: Meilisearch,
  onProgress: OnProgress,
  options: BuildOptions = {},
): Promise<IndexState> {
  return withLock(db.pool, 'indexBuilder', { signal: options.signal, say: options.say }, async (signal) => {
    const before = await readIndexState(db)
    const uid = before?.uid ?? options.uid ?? newIndexUid()
    const { position, setAside } = await withSnapshot(db, async (client) => {
      const from = await currentPosition(client)
      const documents = withProgress(readAllDocuments(client), await countDocuments(client), onProgress)
      const feed = new Feed(admin, uid, signal)
      return { position: from, setAside: await feed.rebuild(documents, () => saveExchanging(db, uid)) }
    })
    warnOf(setAside)
    return await saveBuilt(db, { uid, version: INDEX_VERSION, position, setAside })
  })
}

/**
 * Keeps the index of an archive in Meilisearch in step with it for as long as the process lives. One process writes; the
 * others see in the database that the index stands. While the server is away nothing is lost: what changed is read again.
 */
export class Sync {
  /** The index that can be searched; undefined until one stands. */
  state: IndexState | undefined
  /** True when no index could be made ready at the last try. */
  isAway = false
  private readonly lag: Lag
  private readonly bell = new Bell()
  private following: Following | undefined
  private readonly ending = new AbortController()
  private readonly ended: Promise<void>
  private formsTriedAt = 0
  private wordsSent = 0
  /** What the server refuses, of all that it was sent. */
  private setAside: SetAside[] = []
  /** True after a failure: the server may have lost what it had, or have another index under the name of ours. */
  private isInDoubt = false

  constructor(
    private readonly db: Database,
    private readonly admin: Meilisearch,
    private readonly builtIn: BuiltInEngine,
    /** Resolves when the built-in engine has been filled: before that it knows no words, and no forms of them. */
    private readonly filled: Promise<unknown>,
    /** Told when another index than before is to be searched. */
    private readonly renamed: () => void,
    options: LagOptions = {},
  ) {
    this.lag = new Lag(db, () => this.state?.position, options)
    this.ended = this.run()
  }

  /** True while the index does not get what is written, or gets it too late: it may not be asked then. */
  get isBehind(): boolean {
    return this.lag.isBehind
  }

  /**
   * Resolves when all that was committed before the call, and that no open transaction holds back, can be found in
   * Meilisearch, whichever process writes it there. Rejects when the database does not answer.
   */
  async caughtUp(): Promise<void> {
    const last = await lastChange(this.db.pool)
    await this.following?.caughtUp()
    let pauseMs = LOOK_WHETHER_CAUGHT_UP_MS
    while (!this.ending.signal.aborted) {
      const state = standing(await readIndexState(this.db))
      if (state && (!last || hasSeen(state.position, last))) {
        if (this.isBehind) await this.lag.look()
        return
      }
      await sleep(pauseMs)
      pauseMs = Math.min(LONGEST_LOOK_MS, pauseMs * 1.2)
    }
  }

  async stop(): Promise<void> {
    void this.following?.stop()
    this.ending.abort()
    this.bell.ring()
    await Promise.all([this.lag.stop(), this.ended])
  }

  private async run(): Promise<void> {
    let pauseMs = 0
    while (!this.ending.signal.aborted) {
      try {
        await this.takeTurn()
        pauseMs = 0
        this.isAway = false
        await this.wait(LOOK_AGAIN_MS)
      } catch (error) {
        if (this.ending.signal.aborted) return
        this.isAway = true
        if (pauseMs === 0) logAway(error)
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, pauseMs * 2))
        await this.wait(pauseMs)
      }
    }
  }

  /** Writes for as long as the lock is ours; a process that does not get it looks whether there is an index to read. */
  private async takeTurn(): Promise<void> {
    const lock = await this.db.pool.connect()
    const lost = () => this.bell.ring()
    lock.on('error', lost)
    lock.on('end', lost)
    try {
      if (await tryLock(lock, 'indexWriter')) await this.keepInStep(lock)
      else this.stand(standing(await readIndexState(this.db)))
    } finally {
      lock.off('error', lost)
      lock.off('end', lost)
      lock.release(true)
    }
  }

  private async keepInStep(lock: PoolClient): Promise<void> {
    const known = standing(await readIndexState(this.db))
    const isWhole = known !== undefined && (await this.feed(known.uid).stands())
    if (known && isWhole) {
      this.stand(known)
      warnOf(known.setAside)
    } else await this.rebuild()
    this.isAway = false
    await this.filled
    this.following = followChanges(this.db, {
      name: 'The index in Meilisearch',
      position: this.state!.position,
      apply: (changed) => this.apply(changed),
      rebuild: () => this.rebuild(),
      moved: (position) => this.move(position),
      failed: (error) => logAway(error),
    })
    try {
      while (!this.ending.signal.aborted && (await isAlive(lock)) && (await this.isStillOurs())) {
        await this.sendForms()
        await this.wait(LOOK_AGAIN_MS)
      }
    } finally {
      const { following } = this
      this.following = undefined
      await following.stop()
    }
  }

  private stand(state: IndexState | undefined): void {
    const isRenamed = this.state !== undefined && state !== undefined && this.state.uid !== state.uid
    this.state = state
    this.setAside = state?.setAside ?? []
    if (isRenamed) this.renamed()
  }

  private async rebuild(): Promise<Position> {
    const begun = Date.now()
    const { signal } = this.ending
    this.stand(await buildIndex(this.db, this.admin, () => undefined, { uid: this.state?.uid, signal }))
    this.formsTriedAt = Date.now()
    logInfo(`The index in Meilisearch was built in ${((Date.now() - begun) / 1000).toFixed(1)} s.`)
    return this.state!.position
  }

  private async apply(changed: Changed): Promise<void> {
    try {
      await this.write(changed)
    } catch (error) {
      // A database that is away tells nothing of Meilisearch.
      if (failureOf(error) !== undefined || !isOutage(error))
        this.lag.fall('What was written could not be put into it.')
      throw error
    }
  }

  private async write(changed: Changed): Promise<void> {
    const feed = this.feed(this.state!.uid)
    // A server that lost its data would make an index without settings of the first document that comes.
    if (!(await (this.isInDoubt ? feed.stands() : feed.exists()))) await this.rebuild()
    this.isInDoubt = true
    const { touched, setAside } = await feed.update(readChangedDocuments(this.db, changed))
    warnOf(setAside)
    this.setAside = [...this.setAside.filter(({ key }) => !touched.has(key)), ...setAside]
    this.isInDoubt = false
  }

  /** Gives the position to go on from: that of the new index, should another program have built one meanwhile. */
  private async move(position: Position): Promise<Position> {
    const moved = standing(await saveMoved(this.db, this.state!, position, this.setAside))
    // The database knows of no index any more (it was restored from a copy), or one is being exchanged for ours.
    if (!moved) return this.rebuild()
    this.stand(moved)
    return moved.position
  }

  /** False when the server has lost the index, or another program has built it anew. */
  private async isStillOurs(): Promise<boolean> {
    const { uid, generation } = this.state!
    const state = standing(await readIndexState(this.db).catch(() => this.state))
    if (state?.uid !== uid || state.generation !== generation) return false
    // While the server is away what follows the archive tries again.
    return this.feed(uid)
      .exists()
      .catch(() => true)
  }

  /** What they are is known from the words of the built-in engine, which come a little before or after ours. */
  private async sendForms(): Promise<void> {
    const { size } = this.vocabulary
    if (size === this.wordsSent || Date.now() - this.formsTriedAt < FORMS_EVERY_MS) return
    this.formsTriedAt = Date.now()
    try {
      await this.feed(this.state!.uid).putForms(this.vocabulary)
      this.wordsSent = size
    } catch (error) {
      if (!this.ending.signal.aborted) logAway(error)
    }
  }

  private feed(uid: string): Feed {
    return new Feed(this.admin, uid, this.ending.signal)
  }

  private get vocabulary(): Vocabulary {
    return this.builtIn.data.vocabulary
  }

  private async wait(milliseconds: number): Promise<void> {
    if (!this.ending.signal.aborted) await this.bell.wait(milliseconds)
  }
}

/** An index that this version can search; one of another version is as good as none. */
function standing(state: IndexState | undefined): IndexState | undefined {
  return state?.version === INDEX_VERSION ? state : undefined
}

function isAlive(client: PoolClient): Promise<boolean> {
  return client.query('SELECT 1').then(
    () => true,
    () => false, // The database went away, and the lock with it.
  )
}

function warnOf(setAside: readonly SetAside[]): void {
  for (const { key, reason } of setAside) logWarning(`Meilisearch refuses ${key}, which it goes on without: ${reason}`)
}

function logAway(error: unknown): void {
  const reason = failureOf(error)
  if (reason === undefined) logError('The index in Meilisearch cannot be written; it is tried again.', error)
  else logWarning(`Meilisearch is away; the built-in engine answers until it is back. ${reason}`)
}
