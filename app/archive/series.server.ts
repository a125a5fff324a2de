import { readRecurrence } from '#app/domain/recurrence.ts'
import type { MeetingRule } from '#app/domain/schedule.ts'
import { logWarning } from '#app/platform/log.server.ts'
import { singleton } from '#app/platform/singleton.ts'

import type { Database } from './database.server.ts'

export type MainSeries = {
  id: number
  slug: string
  name: string
  descriptionHtml: string
  organisation: string | null
  /** How to reach the organisation: an e-mail or web address, or words. */
  contact: string | null
  /** Null where the series has no hour, or no rule that can be followed. */
  rule: MeetingRule | null
}

type MainSeriesRow = Omit<MainSeries, 'rule'> & {
  recurrenceRule: string | null
  startTime: string | null
  timeZone: string
  durationMinutes: number | null
}

/** In one statement: every page asks for it. */
const MAIN_SERIES_SQL = `
  SELECT
    series.id, series.slug, series.name, series.description_html AS "descriptionHtml",
    recurrence_rule AS "recurrenceRule", start_time AS "startTime", time_zone AS "timeZone",
    duration_minutes AS "durationMinutes", organisation.name AS organisation,
    organisation.contact
  FROM series LEFT JOIN organisation ON organisation.id = series.organisation_id
  WHERE series.main
  ORDER BY series.id LIMIT 1`

/** The series that the site speaks of; null where none is marked as such. */
export async function mainSeries(db: Database): Promise<MainSeries | null> {
  const { rows } = await db.pool.query<MainSeriesRow>(MAIN_SERIES_SQL)
  const [row] = rows
  if (row === undefined) return null
  const { recurrenceRule, startTime, timeZone, durationMinutes, ...series } = row
  const isWhole = recurrenceRule !== null && startTime !== null && isFollowed(recurrenceRule, series.slug)
  return { ...series, rule: isWhole ? { recurrenceRule, startTime, timeZone, durationMinutes } : null }
}

/** An older version stored rules that none can follow: the site goes without the meetings and tells the operator once. */
function isFollowed(recurrenceRule: string, slug: string): boolean {
  const { problem } = readRecurrence(recurrenceRule)
  if (problem === null) return true
  const told = singleton('refused-recurrence', () => ({ rule: '' }))
  if (told.rule !== recurrenceRule) logWarning(`The series “${slug}” shows no meetings: its recurrence: ${problem}`)
  told.rule = recurrenceRule
  return false
}

/** A series by its slug; null where there is none. */
export async function seriesBySlug(db: Database, slug: string): Promise<{ id: number; name: string } | null> {
  return db.prisma.series.findUnique({ where: { slug }, select: { id: true, name: true } })
}
