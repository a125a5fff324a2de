import type { MetaDescriptor } from '@remix-run/node'

export const SITE_NAME = 'Third Thursday'

type PageMeta = {
  /** What the page is about, most special first; the site's name is put after it. */
  title: string
  /** Which part of the site it belongs to, where the title does not say: "people". */
  section?: string
  description?: string | undefined
  /** The page's one permanent address, as a path. Left out where a page has none (an error). */
  canonical?: string
}

/** A route's view of the root loader's data, enough to make addresses absolute. */
type Matches = readonly ({ id: string; data: unknown } | undefined)[]

/** Title, description and canonical link of a page. `matches` are the ones that Remix hands to `meta`. */
export function pageMeta(matches: Matches, { title, section, description, canonical }: PageMeta): MetaDescriptor[] {
  const place = section === undefined ? SITE_NAME : `${section}, ${SITE_NAME}`
  const descriptors: MetaDescriptor[] = [{ title: title.startsWith(SITE_NAME) ? title : `${title}: ${place}` }]
  if (description) descriptors.push({ name: 'description', content: description })
  const siteUrl = siteUrlOf(matches)
  if (canonical !== undefined && siteUrl !== null)
    descriptors.push({ tagName: 'link', rel: 'canonical', href: siteUrl + canonical })
  return descriptors
}

function siteUrlOf(matches: Matches): string | null {
  const root = matches.find((match) => match?.id === 'root')?.data
  return root instanceof Object && 'siteUrl' in root && typeof root.siteUrl === 'string' ? root.siteUrl : null
}
