import { isDeepStrictEqual } from 'node:util'

import type { Meilisearch, Settings, Task } from 'meilisearch'

import type { SearchDocument } from '#app/search/engine.ts'
import { inSlices, type Pause } from '#app/search/slices.ts'

import { isIndexMissing } from './client.server.ts'
import { oneOf } from './filters.ts'
import { type IndexDocument, indexDocuments } from './index-documents.ts'
import { SETTINGS } from './settings.ts'

/** Sent at once: large enough that the server works at its full rate, small enough to be read by it at once. */
const MOST_BYTES = 6_000_000
/** Sent and not yet known to be indexed; the server takes what waits together. */
const MOST_UNDERWAY = 8
const MOST_PASSAGES_READ = 1_000_000
const NEXT = '-next'

/** A document that the server refused, and why. The others go on without it. */
export type SetAside = { key: string; reason: string }

/** Documents on their way: lines of JSON, and what they are made of, should they have to be sent again in parts. */
type Parcel = { documents: IndexDocument[]; lines: string[]; bytes: number }
type Underway = { parcel: Parcel; taskUid: number; index: string }

/**
 * Writes an index of a Meilisearch server. What resolves has been indexed: an accepted task is not a done one. Throws a
 * MeilisearchError when the server is away, and an Error when it fails at a task; both may be tried again.
 */
export class Feed {
  constructor(
    private readonly admin: Meilisearch,
    readonly uid: string,
  ) {}

  /** Whether the index is there, with the settings that it must have. */
  async stands(): Promise<boolean> {
    try {
      return differences(await this.admin.index(this.uid).getSettings()).length === 0
    } catch (error) {
      if (isIndexMissing(error)) return false
      throw error
    }
  }

  /** Puts and removes documents in place. Gives those that the server refused. */
  async update(put: readonly SearchDocument[], removeKeys: readonly string[]): Promise<SetAside[]> {
    const pause = inSlices()
    const parcels = new Parcels()
    const underway: Underway[] = []
    const kept = new Set<string>()
    for (const document of put) {
      for (const one of indexDocuments(document)) {
        kept.add(one.key)
        const full = parcels.add(one)
        if (full) underway.push(await this.send(full, this.uid))
      }
      await pause()
    }
    const rest = parcels.rest()
    if (rest) underway.push(await this.send(rest, this.uid))
    await this.remove(removeKeys, await this.passagesBeyond(put, kept))
    return this.settle(underway)
  }

  /**
   * Builds the index anew beside the one that answers, and puts it in its place when every document is in it. `synonyms`
   * are asked for when all documents have been read. Gives the documents that the server refused.
   */
  async rebuild(
    batches: AsyncIterable<readonly SearchDocument[]>,
    synonyms: () => Record<string, string[]>,
  ): Promise<SetAside[]> {
    const next = this.uid + NEXT
    await this.admin.deleteIndexIfExists(next)
    await this.admin.createIndex(next, { primaryKey: 'key' })
    const settings = await this.admin.index(next).updateSettings(SETTINGS)
    const { setAside, count } = await this.fill(next, batches, inSlices())
    const forms = await this.admin.index(next).updateSynonyms(synonyms())
    for (const { taskUid } of [settings, forms]) succeeded(await this.admin.tasks.waitForTask(taskUid))
    const { numberOfDocuments } = await this.admin.index(next).getStats()
    if (numberOfDocuments !== count - setAside.length) {
      throw new Error(`The new index holds ${numberOfDocuments} documents, not the ${count - setAside.length} sent.`)
    }
    await this.swapIn(next)
    return setAside
  }

  /** Sends the synonyms anew; a change of them alone costs no indexing of documents. */
  async putSynonyms(synonyms: Record<string, string[]>): Promise<void> {
    succeeded(await this.admin.index(this.uid).updateSynonyms(synonyms).waitTask())
  }

  private async fill(
    index: string,
    batches: AsyncIterable<readonly SearchDocument[]>,
    pause: Pause,
  ): Promise<{ setAside: SetAside[]; count: number }> {
    const parcels = new Parcels()
    const underway: Underway[] = []
    const setAside: SetAside[] = []
    const keys = new Set<string>()
    const send = async (parcel: Parcel) => {
      underway.push(await this.send(parcel, index))
      if (underway.length > MOST_UNDERWAY) setAside.push(...(await this.settle(underway.splice(0, 1))))
    }
    for await (const batch of batches) {
      for (const document of batch) {
        for (const one of indexDocuments(document)) {
          keys.add(one.key)
          const full = parcels.add(one)
          if (full) await send(full)
        }
        await pause()
      }
    }
    const rest = parcels.rest()
    if (rest) await send(rest)
    setAside.push(...(await this.settle(underway)))
    return { setAside, count: keys.size }
  }

