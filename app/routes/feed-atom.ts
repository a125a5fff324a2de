import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { newestForFeed } from '#app/archive/feeds.server.ts'
import { atomFeed, newest } from '#app/feeds/archive-feed.ts'
import { feedChannel } from '#app/routes/feed-channel.server.ts'
import { answerMade } from '#app/routes/made-answer.ts'

const ENTRIES = 50

/** `/feed.atom`: the newest conversations. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const db = archive()
  const [channel, entries] = await Promise.all([feedChannel(db), newestForFeed(db, ENTRIES)])
  const content = atomFeed(channel, entries)
  return answerMade(request, { type: 'application/atom+xml; charset=utf-8', content, changed: newest(entries) })
}
