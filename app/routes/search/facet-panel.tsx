import { type FormEvent, useEffect, useRef } from 'react'

import { useScriptMark } from '#app/components/script-mark.tsx'
import type { Facets, SearchQuery } from '#app/domain/search.ts'

import { useAsking } from './asking.ts'
import { FacetChoices } from './facet-choices.tsx'
import { withoutFilters } from './filters.ts'
import { KeptFields } from './kept-fields.tsx'
import { MonthHistogram } from './month-histogram.tsx'
import { RangeFields, type RangeTyped, withTyped } from './range-fields.tsx'
import { SearchLink } from './search-link.tsx'
import styles from './search.module.css'

type FacetPanelProps = {
  /** What was asked last, and what the answer on the page is an answer to. */
  query: SearchQuery
  shown: SearchQuery
  /** Null where nothing has been searched yet, because the question was wrong. */
  facets: Facets | null
  inUse: number
  /** From and To as they were typed, with what is wrong about them. */
  range: RangeTyped
}

/** The width in CSS pixels at which the panel stands beside the results. */
const BESIDE_FROM = 992

// The panel comes open, so that it works without script. Where it would push the results off a small screen it is closed
// before it is painted.
const CLOSE_WHERE_NARROW = `if(innerWidth<${BESIDE_FROM}&&!location.hash.startsWith("#filters"))document.getElementById("filters").open=false`

/** The filters: when, theme, speaker, kind, and what there is, each with the number of results it would leave. */
export function FacetPanel({ query, shown, facets, inUse, range }: FacetPanelProps) {
  const panel = useRef<HTMLDetailsElement>(null)
  const { choose } = useAsking()
  const scriptMark = useScriptMark()
  const isWrong = range.from.problem !== null || range.to.problem !== null

  useEffect(() => {
    // What is wrong is said beside its field, which Apply may have put away.
    if (isWrong && panel.current !== null) panel.current.open = true
  }, [range, isWrong])

  /** Boxes have applied themselves; what may be new is a range that is still being typed. */
  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const fields = [...event.currentTarget.elements].filter((element) => element instanceof HTMLInputElement)
    const range = fields.filter(({ name }) => name === 'from' || name === 'to').map(withTyped)
    if (window.innerWidth < BESIDE_FROM && panel.current !== null) panel.current.open = false
    choose((asked) => range.reduce((changed, change) => change(changed), asked), 'results')
  }

  return (
    <aside className={styles.panel} aria-label="Filters">
      <details id="filters" ref={panel} open suppressHydrationWarning>
        <summary>Filters {inUse > 0 ? <span className="soft small">{inUse} in use</span> : null}</summary>
        <form action="/search" autoComplete="off" onSubmit={apply}>
          <KeptFields query={query} except={['speaker', 'theme', 'from', 'to', 'kind', 'has']} />
          <fieldset>
            <legend className={styles.legend}>When</legend>
            <div>
              {facets === null ? null : <MonthHistogram query={query} years={facets.year} months={facets.month} />}
              <RangeFields range={range} shown={shown} />
            </div>
          </fieldset>
          {facets === null ? (
            <KeptFields query={query} except={['q', 'from', 'to', 'sort']} />
          ) : (
            <>
              <FacetChoices name="theme" title="Theme" values={facets.theme} noun={['theme', 'themes']} />
              <FacetChoices name="speaker" title="Speaker" values={facets.speaker} noun={['speaker', 'speakers']} />
              <FacetChoices name="kind" title="Kind" values={facets.kind} noun={['kind', 'kinds']} />
              <FacetChoices name="has" title="With" values={facets.has} noun={['thing', 'things']} />
            </>
          )}
          <div className={styles.actions}>
            <button className="button">Apply</button>
            {inUse > 0 ? (
              <SearchLink to={withoutFilters} focusAfter="results">
                Clear all
              </SearchLink>
            ) : null}
          </div>
        </form>
      </details>
      {isWrong ? null : <script nonce={scriptMark} dangerouslySetInnerHTML={{ __html: CLOSE_WHERE_NARROW }} />}
    </aside>
  )
}