  private async swapIn(next: string): Promise<void> {
    try {
      await this.admin.getRawIndex(this.uid)
    } catch (error) {
      if (!isIndexMissing(error)) throw error
      succeeded(await this.admin.createIndex(this.uid, { primaryKey: 'key' }).waitTask())
    }
    succeeded(await this.admin.swapIndexes([{ indexes: [this.uid, next], rename: false }]).waitTask())
    await this.admin.deleteIndexIfExists(next)
  }

  private async send(parcel: Parcel, index: string): Promise<Underway> {
    const body = parcel.lines.join('\n')
    const { taskUid } = await this.admin.index(index).addDocumentsFromString(body, 'application/x-ndjson')
    return { parcel, taskUid, index }
  }

  /** Waits for what was sent. Of a parcel that the server refuses, each half is sent again, down to the one bad document. */
  private async settle(underway: readonly Underway[]): Promise<SetAside[]> {
    const setAside: SetAside[] = []
    for (const { parcel, taskUid, index } of underway) {
      const task = await this.admin.tasks.waitForTask(taskUid)
      if (task.status === 'succeeded') continue
      // What is wrong with the server, not with the documents, is worth another try as it is.
      if (task.error?.type !== 'invalid_request') throw failureOfTask(task)
      const [only] = parcel.documents
      if (parcel.documents.length === 1 && only) setAside.push({ key: only.key, reason: task.error.message })
      else for (const half of halves(parcel)) setAside.push(...(await this.settle([await this.send(half, index)])))
    }
    return setAside
  }

  /** The passages that the index has of these entries beyond those that were sent: a transcript got shorter. */
  private async passagesBeyond(put: readonly SearchDocument[], kept: ReadonlySet<string>): Promise<string[]> {
    const entries = put.filter(({ kind }) => kind === 'conversation').map(({ key }) => key)
    if (entries.length === 0) return []
    const { results } = await this.admin.index<IndexDocument>(this.uid).getDocuments({
      filter: ['isEntry = false', oneOf('entry', entries)],
      fields: ['key'],
      limit: MOST_PASSAGES_READ,
    })
    return results.map(({ key }) => key).filter((key) => !kept.has(key))
  }

  private async remove(entries: readonly string[], keys: readonly string[]): Promise<void> {
    if (entries.length === 0 && keys.length === 0) return
    const filter = `${oneOf('entry', entries)} OR ${oneOf('key', keys)}`
    succeeded(await this.admin.index(this.uid).deleteDocuments({ filter }).waitTask())
  }
}

/** Gathers documents into parcels of a good size. */
class Parcels {
  private open: Parcel = emptyParcel()

  /** Gives the parcel that this document fills. */
  add(document: IndexDocument): Parcel | undefined {
    const line = JSON.stringify(document)
    this.open.documents.push(document)
    this.open.lines.push(line)
    this.open.bytes += line.length
    return this.open.bytes >= MOST_BYTES ? this.rest() : undefined
  }

  rest(): Parcel | undefined {
    const parcel = this.open
    this.open = emptyParcel()
    return parcel.documents.length > 0 ? parcel : undefined
  }
}

function emptyParcel(): Parcel {
  return { documents: [], lines: [], bytes: 0 }
}

function halves({ documents, lines }: Parcel): Parcel[] {
  const middle = Math.ceil(documents.length / 2)
  const part = (from: number, to?: number) => ({
    documents: documents.slice(from, to),
    lines: lines.slice(from, to),
    bytes: 0,
  })
  return [part(0, middle), part(middle)]
}

/** The settings in which a server's index differs from what it must have. */
function differences(settings: Settings): string[] {
  const found: Record<string, unknown> = { ...settings }
  return Object.entries(SETTINGS).flatMap(([name, wanted]) =>
    isDeepStrictEqual(withoutUnset(found[name], wanted), wanted) ? [] : [name],
  )
}

/** Newer servers have options in a setting that older ones, and we, do not name: those are theirs. */
function withoutUnset(found: unknown, wanted: unknown): unknown {
  if (!isRecord(found) || !isRecord(wanted)) return found
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, found[name]]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function succeeded(task: Task): void {
  if (task.status !== 'succeeded') throw failureOfTask(task)
}

function failureOfTask({ uid, type, status, error }: Task): Error {
  return new Error(`Meilisearch's task ${uid} (${type}) ended as ${status}: ${error?.message ?? 'no reason given'}`)
}
