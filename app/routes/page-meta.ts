import type { MetaDescriptor } from '@remix-run/node'

import { breadcrumbList, type Crumb, type JsonLd } from '#app/feeds/json-ld.ts'

export const SITE_NAME = 'Third Thursday'

type PageMeta = {
  /** What the page is about, most special first; the site's name is put after it. */
  title: string
  /** Which part of the site it belongs to, where the title does not say: "people". */
  section?: string
  description?: string | undefined
  /** The page's one permanent address, as a path. Left out where a page has none (an error). */
  canonical?: string
  /** What Open Graph calls it. */
  kind?: 'website' | 'article' | 'profile'
  /** The picture beside a link to it (1200 by 630), as a path; the site's own where it has none. */
  picture?: { address: string; alt: string }
  /** The way down to it, without the page itself. */
  crumbs?: readonly Crumb[]
  /** What machines are told of it. */
  data?: (siteUrl: string) => JsonLd[]
}

/** A route's view of the root loader's data, enough to make addresses absolute. */
type Matches = readonly ({ id: string; data: unknown } | undefined)[]

const SITE_PICTURE = { address: '/picture.png', alt: `The cover of the newest evening, and the name of the archive.` }

/**
 * Title, description, canonical link, Open Graph (ogp.me) and structured data of a page. `matches` are the ones that Remix
 * hands to `meta`; Remix escapes what it writes, structured data too.
 */
export function pageMeta(matches: Matches, page: PageMeta): MetaDescriptor[] {
  const { title, section, description, canonical } = page
  const place = section === undefined ? SITE_NAME : `${section}, ${SITE_NAME}`
  const descriptors: MetaDescriptor[] = [{ title: title.startsWith(SITE_NAME) ? title : `${title}: ${place}` }]
  if (description) descriptors.push({ name: 'description', content: description })
  const siteUrl = siteUrlOf(matches)
  if (canonical === undefined || siteUrl === null) return descriptors
  return [
    ...descriptors,
    { tagName: 'link', rel: 'canonical', href: siteUrl + canonical },
    ...openGraph(siteUrl, canonical, page),
    ...structuredData(siteUrl, canonical, page).map((data) => ({ 'script:ld+json': data as { [key: string]: never } })),
  ]
}

function openGraph(siteUrl: string, canonical: string, page: PageMeta): MetaDescriptor[] {
  const { title, description, kind = 'website', picture = SITE_PICTURE } = page
  const properties: Record<string, string> = {
    'og:site_name': SITE_NAME,
    'og:type': kind,
    'og:title': title,
    ...(description ? { 'og:description': description } : {}),
    'og:url': siteUrl + canonical,
    'og:image': siteUrl + picture.address,
    'og:image:type': 'image/png',
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': picture.alt,
  }
  return [
    ...Object.entries(properties).map(([property, content]) => ({ property, content })),
    { name: 'twitter:card', content: 'summary_large_image' },
  ]
}

function structuredData(siteUrl: string, canonical: string, { title, crumbs, data }: PageMeta): JsonLd[] {
  const way = crumbs === undefined ? [] : [breadcrumbList(siteUrl, [...crumbs, { name: title, address: canonical }])]
  return [...(data?.(siteUrl) ?? []), ...way]
}

function siteUrlOf(matches: Matches): string | null {
  const root = matches.find((match) => match?.id === 'root')?.data
  return root instanceof Object && 'siteUrl' in root && typeof root.siteUrl === 'string' ? root.siteUrl : null
}
