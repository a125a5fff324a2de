import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

import type { Meilisearch, Settings, Task } from 'meilisearch'

import type { Refresh } from '#app/search/documents.server.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { encodeFields, encodePassage } from '#app/search/rank/fields.ts'
import { inSlices } from '#app/search/slices.ts'
import { Vocabulary } from '#app/search/words/vocabulary.ts'

import { isIndexMissing } from './client.server.ts'
import { oneOf, PASSAGES_ONLY } from './filters.ts'
import { wordForms } from './forms.ts'
import { type IndexDocument, indexDocuments } from './index-documents.ts'
import { SETTINGS } from './settings.ts'

/** Sent at once: large enough that the server works at its full rate, small enough to be read by it at once. */
const MOST_BYTES = 6_000_000
/** Sent and not yet known to be indexed; the server takes what waits together. */
const MOST_UNDERWAY = 8
const MOST_PASSAGES_READ = 1_000_000
const SHORTEST_PAUSE_MS = 15
const LONGEST_PAUSE_MS = 250
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
    /** Ends what is waited for when the program is being stopped; what the server has accepted it still does. */
    private readonly signal?: AbortSignal,
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

  /** Whether the index is there at all. */
  async exists(): Promise<boolean> {
    try {
      await this.admin.getRawIndex(this.uid)
      return true
    } catch (error) {
      if (isIndexMissing(error)) return false
      throw error
    }
  }

  /**
   * Puts and removes documents in place, in as few tasks as their size allows. Gives the keys of what was sent or removed,
   * and what of it the server refused.
   */
  async update(
    refreshes: AsyncIterable<Refresh> | Iterable<Refresh>,
  ): Promise<{ touched: ReadonlySet<string>; setAside: SetAside[] }> {
    const touched = new Set<string>()
    const sending = new Sending(
      (parcel) => this.send(parcel, this.uid),
      (sent) => this.settle(sent),
    )
    const gone = { entries: new Set<string>(), passages: new Set<string>() }
    for await (const { put, removeKeys } of refreshes) {
      const sent = await sending.add(put)
      for (const key of removeKeys) gone.entries.add(key)
      for (const key of [...sent, ...removeKeys]) touched.add(key)
      this.signal?.throwIfAborted()
      for (const key of await this.passagesOf(put)) if (!sent.has(key)) gone.passages.add(key)
    }
    const setAside = await sending.end()
    await this.remove([...gone.entries], [...gone.passages])
    return { touched, setAside }
  }

  /**
   * Builds the index anew beside the one that answers, and puts it in its place when every document is in it and
   * `beforeSwap` has been awaited. Gives the documents that the server refused.
   */
  async rebuild(
    batches: AsyncIterable<readonly SearchDocument[]>,
    beforeSwap: () => Promise<void> = () => Promise.resolve(),
  ): Promise<SetAside[]> {
    const next = this.uid + NEXT
    await this.admin.deleteIndexIfExists(next)
    await this.admin.createIndex(next, { primaryKey: 'key' })
    const settings = await this.admin.index(next).updateSettings(SETTINGS)
    const sending = new Sending(
      (parcel) => this.send(parcel, next),
      (sent) => this.settle(sent),
    )
    const vocabulary = new Vocabulary()
    const pause = inSlices()
    const keys = new Set<string>()
    for await (const batch of batches) {
      for (const key of await sending.add(batch)) keys.add(key)
      for (const document of batch) {
        learnWords(document, vocabulary)
        await pause()
      }
      this.signal?.throwIfAborted()
    }
    const forms = await this.admin.index(next).updateSynonyms(await wordForms(vocabulary))
    const setAside = await sending.end()
    for (const task of [settings, forms]) await this.done(task)
    const { numberOfDocuments } = await this.admin.index(next).getStats()
    if (numberOfDocuments !== keys.size - setAside.length) {
      throw new Error(
        `The new index holds ${numberOfDocuments} documents, not the ${keys.size - setAside.length} sent.`,
      )
    }
    await beforeSwap()
    await this.swapIn(next)
    return setAside
  }

  /** Sends the forms of words anew; a change of them alone costs no indexing of documents. */
  async putForms(vocabulary: Vocabulary): Promise<void> {
    await this.done(await this.admin.index(this.uid).updateSynonyms(await wordForms(vocabulary)))
  }

  private async swapIn(next: string): Promise<void> {
    if (!(await this.exists())) {
      await this.done(await this.admin.createIndex(this.uid, { primaryKey: 'key' }))
    }
    await this.done(await this.admin.swapIndexes([{ indexes: [this.uid, next], rename: false }]))
    // What is left of the old one costs only room: the next build begins by deleting it.
    await this.admin.deleteIndexIfExists(next).catch(() => undefined)
  }

  private async done({ taskUid }: { taskUid: number }): Promise<void> {
    const task = await this.ended(taskUid)
    if (task.status !== 'succeeded') throw failureOfTask(task)
  }

  /** Asks often at first, since a small task takes half a second, and then ever more seldom. */
  private async ended(taskUid: number): Promise<Task> {
    for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.1)) {
      this.signal?.throwIfAborted()
      const task = await this.admin.tasks.getTask(taskUid)
      if (task.status !== 'enqueued' && task.status !== 'processing') return task
      await sleep(pauseMs)
    }
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
      const task = await this.ended(taskUid)
      if (task.status === 'succeeded') continue
      // What is wrong with the server, not with the documents, is worth another try as it is.
      if (!isAboutDocuments(task)) throw failureOfTask(task)
      const [only] = parcel.documents
      if (parcel.documents.length === 1 && only) setAside.push({ key: only.key, reason: task.error?.message ?? '' })
      else for (const half of halves(parcel)) setAside.push(...(await this.settle([await this.send(half, index)])))
    }
    return setAside
  }

  /** The keys of the passages that the index has of these documents. */
  private async passagesOf(documents: readonly SearchDocument[]): Promise<string[]> {
    const entries = documents.filter(({ kind }) => kind === 'conversation').map(({ key }) => key)
    if (entries.length === 0) return []
    const { results } = await this.admin.index<IndexDocument>(this.uid).getDocuments({
      filter: [PASSAGES_ONLY, oneOf('entry', entries)],
      fields: ['key'],
      limit: MOST_PASSAGES_READ,
    })
    return results.map(({ key }) => key)
  }

  private async remove(entries: readonly string[], keys: readonly string[]): Promise<void> {
    if (entries.length === 0 && keys.length === 0) return
    const filter = `${oneOf('entry', entries)} OR ${oneOf('key', keys)}`
    await this.done(await this.admin.index(this.uid).deleteDocuments({ filter }))
  }
}

