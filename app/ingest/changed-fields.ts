import { isDeepStrictEqual } from 'node:util'

/** Which fields of a record are another than before. What is made from other fields is not one. */
export function changedFields<R extends object>(before: R, after: R): string[] {
  return Object.keys(after)
    .filter((key) => key !== 'slug' && !key.endsWith('Html'))
    .filter((key) => !isDeepStrictEqual(before[key as keyof R], after[key as keyof R]))
    .map((key) => (key === 'sourceId' ? 'id' : key))
}
