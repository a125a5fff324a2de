import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { findRedirect } from '#app/archive/redirects.server.ts'
import { summariesOfTheme } from '#app/archive/summary-list.server.ts'
import { movedTo } from '#app/routes/missing.server.ts'
import { smallPage } from '#app/routes/small-page.ts'
import { answerZip } from '#app/routes/summaries-zip.server.ts'

/** `/themes/SLUG/summaries.zip` */
export async function loader({ params: { slug = '' }, request }: LoaderFunctionArgs): Promise<Response> {
  const theme = await summariesOfTheme(archive(), slug)
  if (theme !== null && theme.summaries.length > 0)
    return answerZip(archive(), request, `Summaries on ${theme.name}`, theme.summaries)
  const moved = await findRedirect(archive(), `/themes/${slug}`)
  if (moved !== null) return movedTo(`${moved}/summaries.zip`, request)
  return smallPage({
    status: 404,
    title: 'There are no summaries here',
    sentence: 'The archive has no conversation on such a theme.',
    ways: [
      { address: '/themes', words: 'all themes' },
      { address: '/search', words: 'search' },
    ],
  })
}
