import { archive } from '#app/archive/context.server.ts'
import { holdingsBySlug, type ResultHoldings } from '#app/archive/holdings.server.ts'
import { mostMetThemes } from '#app/archive/themes.server.ts'
import { parseSearchQuery } from '#app/domain/search-query.ts'
import type { Named, SearchAnswer, SearchQuery } from '#app/domain/search.ts'
import { getSearch } from '#app/search/index.server.ts'

import type { Problem } from './problems.tsx'
import type { RangeTyped } from './range-fields.tsx'
import { findOutside, type Outside } from './outside.server.ts'
import { findWaysOn, NO_WAYS, type WaysOn } from './ways-on.server.ts'

const THEMES_TO_BEGIN = 6
/** What was typed is shown again, within reason. */
const LONGEST_SHOWN = 40

export type Found = {
  /** Of the answer: 400 for a question that cannot be asked, 404 beyond the last page, 503 while nobody can answer. */
  status: 200 | 400 | 404 | 503
  query: SearchQuery
  answer: SearchAnswer | null
  /** Why nobody can answer at the moment. */
  away: string | null
  /** Beside what the index knows: by slug of a conversation. */
  extras: Record<string, ResultHoldings>
  /** Where nothing was found: what would find something, and themes to begin with. */
  ways: WaysOn
  themes: Named[]
  /** What bears the name that was asked for, outside the filters in use. */
  outside: Outside[]
  range: RangeTyped
  problems: Problem[]
}

/** What the address asks for, and the answer: none where the question is wrong or nobody can answer it. */
export async function loadSearch({ searchParams }: URL): Promise<Found> {
  const parsed = parseSearchQuery(searchParams)
  const { query } = parsed
  const problems = parsed.status === 'ok' ? [] : parsed.errors
  const found = {
    query,
    away: null,
    extras: {},
    ways: NO_WAYS,
    themes: [],
    outside: [],
    problems,
    range: rangeTyped(searchParams, problems),
  }
  if (parsed.status === 'invalid') return { ...found, status: 400, answer: null }

  const search = getSearch()
  const outcome = await search.search(query)
  if (outcome.status === 'unavailable') return { ...found, status: 503, answer: null, away: outcome.reason }
  const { status: _ok, ...answer } = outcome
  return {
    ...found,
    answer,
    status: query.page > 1 && answer.results.length === 0 ? 404 : 200,
    outside: await findOutside(search, query, answer),
    extras: await extrasOf(answer),
    ...(answer.total === 0
      ? { themes: await mostMetThemes(archive(), THEMES_TO_BEGIN), ways: await findWaysOn(search, query) }
      : {}),
  }
}

function rangeTyped(typed: URLSearchParams, problems: readonly Problem[]): RangeTyped {
  const field = (name: 'from' | 'to') => ({
    typed: (typed.get(name) ?? '').slice(0, LONGEST_SHOWN),
    problem: problems.find((problem) => problem.field === name)?.message ?? null,
  })
  return { from: field('from'), to: field('to') }
}

async function extrasOf({ results }: SearchAnswer): Promise<Record<string, ResultHoldings>> {
  const slugs = results.filter(({ kind }) => kind === 'conversation').map(({ slug }) => slug)
  return Object.fromEntries(await holdingsBySlug(archive(), slugs))
}