/** Puts documents into parcels of a good size and sends them, a few at a time ahead of the server. */
class Sending {
  private open: Parcel = emptyParcel()
  private readonly underway: Underway[] = []
  private readonly setAside: SetAside[] = []
  private readonly pause = inSlices()

  constructor(
    private readonly send: (parcel: Parcel) => Promise<Underway>,
    private readonly settle: (sent: readonly Underway[]) => Promise<SetAside[]>,
  ) {}

  /** Gives the keys of what stands for these documents. */
  async add(documents: readonly SearchDocument[]): Promise<Set<string>> {
    const keys = new Set<string>()
    for (const document of documents) {
      for (const one of indexDocuments(document)) {
        keys.add(one.key)
        this.put(one)
        if (this.open.bytes >= MOST_BYTES) await this.flush()
      }
      await this.pause()
    }
    return keys
  }

  /** Resolves when all of it is indexed; gives what was refused. */
  async end(): Promise<SetAside[]> {
    await this.flush()
    this.setAside.push(...(await this.settle(this.underway)))
    return this.setAside
  }

  private put(document: IndexDocument): void {
    const line = JSON.stringify(document)
    this.open.documents.push(document)
    this.open.lines.push(line)
    this.open.bytes += Buffer.byteLength(line)
  }

  private async flush(): Promise<void> {
    const parcel = this.open
    if (parcel.documents.length === 0) return
    this.open = emptyParcel()
    this.underway.push(await this.send(parcel))
    if (this.underway.length > MOST_UNDERWAY) this.setAside.push(...(await this.settle(this.underway.splice(0, 1))))
  }
}

function learnWords(document: SearchDocument, vocabulary: Vocabulary): void {
  encodeFields(document, vocabulary)
  for (const { text } of document.passages) encodePassage(text, vocabulary)
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

/** Refused for what is in a document; not for the index, the disk or the server. */
function isAboutDocuments({ error }: Task): boolean {
  return error?.type === 'invalid_request' && /document/.test(error.code ?? '')
}

function failureOfTask({ uid, type, status, error }: Task): Error {
  return new Error(`Meilisearch's task ${uid} (${type}) ended as ${status}: ${error?.message ?? 'no reason given'}`)
}
