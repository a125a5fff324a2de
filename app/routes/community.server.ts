import type { Database } from '#app/archive/database.server.ts'
import { mainSeries } from '#app/archive/series.server.ts'

/** Whose archive it is, and how to write to them, as the organisation of the main series says. */
export async function communityFacts(db: Database): Promise<{ community: string | null; contact: string | null }> {
  const series = await mainSeries(db)
  return { community: series?.organisation ?? null, contact: series?.contact ?? null }
}
