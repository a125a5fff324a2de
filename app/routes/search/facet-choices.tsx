import { useState } from 'react'

import type { FacetValue, SearchQuery } from '#app/domain/search.ts'

import { useAsking } from './asking.ts'
import { FacetSearch } from './facet-search.tsx'
import { type ListFilter, ticked } from './filters.ts'
import styles from './search.module.css'

/** The others wait behind a word. */
const SHOWN_AT_ONCE = 8

type FacetChoicesProps = {
  name: ListFilter
  title: string
  values: FacetValue[]
  /** What one value is called, and several: "theme", "themes". */
  noun: readonly [one: string, many: string]
}

/** The values of one facet as boxes to tick, each with its count, the most frequent first; a long one can be searched. */
export function FacetChoices({ name, title, values, noun }: FacetChoicesProps) {
  const [matching, setMatching] = useState<FacetValue[] | null>(null)
  // One value alone behind a word would save nothing.
  const isLong = values.length > SHOWN_AT_ONCE + 1
  const rest = isLong ? values.slice(SHOWN_AT_ONCE) : []
  // Once there it stays: a list that gets short must not take the focus of whoever types.
  const [hasSearch, setHasSearch] = useState(isLong)
  if (isLong && !hasSearch) setHasSearch(true)
  // Only at first: a box that is unticked must not close the list around itself.
  const [isOpen] = useState(() => rest.some(({ selected }) => selected))
  if (values.length === 0) return null
  return (
    <fieldset>
      <legend className={styles.legend}>{title}</legend>
      <div>
        {hasSearch ? <FacetSearch name={name} noun={noun} onMatch={setMatching} /> : null}
        {(matching ?? values.slice(0, values.length - rest.length)).map((value) => (
          <Choice key={value.value} name={name} {...value} />
        ))}
        {matching !== null || rest.length === 0 ? null : (
          <details className={styles.more} open={isOpen}>
            <summary>More {noun[1]}</summary>
            {rest.map((value) => (
              <Choice key={value.value} name={name} {...value} />
            ))}
          </details>
        )}
        {matching === null ? null : <HiddenChoices name={name} shown={matching} />}
      </div>
    </fieldset>
  )
}

function Choice({ name, value, label, count }: FacetValue & { name: ListFilter }) {
  const { asked, choose } = useAsking()
  return (
    <label className="tick">
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={isChosen(asked, name, value)}
        onChange={({ currentTarget: { checked } }) => choose((query) => ticked(query, name, value, checked))}
      />
      <span>{label}</span>
      <span className="num">
        {count.toLocaleString('en-GB')}
        <span className="hide"> {count === 1 ? 'result' : 'results'}</span>
      </span>
    </label>
  )
}

/** What is ticked and not among those shown stays ticked when the form is sent. */
function HiddenChoices({ name, shown }: { name: ListFilter; shown: FacetValue[] }) {
  const { asked } = useAsking()
  return asked[name]
    .filter((value) => !shown.some((choice) => choice.value === value))
    .map((value) => <input key={value} type="hidden" name={name} value={value} />)
}

function isChosen(query: SearchQuery, name: ListFilter, value: string): boolean {
  return query[name].some((chosen) => chosen === value)
}
