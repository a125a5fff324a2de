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
  read(sql: Queryable, ids: number[], names: Names): Promise<Read[]>
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
