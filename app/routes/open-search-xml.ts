import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { openSearchDescription } from '#app/feeds/open-search.ts'
import { feedChannel } from '#app/routes/feed-channel.server.ts'
import { answerMade } from '#app/routes/made-answer.ts'
import { SITE_NAME } from '#app/routes/page-meta.ts'

/** `/opensearch.xml`: how a browser searches here from its address bar. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { siteUrl, title } = await feedChannel(archive())
  const content = openSearchDescription(siteUrl, SITE_NAME, `Search the archive of ${title}`)
  return answerMade(request, { type: 'application/opensearchdescription+xml; charset=utf-8', content })
}
