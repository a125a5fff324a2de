import { conversationPage, yearCounts } from '#app/archive/conversations.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { monthMarks } from '#app/archive/months.server.ts'
import { timelineOf } from '#app/domain/timeline.ts'
import { notFound } from '#app/routes/answers.ts'
import { pageNumber, requirePage } from '#app/routes/page-number.ts'

/** A year of conversations, a page of them. Throws the 404 page, with the years there are, for a year without any. */
export async function loadYear(db: Database, year: number, request: Request) {
  const page = pageNumber(new URL(request.url))
  const years = await yearCounts(db)
  const place = years.findIndex((known) => known.year === year)
  if (place === -1)
    throw notFound(
      emptyYear(
        year,
        years.map((known) => known.year),
      ),
    )
  const [list, marks] = await Promise.all([
    conversationPage(db, { year }, page),
    monthMarks(db, { from: `${year}-01`, to: `${year}-12` }),
  ])
  requirePage(page, list.pages)
  return {
    year,
    ...list,
    slots: timelineOf(marks, `${year}-01`, `${year}-12`),
    // Years come newest first.
    later: years[place - 1] ?? null,
    earlier: years[place + 1] ?? null,
  }
}

function emptyYear(year: number, years: number[]): string {
  const [newest, oldest] = [years[0], years.at(-1)]
  if (newest === undefined) return 'Nothing has been published yet.'
  const span = newest === oldest ? `only ${newest}` : `${oldest} to ${newest}`
  return `The archive holds nothing of the year ${year}. Its conversations are of ${span}.`
}
