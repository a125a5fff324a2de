import { dateInWords } from '#app/domain/dates.ts'
import { searchAddress } from '#app/domain/search-address.ts'
import type { FacetValue, SearchQuery } from '#app/domain/search.ts'
import { counted } from '#app/domain/words.ts'

import styles from './search.module.css'

/** Years beyond these are a link without a picture: the panel must stay shorter than the results. */
const YEARS_PICTURED = 6
const LEVELS = 10
const MONTH_INITIALS = ['J', 'F', 'M', 'A', 'M', 'J', 'J', 'A', 'S', 'O', 'N', 'D']

type MonthHistogramProps = { query: SearchQuery; years: FacetValue[]; months: FacetValue[] }

/** When the results were held: a row a year, newest first, with a bar a month. Bars and years narrow the search to them. */
export function MonthHistogram({ query, years, months }: MonthHistogramProps) {
  const newestFirst = [...years].sort((a, b) => (a.value < b.value ? 1 : -1))
  const pictured = newestFirst.slice(0, YEARS_PICTURED)
  const older = newestFirst.slice(YEARS_PICTURED)
  const counts = new Map(months.map(({ value, count }) => [value, count]))
  const most = Math.max(1, ...pictured.flatMap(({ value }) => monthsOf(value).map((month) => counts.get(month) ?? 0)))
  if (newestFirst.length === 0) return null
  return (
    <>
      <ol className={styles.years} role="list" aria-label="Results by month">
        {pictured.map(({ value: year, count }) => (
          <li key={year}>
            <YearLink query={query} year={year} count={count} />
            <ol role="list" aria-label={year}>
              {monthsOf(year).map((month) => (
                <li key={month}>
                  <MonthBar query={query} month={month} count={counts.get(month) ?? 0} most={most} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      <div className={styles.initials} aria-hidden="true">
        {MONTH_INITIALS.map((initial, index) => (
          <span key={index}>{initial}</span>
        ))}
      </div>
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
    <a
      className={styles.year}
      href={searchAddress({ ...query, from, to, page: 1 })}
      aria-current={isChosen ? 'true' : undefined}
    >
      <b>{year}</b>
      <span className="num soft">
        {count.toLocaleString('en-GB')}
        <span className="hide"> {count === 1 ? 'result' : 'results'}</span>
      </span>
    </a>
  )
}

type MonthBarProps = { query: SearchQuery; month: string; count: number; most: number }

function MonthBar({ query, month, count, most }: MonthBarProps) {
  if (count === 0) return <span />
  const isChosen = (query.from ?? '') <= month && month <= (query.to ?? '9999') && (query.from ?? query.to) !== null
  return (
    <a
      href={searchAddress({ ...query, from: month, to: month, page: 1 })}
      data-level={Math.max(1, Math.round((count / most) * LEVELS))}
      aria-current={isChosen ? 'true' : undefined}
    >
      <span className="hide">
        {dateInWords(month)}: {counted(count, 'result')}
      </span>
    </a>
  )
}

function monthsOf(year: string): string[] {
  return MONTH_INITIALS.map((_initial, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
}
