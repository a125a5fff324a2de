import type { Pool, PoolClient } from 'pg'

import type { Named } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'

/** A pool, or one connection in a transaction. */
export type Queryable = Pick<Pool | PoolClient, 'query'>

/** A document and the row it is of. */
export type Read = { id: number; document: SearchDocument }

/**
 * What is published of one kind. Statements ask row by row for what belongs to a row, so that they are as fast right
 * after an import, when Postgres knows nothing yet about the tables and would read all of one for a few rows of it.
 */
export type Reader = {
  /** The ids of all that is published, in order; it may be one too many. */
  ids: string
  /** How many bytes the texts of each of some ids ($1) have, about: `id` and `bytes`. Without reading the texts. */
  sizes: string
  /** Several at once, whose texts together are not long. */
  read: (sql: Queryable, ids: number[], names: Names) => Promise<Read[]>
  /** A long one by itself, in parts and slices; to be read within one snapshot. By `read` where there is no other way. */
  readLong?: (sql: Queryable, id: number, names: Names) => Promise<Read[]>
}

/** One object for each name, however many documents show it: a speaker of thirty talks is kept once. */
export class Names {
  private readonly known = new Map<string, Named>()

  named(slug: string, name: string): Named {
    const key = `${slug}\n${name}`
    const known = this.known.get(key)
    if (known) return known
    const named = { slug, name }
    this.known.set(key, named)
    return named
  }
}
