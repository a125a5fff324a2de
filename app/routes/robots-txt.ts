import type { LoaderFunctionArgs } from '@remix-run/node'

import { env } from '#app/platform/env.server.ts'
import { answerMade } from '#app/routes/made-answer.ts'

/** `/robots.txt` (RFC 9309). Everything may be read; the endless ways to search and the whole zips need not be. */
export function loader({ request }: LoaderFunctionArgs): Response {
  const lines = [
    'User-agent: *',
    'Disallow: /search?',
    'Disallow: /search.json',
    'Disallow: /suggest.json',
    'Disallow: /facet.json',
    'Disallow: /*/summaries.zip',
    '',
    `Sitemap: ${env().siteUrl}/sitemap.xml`,
  ]
  return answerMade(request, { type: 'text/plain; charset=utf-8', content: `${lines.join('\n')}\n` })
}
