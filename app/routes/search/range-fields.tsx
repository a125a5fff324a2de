import { useEffect, useState } from 'react'

import { useAsking } from './asking.ts'
import styles from './search.module.css'

/** A field as it was typed, and what is wrong about it. */
type FieldTyped = { typed: string; problem: string | null }

export type RangeTyped = { from: FieldTyped; to: FieldTyped }

/** The range of months, to be typed; what was typed stays, with what is wrong about it beside it. */
export function RangeFields({ from, to }: RangeTyped) {
  return (
    <div className={styles.range}>
      <p className="hint" id="range-hint">
        Year and month, such as 2023-05, or a year.
      </p>
      <MonthField id="from" label="From" {...from} />
      <MonthField id="to" label="To" {...to} />
    </div>
  )
}

type MonthFieldProps = FieldTyped & { id: 'from' | 'to'; label: string }

function MonthField({ id, label, typed, problem }: MonthFieldProps) {
  const { asked, choose } = useAsking()
  const [text, setText] = useState(typed)
  // Another range was chosen, or Back has gone to one.
  useEffect(() => setText(typed), [typed])
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
        className="input"
        id={id}
        name={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => {
          if (text.trim() !== typed) choose({ ...asked, [id]: text.trim() || null, page: 1 })
        }}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={problem === null ? 'range-hint' : `range-hint ${id}-error`}
      />
    </div>
  )
}
