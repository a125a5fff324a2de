import type { FacetValue } from '#app/domain/search.ts'

import styles from './search.module.css'

/** The others wait behind a word. */
const SHOWN_AT_ONCE = 8

type FacetChoicesProps = { name: string; title: string; values: FacetValue[]; more: string }

/** The values of one facet as boxes to tick, each with its count: first what is ticked, then the most frequent. */
export function FacetChoices({ name, title, values, more }: FacetChoicesProps) {
  if (values.length === 0) return null
  const ordered = [...values.filter(({ selected }) => selected), ...values.filter(({ selected }) => !selected)]
  // One value alone behind a word would save nothing.
  const shown = ordered.length <= SHOWN_AT_ONCE + 1 ? ordered.length : SHOWN_AT_ONCE
  const rest = ordered.slice(shown)
  return (
    <fieldset>
      <legend className={styles.legend}>{title}</legend>
      <div>
        {ordered.slice(0, shown).map((value) => (
          <Choice key={value.value} name={name} {...value} />
        ))}
        {rest.length === 0 ? null : (
          <details className={styles.more}>
            <summary>{more}</summary>
            {rest.map((value) => (
              <Choice key={value.value} name={name} {...value} />
            ))}
          </details>
        )}
      </div>
    </fieldset>
  )
}

function Choice({ name, value, label, count, selected }: FacetValue & { name: string }) {
  return (
    <label className="tick">
      <input type="checkbox" name={name} value={value} defaultChecked={selected} />
      <span>{label}</span>
      <span className="num">
        {count.toLocaleString('en-GB')}
        <span className="hide"> {count === 1 ? 'result' : 'results'}</span>
      </span>
    </label>
  )
}
