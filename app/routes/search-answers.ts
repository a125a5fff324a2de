import type { QueryError } from '#app/domain/search-query.ts'

/** What is found changes with every edit, and costs little to find again. */
export const NO_STORE = { 'Cache-Control': 'no-store' }

/** No engine can answer now. */
export const UNAVAILABLE = { status: 503, headers: { ...NO_STORE, 'Retry-After': '2' } }

/** The answer to a question that cannot be asked: what is wrong, field by field. */
export function invalidQuery(
  errors: readonly { field: QueryError['field'] | 'facet' | 'match'; message: string }[],
): Response {
  return Response.json({ errors }, { status: 400, headers: NO_STORE })
}
