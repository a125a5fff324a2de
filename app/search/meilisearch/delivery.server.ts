import { setTimeout as sleep } from 'node:timers/promises'

import type { Meilisearch, Task } from 'meilisearch'

import type { SearchDocument } from '#app/search/engine.ts'
import { inSlices } from '#app/platform/slices.ts'

import { failureOf, isTooLarge, sendLines } from './client.server.ts'
import { type IndexDocument, indexingDocuments } from './index-documents.ts'
import { endOfTask, failureOfTask } from './tasks.server.ts'
import type { Learn } from './tokens.ts'

/** The first parcel is small: until it comes the server has nothing to do. */
const FIRST_BYTES = 3_000_000
/** The others are large enough that the server works at its full rate: it takes what waits together. */
const MOST_BYTES = 6_000_000
/** Sent and not yet known to be indexed. */
const MOST_BYTES_UNDERWAY = 48_000_000
/** A parcel is given that long, and longer the larger it is: to a server elsewhere the way up may be slow. */
const SEND_TIMEOUT_MS = 5000
const SLOWEST_BYTES_A_MS = 100
/** Whatever stands before a server takes documents of so much. */
const SURELY_TAKEN_BYTES = 500_000
/** A task that failed, and not for what its documents are, is given so many tries as it is before it is halved. */
const MOST_TRIES = 3
const PAUSE_BETWEEN_TRIES_MS = 250
/** When that many documents fail one by one, and none passes, it is the server that fails. */
const MOST_FAILED_IN_A_ROW = 8

/** A document that the server refused, and why. The others go on without it. */
export type SetAside = { key: string; reason: string }

/** Documents on their way: what they are, and as lines of JSON. */
type Parcel = { documents: IndexDocument[]; lines: string[]; bytes: number }

/** Why a parcel was not indexed. `isOfDocuments`: another try with the same documents must end in the same way. */
type Refusal = { reason: string; isOfDocuments: boolean; failure: Error }
type Underway = { parcel: Parcel; sent: { taskUid: number } | { refusal: Refusal } }

/** Takes documents to an index of a server, in parcels of a good size, a few at a time ahead of it. */
export class Delivery {
  private open: Parcel = emptyParcel()
  /** How large the open parcel may become. */
  private mostBytes = FIRST_BYTES
  private readonly underway: Underway[] = []
  private readonly setAside: SetAside[] = []
  private readonly pause = inSlices()

  constructor(
    private readonly admin: Meilisearch,
    private readonly index: string,
    /** Ends what is waited for when the program is being stopped; what the server has accepted it still does. */
    private readonly signal: AbortSignal | undefined,
    /** Told of every word of what is delivered. */
    private readonly learn?: Learn,
  ) {}

  /** Gives the keys of what stands for these documents. */
  async add(documents: readonly SearchDocument[]): Promise<Set<string>> {
    const keys = new Set<string>()
    for (const document of documents) {
      for (const one of indexingDocuments(document, this.learn)) {
        await this.pause()
        if (one === null) continue
        keys.add(one.key)
        put(this.open, one, JSON.stringify(one))
        if (this.open.bytes >= this.mostBytes) await this.flush()
      }
    }
    return keys
  }

  /**
   * Resolves when all of it is indexed; gives what was refused. Throws a MeilisearchError when the server is away, and an
   * Error when it fails at a task that no document is to blame for.
   */
  async end(): Promise<SetAside[]> {
    await this.flush()
    await this.settle(0)
    return this.setAside
  }

  private async flush(): Promise<void> {
    const parcel = this.open
    if (parcel.documents.length === 0) return
    this.open = emptyParcel()
    this.mostBytes = MOST_BYTES
    this.underway.push(await this.send(parcel))
    await this.settle(MOST_BYTES_UNDERWAY)
  }

