import { toXml } from './xml.ts'

/** Of one file: sitemaps.org allows 50,000, which would hold up the site for half a second while they are written. */
export const SITEMAP_LIMIT = 2000

export type SitemapEntry = {
  /** A path of this site, with its percent signs. */
  path: string
  /** Null where nobody knows. */
  changed: Date | null
}

const XMLNS = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** A sitemap (sitemaps.org, protocol 0.9) of at most `SITEMAP_LIMIT` pages. */
export function sitemap(siteUrl: string, entries: readonly SitemapEntry[]): string {
  if (entries.length > SITEMAP_LIMIT) throw new RangeError(`A sitemap has at most ${SITEMAP_LIMIT} entries.`)
  const url = entries.map(({ path, changed }) => ({
    loc: siteUrl + path,
    ...(changed === null ? {} : { lastmod: changed.toISOString() }),
  }))
  return toXml({ urlset: { '@xmlns': XMLNS, url } })
}

/** The sitemap of sitemaps, for an archive with more pages than one can name. */
export function sitemapIndex(siteUrl: string, count: number): string {
  const paths = Array.from({ length: count }, (_, index) => ({ loc: `${siteUrl}/sitemap/${index + 1}.xml` }))
  return toXml({ sitemapindex: { '@xmlns': XMLNS, sitemap: paths } })
}
