import { isDeepStrictEqual } from 'node:util'

import type { EnqueuedTask, Meilisearch, Settings } from 'meilisearch'

import { logWarning } from '#app/platform/log.server.ts'
import type { Refresh } from '#app/search/documents.server.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import type { Vocabulary } from '#app/search/words/vocabulary.ts'

import { isIndexMissing, isTooLarge } from './client.server.ts'
import { Delivery, type SetAside } from './delivery.server.ts'
import { oneOf, PASSAGES_ONLY } from './filters.ts'
import { WordFamilies, wordForms } from './forms.ts'
import type { IndexDocument } from './index-documents.ts'
import { SETTINGS } from './settings.ts'
import { endOfTask, failureOfTask } from './tasks.server.ts'

/** Their passages are asked for together. */
const ENTRIES_ASKED = 500
const PASSAGES_READ = 20_000
/** A filter is a text that the server parses: one for thousands of keys is as slow as several. */
const KEYS_REMOVED = 1000
const NEXT = '-next'
/** Forms of words that are no longer than that are taken by whatever stands before a server. */
const SURELY_TAKEN_BYTES = 10_000

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
    const delivery = new Delivery(this.admin, this.uid, this.signal)
    const sent = new Set<string>()
    const conversations: string[] = []
    const gone: string[] = []
    for await (const { put, removeKeys } of refreshes) {
      for (const key of await delivery.add(put)) sent.add(key)
      for (const { kind, key } of put) if (kind === 'conversation') conversations.push(key)
      gone.push(...removeKeys)
      this.signal?.throwIfAborted()
    }
    const setAside = await delivery.end()
    // Asked when what was sent is indexed, and with it whatever was sent before and never heard of again.
    const left = (await this.passagesOf(conversations)).filter((key) => !sent.has(key))
    await this.remove(gone, left)
    return { touched: new Set([...sent, ...gone]), setAside }
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
    // The forms of words are those of the index before (`putForms` keeps them right): an empty index takes them at once,
    // a full one in seconds.
    const known = await this.synonyms()
    const tasks = [await this.admin.index(next).updateSettings(SETTINGS)]
    if (Object.keys(known).length > 0) tasks.push(await this.sendForms(next, known))
    const families = Object.keys(known).length > 0 ? undefined : new WordFamilies()
    const delivery = new Delivery(this.admin, next, this.signal, families && ((word) => families.add(word)))
    const keys = new Set<string>()
    for await (const batch of batches) {
      for (const key of await delivery.add(batch)) keys.add(key)
      this.signal?.throwIfAborted()
    }
    if (families) tasks.push(await this.sendForms(next, await wordForms(families)))
    const setAside = await delivery.end()
    for (const task of tasks) await this.done(task)
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

  /** Sends the forms of words, where the index has others. */
  async putForms(vocabulary: Vocabulary): Promise<void> {
    const forms = await wordForms(vocabulary.families())
    if (isDeepStrictEqual(await this.synonyms(), forms)) return
    await this.done(await this.sendForms(this.uid, forms))
  }

  /**
   * Forms of words go in one body, since each replaces those before. Where that is too large, half of them are better than
   * no index: words without theirs are found as they are written.
   */
  private async sendForms(index: string, forms: Record<string, string[]>): Promise<EnqueuedTask> {
    let sent = Object.entries(forms)
    for (;;) {
      try {
        const task = await this.admin.index(index).updateSynonyms(Object.fromEntries(sent))
        const all = Object.keys(forms).length
        if (sent.length < all)
          logWarning(
            `Meilisearch takes the forms of ${sent.length} words, not of all ${all}: allow it larger requests.`,
          )
        return task
      } catch (error) {
        if (sent.length < 2 || !isTooLarge(error, Buffer.byteLength(JSON.stringify(sent)) > SURELY_TAKEN_BYTES))
          throw error
        sent = sent.slice(0, Math.ceil(sent.length / 2))
      }
    }
  }

  /** The forms of words that the index has; none where it is not there. */
  private async synonyms(): Promise<Record<string, string[]>> {
    try {
      return (await this.admin.index(this.uid).getSynonyms()) ?? {}
    } catch (error) {
      if (isIndexMissing(error)) return {}
      throw error
    }
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
    const task = await endOfTask(this.admin, taskUid, this.signal)
    if (task.status !== 'succeeded') throw failureOfTask(task)
  }

  /** The keys of the passages that the index has of these entries. */
  private async passagesOf(entries: readonly string[]): Promise<string[]> {
    const keys: string[] = []
    for (let at = 0; at < entries.length; at += ENTRIES_ASKED) {
      const filter = [PASSAGES_ONLY, oneOf('entry', entries.slice(at, at + ENTRIES_ASKED))]
      for (let offset = 0, isMore = true; isMore; offset += PASSAGES_READ) {
        const { results } = await this.admin
          .index<IndexDocument>(this.uid)
          .getDocuments({ filter, fields: ['key'], limit: PASSAGES_READ, offset })
        for (const { key } of results) keys.push(key)
        isMore = results.length === PASSAGES_READ
      }
    }
    return keys
  }

  private async remove(entries: readonly string[], keys: readonly string[]): Promise<void> {
    const filters = [
      ...inChunks(entries).map((some) => oneOf('entry', some)),
      ...inChunks(keys).map((some) => oneOf('key', some)),
    ]
    // The server takes what waits together.
    const tasks = []
    for (const filter of filters) tasks.push(await this.admin.index(this.uid).deleteDocuments({ filter }))
    for (const task of tasks) await this.done(task)
  }
}

function inChunks(keys: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(keys.length / KEYS_REMOVED) }, (_, number) =>
    keys.slice(number * KEYS_REMOVED, (number + 1) * KEYS_REMOVED),
  )
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
