import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { yearCounts } from '#app/archive/conversations.server.ts'
import { monthMarks } from '#app/archive/months.server.ts'
import { Frieze } from '#app/components/frieze.tsx'
import { Part, PartNote } from '#app/components/part.tsx'
import { timelineOf, type Slot } from '#app/domain/timeline.ts'
import { counted } from '#app/domain/words.ts'
import { pageMeta } from '#app/routes/page-meta.ts'

/** Older years are a link only: a page of pictures must stay light. */
const YEARS_PICTURED = 12

export async function loader() {
  const db = archive()
  const years = await yearCounts(db)
  const [pictured, older] = [years.slice(0, YEARS_PICTURED), years.slice(YEARS_PICTURED)]
  const oldest = pictured.at(-1)?.year
  const marks = oldest === undefined ? [] : await monthMarks(db, { from: `${oldest}-01` })
  const rows = pictured.map(({ year, count }) => ({
    year,
    count,
    slots: timelineOf(
      marks.filter(({ month }) => month.startsWith(`${year}-`)),
      `${year}-01`,
      `${year}-12`,
    ),
  }))
  return { rows, older, total: years.reduce((sum, { count }) => sum + count, 0) }
}

export default function Conversations() {
  const { rows, older, total } = useLoaderData<typeof loader>()
  return (
    <>
      <header className="title">
        <h1>Conversations</h1>
        <p className="lead">
          {total === 0 ? 'Nothing has been published yet.' : introduction(total, rows.length + older.length)}
        </p>
      </header>
      {rows.map(({ year, count, slots }) => (
        <Part
          key={year}
          id={`y${year}`}
          title={String(year)}
          note={
            <p>
              <a href={`/conversations/${year}`}>
                {counted(count, 'conversation')}
                <span className="hide"> of {year}</span>
              </a>
            </p>
          }
        >
          <Frieze
            label={`${year}, month by month`}
            slots={slots}
            emptyWords="no conversation"
            addressOf={monthAddress}
            year
          />
        </Part>
      ))}
      {older.length === 0 ? null : (
        <Part id="older" title="Before that" note={<PartNote>Each year has its page.</PartNote>}>
          <ul className="links" role="list">
            {older.map(({ year, count }) => (
              <li key={year}>
                <a href={`/conversations/${year}`}>
                  {year}
                  <span className="hide">: {counted(count, 'conversation')}</span>
                </a>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, {
    title: 'Conversations by year',
    description: data && introduction(data.total, data.rows.length + data.older.length),
    canonical: '/conversations',
  })

function introduction(total: number, years: number): string {
  return `${counted(total, 'conversation')} in ${counted(years, 'year')}, the newest first.`
}

function monthAddress({ from }: Slot): string {
  return `/search?from=${from}&to=${from}&kind=conversation`
}
