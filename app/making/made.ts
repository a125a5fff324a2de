import { LRUCache } from 'lru-cache'

import { isFaultOfContent, isNotMade, type NotMadeError } from './not-made.ts'
import type { Urgency } from './turns.ts'

export type Made<T extends object> = {
  /**
   * What is known of this key, or else what `make` gives. Those who ask at once for what is being made share it; but whoever
   * waits for it does not share what gives way to everything that somebody waits for.
   */
  get: (key: string, make: () => Promise<T>, urgency?: Urgency) => Promise<T>
  /** What is known of this key: the thing, that it cannot be made (null), or nothing (undefined). */
  peek: (key: string) => T | null | undefined
}

/** How long it is remembered that something cannot be made: another version of the program may do better. */
const FAILURE_MS = 10 * 60_000
const FAILURES_KEPT = 5000

/**
 * A bounded store of things that are costly to make: the one asked for longest ago goes first. What cannot be made because
 * of its content fails at once for a while; what failed otherwise is tried again.
 */
export function createMade<T extends object>(options: { maxSize: number; sizeOf?: (thing: T) => number }): Made<T> {
  const { maxSize, sizeOf } = options
  const known =
    sizeOf === undefined
      ? new LRUCache<string, T>({ max: maxSize })
      : new LRUCache<string, T>({ maxSize, sizeCalculation: (thing) => Math.max(1, sizeOf(thing)) })
  const failures = new LRUCache<string, NotMadeError>({ max: FAILURES_KEPT, ttl: FAILURE_MS })
  const underWay: Record<Urgency, Map<string, Promise<T>>> = { now: new Map(), later: new Map() }

  async function begin(key: string, make: () => Promise<T>, urgency: Urgency): Promise<T> {
    try {
      const thing = await make()
      known.set(key, thing)
      return thing
    } catch (error) {
      if (isNotMade(error) && isFaultOfContent(error)) failures.set(key, error)
      throw error
    } finally {
      underWay[urgency].delete(key)
    }
  }

  return {
    async get(key, make, urgency = 'now') {
      const thing = known.get(key)
      if (thing !== undefined) return thing
      const failure = failures.get(key)
      if (failure !== undefined) throw failure
      const shared = underWay.now.get(key) ?? underWay[urgency].get(key)
      if (shared !== undefined) return shared
      const begun = begin(key, make, urgency)
      underWay[urgency].set(key, begun)
      return begun
    },
    peek: (key) => known.get(key) ?? (failures.has(key) ? null : undefined),
  }
}
