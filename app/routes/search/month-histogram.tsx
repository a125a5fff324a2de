import { useRef } from 'react'

import { useLive } from '#app/components/use-live.ts'
import { dateInWords, rangeInWords } from '#app/domain/dates.ts'
import type { FacetValue, SearchQuery } from '#app/domain/search.ts'
import { counted } from '#app/domain/words.ts'

import { useAsking } from './asking.ts'
import { SearchLink } from './search-link.tsx'
import styles from './search.module.css'
import { type MonthRange, useMonthRange } from './use-month-range.ts'

/** Years beyond these are a link without a picture: the panel must stay shorter than the results. */
const YEARS_PICTURED = 6
const LEVELS = 10
const MONTH_INITIALS = ['J', 'F', 'M', 'A', 'M', 'J', 'J', 'A', 'S', 'O', 'N', 'D']

type MonthHistogramProps = { query: SearchQuery; years: FacetValue[]; months: FacetValue[] }

/** When the results were held: a row a year, newest first, with a bar a month. Bars and years narrow the search to them. */
export function MonthHistogram({ query, years, months }: MonthHistogramProps) {
  const { choose } = useAsking()
  const list = useRef<HTMLOListElement>(null)
  const drawn = useMonthRange(list, {
    asked: query,
    choose: (range) => choose((asked) => ({ ...asked, ...range, page: 1 })),
  })
  const isLive = useLive()
  const newestFirst = [...years].sort((a, b) => (a.value < b.value ? 1 : -1))
  const pictured = newestFirst.slice(0, YEARS_PICTURED)
  const older = newestFirst.slice(YEARS_PICTURED)
  const counts = new Map(months.map(({ value, count }) => [value, count]))
  const most = Math.max(1, ...pictured.flatMap(({ value }) => monthsOf(value).map((month) => counts.get(month) ?? 0)))
  const range = drawn ?? chosenRange(query)
  return (
    <>
      <ol ref={list} className={styles.years} role="list" aria-label="Results by month" hidden={pictured.length === 0}>
        {pictured.map(({ value: year, count }) => (
          <li key={year}>
            <YearLink query={query} year={year} count={count} />
            <ol role="list" aria-label={year}>
              {monthsOf(year).map((month) => (
                <li key={month} data-month={month} data-chosen={isWithin(range, month) || undefined}>
                  <MonthBar month={month} count={counts.get(month) ?? 0} most={most} range={range} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {pictured.length === 0 ? null : (
        <div className={styles.initials} aria-hidden="true">
          {MONTH_INITIALS.map((initial, index) => (
            <span key={index}>{initial}</span>
          ))}
        </div>
      )}
      {pictured.length > 0 ? (
        <p className="hint scripted" data-live={isLive || undefined}>
          {drawn === null
            ? 'Drag over months, or press Shift and a second one, for a range.'
            : rangeInWords(drawn.from, drawn.to)}
        </p>
      ) : null}
      {older.length === 0 ? null : (
        <details className={styles.more}>
          <summary>Earlier years</summary>
          <ol className={styles.years} role="list">
            {older.map(({ value, count }) => (
              <li key={value}>
                <YearLink query={query} year={value} count={count} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function YearLink({ query, year, count }: { query: SearchQuery; year: string; count: number }) {
  const [from, to] = [`${year}-01`, `${year}-12`]
  const isChosen = query.from === from && query.to === to
  return (
    <SearchLink
      className={styles.year}
      to={(asked) => ({ ...asked, from, to, page: 1 })}
      aria-current={isChosen ? 'true' : undefined}
    >
      <b>{year}</b>
      <span className="num soft">
        {count.toLocaleString('en-GB')}
        <span className="hide"> {count === 1 ? 'result' : 'results'}</span>
      </span>
    </SearchLink>
  )
}

type MonthBarProps = { month: string; count: number; most: number; range: MonthRange | null }

function MonthBar({ month, count, most, range }: MonthBarProps) {
  if (count === 0) return <span />
  return (
    <SearchLink
      to={(asked) => ({ ...asked, from: month, to: month, page: 1 })}
      draggable={false}
      data-month={month}
      data-level={Math.max(1, Math.round((count / most) * LEVELS))}
      aria-current={isWithin(range, month) ? 'true' : undefined}
    >
      <span className="hide">
        {dateInWords(month)}: {counted(count, 'result')}
      </span>
    </SearchLink>
  )
}

/** A range that is open on one side reaches as far as there are years. */
function chosenRange({ from, to }: SearchQuery): MonthRange | null {
  return from === null && to === null ? null : { from: from ?? '0000-01', to: to ?? '9999-12' }
}

function isWithin(range: MonthRange | null, month: string): boolean {
  return range !== null && range.from <= month && month <= range.to
}

function monthsOf(year: string): string[] {
  return MONTH_INITIALS.map((_initial, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
}
