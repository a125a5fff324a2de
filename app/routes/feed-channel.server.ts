import type { Database } from '#app/archive/database.server.ts'
import { mainSeries } from '#app/archive/series.server.ts'
import { excerptOf } from '#app/domain/excerpt.ts'
import type { FeedChannel } from '#app/feeds/archive-feed.ts'
import { env } from '#app/platform/env.server.ts'
import { SITE_NAME } from '#app/routes/page-meta.ts'

/** What feeds say of the archive itself: the main series' words, where there is one. */
export async function feedChannel(db: Database): Promise<FeedChannel> {
  const series = await mainSeries(db)
  return {
    siteUrl: env().siteUrl,
    title: series?.name ?? SITE_NAME,
    description: series === null ? '' : excerptOf(series.descriptionHtml),
    author: series?.organisation ?? series?.name ?? SITE_NAME,
  }
}
