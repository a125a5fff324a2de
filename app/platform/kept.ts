/**
 * A bounded store of things that are costly to make: the one asked for longest ago goes first. Those who ask at once for
 * what is being made share it; what failed is not kept.
 */
export function createKept<T>(capacity: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (key, make) => {
    const known = kept.get(key)
    kept.delete(key)
    const value = known ?? make()
    kept.set(key, value)
    if (known === undefined) value.catch(() => kept.delete(key))
    for (const oldest of kept.keys()) {
      if (kept.size <= capacity) break
      kept.delete(oldest)
    }
    return value
  }
}
