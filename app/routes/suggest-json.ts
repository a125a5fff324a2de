import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { conversationCounts } from '#app/archive/conversation-counts.server.ts'
import { parseSearchQuery } from '#app/domain/search-query.ts'
import type { Suggestion } from '#app/domain/search.ts'
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
  return Response.json({ ...answer, suggestions: await withCounts(answer.suggestions) }, { headers: NO_STORE })
}

/** People and themes with the number of conversations they lead to; null for anything else. */
async function withCounts(suggestions: readonly Suggestion[]) {
  const slugsOf = (kind: Suggestion['kind']) => suggestions.filter((one) => one.kind === kind).map(({ slug }) => slug)
  const slugs = { person: slugsOf('person'), theme: slugsOf('theme') }
  const counts = slugs.person.length + slugs.theme.length === 0 ? null : await conversationCounts(archive(), slugs)
  return suggestions.map((suggestion) => {
    const { kind, slug } = suggestion
    const isCounted = kind === 'person' || kind === 'theme'
    return { ...suggestion, conversations: isCounted ? (counts?.[kind].get(slug) ?? null) : null }
  })
}
