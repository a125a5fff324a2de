import { useEffect, useId, useMemo, useState } from 'react'

import { newestOnly } from '#app/components/newest-only.ts'
import { useLive } from '#app/components/use-live.ts'
import { useSettled } from '#app/components/use-settled.ts'
import type { FacetValue, SearchQuery } from '#app/domain/search.ts'
import { searchAddress } from '#app/domain/search-address.ts'
import { counted } from '#app/domain/words.ts'

import { useAsking } from './asking.ts'
import type { ListFilter } from './filters.ts'
import styles from './search.module.css'

type FacetSearchProps = {
  name: ListFilter
  noun: readonly [one: string, many: string]
  /** Gets the values that hold what was typed; null when nothing is typed. */
  onMatch: (values: FacetValue[] | null) => void
}

type Question = { query: SearchQuery; name: ListFilter; match: string }

/** The search of a long facet, by any part of a name. Only with script: without it the most frequent values are there. */
export function FacetSearch({ name, noun: [one, many], onMatch }: FacetSearchProps) {
  const id = useId()
  const isLive = useLive()
  const { asked } = useAsking()
  const [match, setMatch] = useState('')
  const [outcome, setOutcome] = useState('')
  const finder = useMemo(
    () =>
      newestOnly<Question, FacetValue[]>(findValues, {
        tell: (values) => {
          onMatch(values)
          setOutcome(
            values.length === 0 ? `No ${one} of these results is called that.` : counted(values.length, one, many),
          )
        },
        fail: () => setOutcome(`The ${many} could not be searched. Type again to try again.`),
      }),
    [onMatch, one, many],
  )
  useEffect(
    () => () => {
      finder.forget()
      onMatch(null)
    },
    [finder, onMatch],
  )
  useEffect(() => {
    // The counts change with what else is chosen.
    if (match !== '') finder.ask({ query: asked, name, match })
  }, [finder, asked, name, match])

  function typed(text: string): void {
    const part = text.trim()
    setMatch(part)
    if (part !== '') return
    finder.forget()
    setOutcome('')
    onMatch(null)
  }

  const announced = useSettled(outcome)
  return (
    <div className={`scripted ${styles.find}`} data-live={isLive || undefined}>
      <label className="hide" htmlFor={id}>
        Find a {one} by any part of the name
      </label>
      <input
        className="input"
        id={id}
        type="search"
        placeholder={`Find a ${one}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        onInput={({ currentTarget }) => typed(currentTarget.value)}
        onKeyDown={(event) => {
          // Enter here is the end of a name, not of the choosing.
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      {outcome === '' ? null : (
        <p className="small soft" aria-hidden="true">
          {outcome}
        </p>
      )}
      <p className="hide" aria-live="polite">
        {announced}
      </p>
    </div>
  )
}

async function findValues({ query, name, match }: Question): Promise<FacetValue[]> {
  const address = new URL(searchAddress({ ...query, page: 1 }, '/facet.json'), window.location.origin)
  address.searchParams.set('facet', name)
  address.searchParams.set('match', match)
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address.pathname} answered ${response.status}`)
  const answer: { values: FacetValue[] } = await response.json()
  return answer.values
}
