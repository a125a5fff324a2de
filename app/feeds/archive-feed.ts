import { conversationAddress, personAddress } from '#app/domain/conversation.ts'
import type { FeedEntry } from '#app/domain/feed-entry.ts'

import { absoluteHtml } from './absolute-html.ts'
import { toXml, type XmlTree } from './xml.ts'

/** Whose archive it is, as feeds say it. */
export type FeedChannel = {
  /** An origin, without a slash at its end. */
  siteUrl: string
  title: string
  description: string
  /** Who publishes: the organisation, else the site. */
  author: string
}

/** The newest conversations as an Atom feed (RFC 4287). `updated` of an empty feed is the epoch: nothing happened yet. */
export function atomFeed({ siteUrl, title, description, author }: FeedChannel, entries: readonly FeedEntry[]): string {
  return toXml({
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xml:lang': 'en-GB',
      '@xml:base': `${siteUrl}/`,
      id: `${siteUrl}/`,
      title,
      ...(description === '' ? {} : { subtitle: description }),
      updated: newest(entries).toISOString(),
      link: [
        { '@rel': 'self', '@type': 'application/atom+xml', '@href': `${siteUrl}/feed.atom` },
        { '@rel': 'alternate', '@type': 'text/html', '@href': `${siteUrl}/` },
      ],
      icon: `${siteUrl}/favicon.svg`,
      author: { name: author },
      entry: entries.map((entry) => atomEntry(entry, siteUrl)),
    },
  })
}

/** The last change of any of these; the epoch where there is none. */
export function newest(entries: readonly { updated: Date }[]): Date {
  return new Date(Math.max(0, ...entries.map(({ updated }) => updated.getTime())))
}

function atomEntry(entry: FeedEntry, siteUrl: string): XmlTree {
  const address = siteUrl + conversationAddress(entry.slug)
  return {
    ...(entry.language === null ? {} : { '@xml:lang': entry.language }),
    id: address,
    title: entry.title,
    link: { '@rel': 'alternate', '@type': 'text/html', '@href': address },
    published: entry.published.toISOString(),
    updated: entry.updated.toISOString(),
    author: entry.speakers.map(({ name, slug }) => ({ name, uri: siteUrl + personAddress(slug) })),
    category: entry.themes.map(({ name, slug }) => ({
      '@term': slug,
      '@scheme': `${siteUrl}/themes/`,
      '@label': name,
    })),
    ...(entry.excerpt === '' ? {} : { summary: entry.excerpt }),
    ...(entry.summaryHtml === ''
      ? {}
      : { content: { '@type': 'html', '#text': absoluteHtml(entry.summaryHtml, address) } }),
  }
}
