import type { Facets, SearchQuery } from '#app/domain/search.ts'
import { searchAddress } from '#app/domain/search-address.ts'

import { FacetChoices } from './facet-choices.tsx'
import { withoutFilters } from './filters.ts'
import { KeptFields } from './kept-fields.tsx'
import { MonthHistogram } from './month-histogram.tsx'
import { RangeFields, type RangeTyped } from './range-fields.tsx'
import styles from './search.module.css'

type FacetPanelProps = {
  query: SearchQuery
  /** Null where nothing was searched, because the question was wrong. */
  facets: Facets | null
  inUse: number
  /** From and To as they were typed, with what is wrong about them. */
  range: RangeTyped
}

// The panel comes open, so that it works without script. Where it would push the results off a small screen it is closed
// before it is painted; the width is the one at which the panel stands beside the results.
const CLOSE_WHERE_NARROW =
  'if(innerWidth<992&&!location.hash.startsWith("#filters"))document.getElementById("filters").open=false'

/** The filters: when, theme, speaker, kind, and what there is, each with the number of results it would leave. */
export function FacetPanel({ query, facets, inUse, range }: FacetPanelProps) {
  const isWrong = range.from.problem !== null || range.to.problem !== null
  return (
    <aside className={styles.panel} aria-label="Filters">
      <details id="filters" open suppressHydrationWarning>
        <summary>Filters {inUse > 0 ? <span className="soft small">{inUse} in use</span> : null}</summary>
        <form action="/search">
          <KeptFields query={query} except={['speaker', 'theme', 'from', 'to', 'kind', 'has']} />
          <fieldset>
            <legend className={styles.legend}>When</legend>
            <div>
              {facets === null ? null : <MonthHistogram query={query} years={facets.year} months={facets.month} />}
              <RangeFields {...range} />
            </div>
          </fieldset>
          {facets === null ? (
            <KeptFields query={query} except={['q', 'from', 'to', 'sort']} />
          ) : (
            <>
              <FacetChoices name="theme" title="Theme" values={facets.theme} more="More themes" />
              <FacetChoices name="speaker" title="Speaker" values={facets.speaker} more="More speakers" />
              <FacetChoices name="kind" title="Kind" values={facets.kind} more="More kinds" />
              <FacetChoices name="has" title="With" values={facets.has} more="More" />
            </>
          )}
          <div className={styles.actions}>
            <button className="button">Apply</button>
            {inUse > 0 ? <a href={searchAddress(withoutFilters(query))}>Clear all</a> : null}
          </div>
        </form>
      </details>
      {isWrong ? null : <script dangerouslySetInnerHTML={{ __html: CLOSE_WHERE_NARROW }} />}
    </aside>
  )
}
