import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { summariesOfYear } from '#app/archive/summary-list.server.ts'
import { smallPage } from '#app/routes/small-page.ts'
import { answerZip } from '#app/routes/summaries-zip.server.ts'

/** `/conversations/2024/summaries.zip` */
export async function loader({ params: { slug = '' }, request }: LoaderFunctionArgs): Promise<Response> {
  const summaries = /^\d{4}$/.test(slug) ? await summariesOfYear(archive(), Number(slug)) : []
  if (summaries.length > 0) return answerZip(archive(), request, `Summaries of ${slug}`, summaries)
  return smallPage({
    status: 404,
    title: 'There are no summaries here',
    sentence: 'A year with conversations stands before them in the address.',
    ways: [
      { address: '/conversations', words: 'all years' },
      { address: '/search', words: 'search' },
    ],
  })
}
