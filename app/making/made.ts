import { LRUCache } from 'lru-cache'

import { isFaultOfContent, isNotMade, type NotMadeError } from './not-made.ts'

export type Made<T extends object> = {
  /** What is known of this key, or else what `make` gives. Those who ask at once for what is being made share it. */
  get: (key: string, make: () => Promise<T>) => Promise<T>
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
  const underWay = new Map<string, Promise<T>>()

  async function begin(key: string, make: () => Promise<T>): Promise<T> {
    try {
      const thing = await make()
      known.set(key, thing)
      return thing
    } catch (error) {
      if (isNotMade(error) && isFaultOfContent(error)) failures.set(key, error)
      throw error
    } finally {
      underWay.delete(key)
    }
  }

  return {
    async get(key, make) {
      const thing = known.get(key)
      if (thing !== undefined) return thing
      const failure = failures.get(key)
      if (failure !== undefined) throw failure
      const shared = underWay.get(key) ?? begin(key, make)
      underWay.set(key, shared)
      return shared
    },
    peek: (key) => known.get(key) ?? (failures.has(key) ? null : undefined),
  }
}
