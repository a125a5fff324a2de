import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { newestRecordings } from '#app/archive/feeds.server.ts'
import { newest } from '#app/feeds/archive-feed.ts'
import { podcastFeed } from '#app/feeds/podcast.ts'
import { feedChannel } from '#app/routes/feed-channel.server.ts'
import { answerMade } from '#app/routes/made-answer.ts'

/** What podcast players list at most. */
const EPISODES = 300

/** `/podcast.xml`: the recordings that are kept here. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const db = archive()
  const [channel, episodes] = await Promise.all([feedChannel(db), newestRecordings(db, EPISODES)])
  const content = podcastFeed(channel, episodes[0]?.language ?? null, episodes)
  return answerMade(request, { type: 'application/rss+xml; charset=utf-8', content, changed: newest(episodes) })
}
