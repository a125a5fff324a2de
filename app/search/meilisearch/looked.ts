import type { IndexData, ReadQuery } from '#app/search/built-in/index-data.ts'

import { planQuery, type QueryPlan } from './query-plan.ts'

/** A query's text, read in the words of the archive, and what Meilisearch is asked for it. */
export type Looked = { read: ReadQuery; plan: QueryPlan }

/** Null for a text without words. */
export function lookUp(text: string, index: IndexData): Looked | null {
  const read = index.read(text)
  return read && { read, plan: planQuery(read.readings, index) }
}
