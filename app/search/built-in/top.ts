/** Of more than this many, putting each new one in its place costs more than sorting all. */
const MOST_KEPT_IN_ORDER = 5000

/**
 * The first `count` of `items` in the order of `compare`, without sorting the rest: what a page or a list of facets needs
 * of tens of thousands.
 */
export function topOf<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  if (count > MOST_KEPT_IN_ORDER) return [...items].sort(compare).slice(0, count)
  const top: T[] = []
  if (count <= 0) return top
  for (const item of items) {
    if (top.length === count && compare(item, top[count - 1]!) >= 0) continue
    let low = 0
    let high = top.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(item, top[middle]!) < 0) high = middle
      else low = middle + 1
    }
    if (top.length === count) top.pop()
    top.splice(low, 0, item)
  }
  return top
}
