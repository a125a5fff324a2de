import { useEffect, useRef } from 'react'

import type { SearchQuery } from '#app/domain/search.ts'

import { type Change, useAsking } from './asking.ts'
import styles from './search.module.css'

/** A field as it was typed, and what is wrong about it. */
type FieldTyped = { typed: string; problem: string | null }

export type RangeTyped = { from: FieldTyped; to: FieldTyped }

/** The range of months, to be typed; what was typed stays, with what is wrong about it beside it. */
export function RangeFields({ range: { from, to }, shown }: { range: RangeTyped; shown: SearchQuery }) {
  return (
    <div className={styles.range}>
      <p className="hint" id="range-hint">
        Year and month, such as 2023-05, or a year.
      </p>
      <MonthField id="from" label="From" shown={shown} {...from} />
      <MonthField id="to" label="To" shown={shown} {...to} />
    </div>
  )
}

type MonthFieldProps = FieldTyped & { id: 'from' | 'to'; label: string; shown: SearchQuery }

function MonthField({ id, label, shown, typed, problem }: MonthFieldProps) {
  const { asked, choose } = useAsking()
  const field = useRef<HTMLInputElement>(null)
  // A year stays a year where it was typed, until another range is asked for.
  const value = asked[id] === shown[id] ? typed : (asked[id] ?? '')
  const followed = useRef(value)
  useEffect(() => {
    // Not at first: what was typed before scripts ran is the reader's.
    if (field.current !== null && followed.current !== value) field.current.value = value
    followed.current = value
  }, [value])
  return (
    <div className={problem === null ? 'field' : 'field wrong'}>
      <label htmlFor={id}>{label}</label>
      {problem === null ? null : (
        <p className="wrong-text small" id={`${id}-error`}>
          <span className="hide">Error: </span>
          {problem}
        </p>
      )}
      <input
        ref={field}
        className="input"
        id={id}
        name={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        defaultValue={value}
        onBlur={({ currentTarget }) => choose(withTyped(currentTarget))}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={problem === null ? 'range-hint' : `range-hint ${id}-error`}
      />
    </div>
  )
}

/** What has been typed into a field of the range since it was filled; a field that is as it was changes nothing. */
export function withTyped({ name, value, defaultValue }: HTMLInputElement): Change {
  const typed = value.trim()
  return (query) => (typed === defaultValue.trim() ? query : { ...query, [name]: typed || null, page: 1 })
}
