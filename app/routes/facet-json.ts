import type { LoaderFunctionArgs } from '@remix-run/node'

import { parseSearchQuery } from '#app/domain/search-query.ts'
import { FACETS, QUERY_MAX_LENGTH, type FacetName, type SearchQuery } from '#app/domain/search.ts'
import { getSearch } from '#app/search/index.server.ts'

import { invalidQuery, NO_STORE, UNAVAILABLE } from './search-answers.ts'

/** `/facet.json`: the values of one facet whose label holds `match`, under the query in the address. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const parameters = new URL(request.url).searchParams
  const facet = FACETS.find((name) => name === parameters.get('facet'))
  const match = parameters.get('match') ?? ''
  const parsed = parseSearchQuery(parameters)
  const problems = parsed.status === 'invalid' ? [...parsed.errors] : []
  if (facet === undefined) return invalidQuery([...problems, UNKNOWN_FACET])
  if (match.length > QUERY_MAX_LENGTH) return invalidQuery([...problems, TOO_LONG])
  if (parsed.status === 'invalid') return invalidQuery(problems)
  return answerFacet(parsed.query, facet, match)
}

const UNKNOWN_FACET = { field: 'facet', message: `Name a facet: one of ${FACETS.join(', ')}.` } as const
const TOO_LONG = { field: 'match', message: `A part of a name has at most ${QUERY_MAX_LENGTH} characters.` } as const

async function answerFacet(query: SearchQuery, facet: FacetName, match: string): Promise<Response> {
  const search = getSearch()
  const outcome = await search.facet(query, facet, match)
  if (outcome.status === 'unavailable') {
    const empty = { facet, match, values: [], engine: search.engine.name, notice: outcome.reason }
    return Response.json(empty, UNAVAILABLE)
  }
  const { status: _ok, ...answer } = outcome
  return Response.json(answer, { headers: NO_STORE })
}
