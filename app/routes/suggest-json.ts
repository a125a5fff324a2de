import type { LoaderFunctionArgs } from '@remix-run/node'

import { parseSearchQuery } from '#app/domain/search-query.ts'
import { getSearch } from '#app/search/index.server.ts'

import { invalidQuery, NO_STORE, UNAVAILABLE } from './search-answers.ts'

/** `/suggest.json?q=`: at most five things to go to, for the words typed so far. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const parsed = parseSearchQuery(new URL(request.url).searchParams)
  if (parsed.status === 'invalid') return invalidQuery(parsed.errors)
  const search = getSearch()
  const outcome = await search.suggest(parsed.query.q)
  if (outcome.status === 'unavailable') {
    return Response.json({ suggestions: [], engine: search.engine.name, notice: outcome.reason }, UNAVAILABLE)
  }
  const { status: _ok, ...answer } = outcome
  return Response.json(answer, { headers: NO_STORE })
}
