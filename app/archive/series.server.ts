import type { MeetingRule } from '#app/domain/schedule.ts'

import type { Database } from './database.server.ts'

export type MainSeries = {
  id: number
  slug: string
  name: string
  descriptionHtml: string
  organisation: string | null
  /** Null where the series has no rule or no hour. */
  rule: MeetingRule | null
}

/** The series that the site speaks of; null where none is marked as such. */
export async function mainSeries(db: Database): Promise<MainSeries | null> {
  const row = await db.prisma.series.findFirst({
    where: { main: true },
    select: {
      id: true,
      slug: true,
      name: true,
      descriptionHtml: true,
      recurrenceRule: true,
      startTime: true,
      timeZone: true,
      durationMinutes: true,
      organisation: { select: { name: true } },
    },
  })
  if (row === null) return null
  const { recurrenceRule, startTime, timeZone, durationMinutes, organisation, ...series } = row
  return {
    ...series,
    organisation: organisation?.name ?? null,
    rule:
      recurrenceRule === null || startTime === null ? null : { recurrenceRule, startTime, timeZone, durationMinutes },
  }
}

/** A series by its slug; null where there is none. */
export async function seriesBySlug(db: Database, slug: string): Promise<{ id: number; name: string } | null> {
  return db.prisma.series.findUnique({ where: { slug }, select: { id: true, name: true } })
}