  /** Waits for what was sent first, until no more than `most` bytes are underway. */
  private async settle(most: number): Promise<void> {
    while (bytesOf(this.underway) > most) this.setAside.push(...(await this.refusedOf(this.underway.shift()!)))
  }

  private async send(parcel: Parcel): Promise<Underway> {
    const patience = AbortSignal.timeout(SEND_TIMEOUT_MS + Math.ceil(parcel.bytes / SLOWEST_BYTES_A_MS))
    const signal = this.signal ? AbortSignal.any([this.signal, patience]) : patience
    try {
      return { parcel, sent: { taskUid: await sendLines(this.admin, this.index, parcel.lines.join('\n'), signal) } }
    } catch (error) {
      if (!(error instanceof Error) || !isTooLarge(error, parcel.bytes > SURELY_TAKEN_BYTES)) throw error
      return { parcel, sent: { refusal: { reason: failureOf(error) ?? '', isOfDocuments: true, failure: error } } }
    }
  }

  private async refusalOf({ sent }: Underway): Promise<Refusal | undefined> {
    if ('refusal' in sent) return sent.refusal
    const task = await endOfTask(this.admin, sent.taskUid, this.signal)
    if (task.status === 'succeeded') return undefined
    const failure = failureOfTask(task)
    // A full disk, say: whatever is sent fails, and the same things will be sent again when there is room.
    if (task.status === 'canceled' || task.error?.type === 'system') throw failure
    return { reason: task.error?.message ?? failure.message, isOfDocuments: isAboutDocuments(task), failure }
  }

  /** What the server refuses of a parcel: tried again, then halved down to the bad document. */
  private async refusedOf(underway: Underway): Promise<SetAside[]> {
    const { parcel } = underway
    let refusal = await this.refusalOf(underway)
    for (let tries = 1; refusal && !refusal.isOfDocuments && tries < MOST_TRIES; tries++) {
      await sleep(PAUSE_BETWEEN_TRIES_MS)
      refusal = await this.refusalOf(await this.send(parcel))
    }
    if (!refusal) return []
    const refused = await this.halved(parcel, refusal, { failed: 0, passed: false })
    const isAll = refused.length === parcel.documents.length && refused.length > 1
    if (isAll && !refusal.isOfDocuments) throw refusal.failure
    return refused
  }

  private async halved(
    parcel: Parcel,
    refusal: Refusal,
    tally: { failed: number; passed: boolean },
  ): Promise<SetAside[]> {
    const [only] = parcel.documents
    if (only && parcel.documents.length === 1) {
      tally.failed++
      if (!refusal.isOfDocuments && !tally.passed && tally.failed >= MOST_FAILED_IN_A_ROW) throw refusal.failure
      return [{ key: only.key, reason: refusal.reason }]
    }
    const refused: SetAside[] = []
    for (const half of halves(parcel)) {
      const again = await this.refusalOf(await this.send(half))
      if (again) refused.push(...(await this.halved(half, again, tally)))
      else tally.passed = true
    }
    return refused
  }
}

function bytesOf(underway: readonly Underway[]): number {
  return underway.reduce((sum, { parcel }) => sum + parcel.bytes, 0)
}

function emptyParcel(): Parcel {
  return { documents: [], lines: [], bytes: 0 }
}

function put(parcel: Parcel, document: IndexDocument, line: string): void {
  parcel.documents.push(document)
  parcel.lines.push(line)
  parcel.bytes += Buffer.byteLength(line)
}

function halves({ documents, lines }: Parcel): [Parcel, Parcel] {
  const parts: [Parcel, Parcel] = [emptyParcel(), emptyParcel()]
  const middle = Math.ceil(documents.length / 2)
  documents.forEach((document, number) => put(parts[number < middle ? 0 : 1], document, lines[number]!))
  return parts
}

/** Refused for what is in a document; not for the index, the disk or the server. */
function isAboutDocuments({ error }: Task): boolean {
  return error?.type === 'invalid_request' && /document/.test(error.code ?? '')
}
