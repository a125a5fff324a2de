import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { countPages, listPages, type SitePage } from '#app/archive/feeds.server.ts'
import { conversationAddress, personAddress, themeAddress } from '#app/domain/conversation.ts'
import { sitemap, sitemapIndex, SITEMAP_LIMIT, type SitemapEntry } from '#app/feeds/sitemap.ts'
import { env } from '#app/platform/env.server.ts'
import { answerMade } from '#app/routes/made-answer.ts'

const STANDING = ['/', '/conversations', '/people', '/themes', '/documents', '/about', '/accessibility', '/privacy']
const XML = 'application/xml; charset=utf-8'

/** `/sitemap.xml`, and `/sitemap/2.xml` where the first is too short to name every page. */
export async function loader({ params: { part }, request }: LoaderFunctionArgs): Promise<Response> {
  const db = archive()
  const { siteUrl } = env()
  const parts = Math.max(1, Math.ceil(((await countPages(db)) + STANDING.length) / SITEMAP_LIMIT))
  if (part === undefined && parts > 1) return answerMade(request, { type: XML, content: sitemapIndex(siteUrl, parts) })
  const number = part === undefined ? 1 : Number(/^([1-9]\d{0,3})\.xml$/.exec(part)?.[1])
  if (!(number <= parts)) return new Response('There is no such sitemap.\n', { status: 404 })
  return answerMade(request, { type: XML, content: sitemap(siteUrl, await entriesOf(number)) })

  async function entriesOf(page: number): Promise<SitemapEntry[]> {
    const standing = page === 1 ? STANDING.map((path) => ({ path, changed: null })) : []
    const offset = page === 1 ? 0 : (page - 1) * SITEMAP_LIMIT - STANDING.length
    const pages = await listPages(db, offset, SITEMAP_LIMIT - standing.length)
    return [...standing, ...pages.map((entry) => ({ path: pathOf(entry), changed: entry.changed }))]
  }
}

function pathOf({ kind, name }: SitePage): string {
  switch (kind) {
    case 'conversation':
      return conversationAddress(name)
    case 'year':
      return `/conversations/${name}`
    case 'person':
      return personAddress(name)
    case 'theme':
      return themeAddress(name)
  }
}
