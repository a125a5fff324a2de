import type { LoaderFunctionArgs } from '@remix-run/node'

import { parseSearchQuery } from '#app/domain/search-query.ts'
import { emptyAnswer } from '#app/search/answer.ts'
import { getSearch } from '#app/search/index.server.ts'

import { invalidQuery, NO_STORE, UNAVAILABLE } from './search-answers.ts'

/** `/search.json`: the results for programs. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const parsed = parseSearchQuery(new URL(request.url).searchParams)
  if (parsed.status === 'invalid') return invalidQuery(parsed.errors)
  const search = getSearch()
  const outcome = await search.search(parsed.query)
  if (outcome.status === 'unavailable') {
    return Response.json(emptyAnswer(parsed.query, { engine: search.engine.name, notice: outcome.reason }), UNAVAILABLE)
  }
  const { status: _ok, ...answer } = outcome
  return Response.json(answer, { headers: NO_STORE })
}
