/** So many addresses are told apart; beyond, those that asked longest ago are forgotten. */
const MOST_ADDRESSES = 50_000

type Bucket = { tokens: number; at: number }

/**
 * A token bucket for each address: `perSecond` requests a second, twice as many at once.
 *
 * @param now milliseconds
 */
export function createRateLimit(perSecond: number, now: () => number = () => performance.now()) {
  const most = perSecond * 2
  const buckets = new Map<string, Bucket>()

  /** Takes one request of an address; gives 0 when it may pass, else after how many seconds it may ask again. */
  return function take(address: string): number {
    const at = now()
    const known = buckets.get(address)
    const tokens = known ? Math.min(most, known.tokens + ((at - known.at) / 1000) * perSecond) : most
    buckets.delete(address)
    const passes = tokens >= 1
    buckets.set(address, { tokens: passes ? tokens - 1 : tokens, at })
    if (buckets.size > MOST_ADDRESSES) forgetOldest(buckets)
    return passes ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond))
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const [oldest] = buckets.keys()
  if (oldest !== undefined) buckets.delete(oldest)
}
