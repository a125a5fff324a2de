import { useCallback, useMemo, useRef, useState } from 'react'

import { Notice } from '#app/components/notice.tsx'
import { SearchBox } from '#app/components/search-box.tsx'
import type { SearchAnswer, SearchQuery } from '#app/domain/search.ts'
import { counted } from '#app/domain/words.ts'

import { AskingContext, type FocusAfter } from './asking.ts'
import { FacetPanel } from './facet-panel.tsx'
import { filtersOf } from './filters.ts'
import { keptFields } from './kept-fields.tsx'
import type { Found } from './load-search.server.ts'
import { Problems } from './problems.tsx'
import { Results } from './results.tsx'
import styles from './search.module.css'
import type { Turns } from './turns.ts'
import { useEarlyChoices } from './use-early-choices.ts'
import { useSearch } from './use-search.ts'

type Shown = Omit<Found, 'status'>

/** The page of search: the box, the filters, the results. `found` is null when the last request came to nothing. */
export function SearchPage({ found, turns }: { found: Shown | null; turns: Turns }) {
  const [lastFound, setLastFound] = useState(found)
  if (found !== null && found !== lastFound) setLastFound(found)
  const shown = found ?? lastFound
  // The server always finds something to show.
  return shown === null ? null : <Search shown={shown} hasFailed={found === null} turns={turns} />
}

type SearchProps = { shown: Shown; hasFailed: boolean; turns: Turns }

function Search({ shown, hasFailed, turns }: SearchProps) {
  const { answer, away, range, problems } = shown
  const page = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const onFocus = useCallback((focus: FocusAfter) => {
    const inUse = [...(page.current?.querySelectorAll<HTMLElement>('a[data-filter]') ?? [])]
    const next = typeof focus === 'number' ? inUse[Math.min(focus, inUse.length - 1)] : undefined
    ;(next ?? title.current)?.focus()
  }, [])
  const query = useMemo(() => askedIn(shown), [shown])
  const { isPending, isAhead, given, ...asking } = useSearch({ shown: query, hasFailed, turns, onFocus })
  const { asked, choose, type, submit } = asking
  const context = useMemo(() => ({ asked, choose, type, submit }), [asked, choose, type, submit])
  useEarlyChoices(page, asking)
  const inUse = filtersOf(shown.query, answer?.facets ?? null).length
  const [first] = useState(shown)
  // While nothing was searched the boxes stay, and with them the focus.
  const [lastFacets, setLastFacets] = useState(answer?.facets ?? null)
  if (answer !== null && answer.facets !== lastFacets) setLastFacets(answer.facets)

  return (
    <AskingContext.Provider value={context}>
      <div ref={page}>
        <h1 className="hide">{query.q === '' ? 'Search the archive' : `Search: ${query.q}`}</h1>
        <SearchBox
          id="q"
          label="Search the archive"
          value={query.q}
          kept={keptFields(asked, ['q'])}
          following={{
            type,
            // A phone's keyboard covers the results; where there is a mouse the words may still be changed.
            submit: (text, by) =>
              submit(text, by === 'button' || window.matchMedia('(pointer: coarse)').matches ? 'results' : null),
            // What the page came with, it has said by coming.
            words: isAhead ? null : shown === first ? '' : answerInWords(answer, query, problems.length),
            given,
          }}
        />
        <div className={`with-side ${styles.below}`}>
          <FacetPanel query={asked} shown={query} facets={answer?.facets ?? lastFacets} inUse={inUse} range={range} />
          <section
            id="results"
            className={styles.answer}
            aria-labelledby="results-title"
            tabIndex={-1}
            aria-busy={isPending || undefined}
          >
            <h2 id="results-title" ref={title} tabIndex={-1}>
              {resultTitle(answer, problems.length)}
            </h2>
            {hasFailed ? (
              <Notice kind="bad" live>
                The search could not be reached just now. {answer === null ? '' : 'These are the results from before. '}
                Change a letter to try again, or press Search to load the page anew.
              </Notice>
            ) : null}
            {problems.length === 0 ? null : <Problems problems={problems} />}
            {away === null ? null : (
              <Notice kind="bad" live>
                {away} Until it can, <a href="/conversations">the years</a>, <a href="/people">people</a> and{' '}
                <a href="/themes">themes</a> lead to everything.
              </Notice>
            )}
            {answer === null ? null : <Results {...shown} answer={answer} query={query} />}
          </section>
        </div>
      </div>
    </AskingContext.Provider>
  )
}

/** The question as it was asked: what could not be read of a range stays in it as it was typed. */
function askedIn({ query, range: { from, to } }: Shown): SearchQuery {
  return {
    ...query,
    ...(from.problem === null ? {} : { from: from.typed }),
    ...(to.problem === null ? {} : { to: to.typed }),
  }
}

function resultTitle(answer: SearchAnswer | null, problems: number): string {
  if (answer === null) return problems > 0 ? 'Nothing was searched' : 'Search is away'
  if (answer.total === 0) return 'Nothing found'
  const onlyConversations = answer.query.kind.length === 1 && answer.query.kind[0] === 'conversation'
  return counted(answer.total, onlyConversations ? 'conversation' : 'result')
}

/** The result count as a screen reader hears it: with the words it belongs to, so that the same count is news. */
function answerInWords(answer: SearchAnswer | null, { q, page }: SearchQuery, problems: number): string {
  const words = q === '' ? '' : ` for ${q}`
  const part = answer !== null && page > 1 && page <= answer.pages ? `, page ${page} of ${answer.pages}` : ''
  return `${resultTitle(answer, problems)}${words}${part}.`
}
