import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { sitePicture } from '#app/routes/conversation-picture.server.ts'
import { answerMade } from '#app/routes/made-answer.ts'
import { unlessNotMade } from '#app/routes/not-made-answer.ts'

/** `/picture.png`, and `/podcast.png`, which is square. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const shape = new URL(request.url).pathname === '/podcast.png' ? 'podcast' : 'link'
  return unlessNotMade(async () => {
    const content = await sitePicture(archive(), shape)
    return answerMade(request, { type: 'image/png', content }, { 'Cache-Control': 'public, max-age=86400' })
  }, [{ address: '/', words: 'the first page' }])
}
