import type { Pool, PoolClient } from 'pg'

import type { Named } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'

/** A pool, or one connection in a transaction. */
export type Queryable = Pick<Pool | PoolClient, 'query'>

/** Which rows: those with these ids, or the next so many after an id. */
export type Selection = { ids: number[] } | { after: number; limit: number }

/** A document and the row it is of. */
export type Read = { id: number; document: SearchDocument }

/** Reads what is published of one kind. */
export type Reader = (sql: Queryable, selection: Selection, names: Names) => Promise<Read[]>

/** `$1` to `$3` of a statement that ends with this: it takes any selection of `id`. */
export function selectRows(id: string): string {
  return `($1::int[] IS NULL OR ${id} = ANY($1)) AND ${id} > $2 ORDER BY ${id} LIMIT $3`
}

export function selectionValues(selection: Selection): [number[] | null, number, number | null] {
  return 'ids' in selection ? [selection.ids, 0, null] : [null, selection.after, selection.limit]
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

/** Rows by the id they belong to, each list in the order of the rows. */
export function groupRows<T extends { owner: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const group = groups.get(row.owner)
    if (group) group.push(row)
    else groups.set(row.owner, [row])
  }
  return groups
}
