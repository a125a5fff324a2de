import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import type { FeedEntry } from '#app/domain/feed-entry.ts'
import { recordingQuery } from '#app/domain/recording-choice.ts'

import { absoluteHtml } from './absolute-html.ts'
import { newest, type FeedChannel } from './archive-feed.ts'
import { toXml, type XmlTree } from './xml.ts'

export type Episode = FeedEntry & {
  file: { key: string; name: string; mediaType: string; bytes: number }
  /** Seconds. */
  duration: number | null
  /** What its address needs: the number of a recording, or nothing for the words that come without. Null where there are none. */
  transcript: { recording: number | null } | null
}

const NAMESPACES = {
  '@xmlns:atom': 'http://www.w3.org/2005/Atom',
  '@xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  '@xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  '@xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
}

/**
 * The recordings that are files of our own as a podcast: RSS 2.0 with the elements that Apple asks for
 * (podcasters.apple.com, "RSS requirements") and the transcripts of the podcast namespace.
 */
export function podcastFeed(channel: FeedChannel, language: string | null, episodes: readonly Episode[]): string {
  const { siteUrl, title, description, author } = channel
  return toXml({
    rss: {
      '@version': '2.0',
      ...NAMESPACES,
      channel: {
        title,
        link: `${siteUrl}/`,
        description: description || title,
        language: language ?? 'en-GB',
        lastBuildDate: newest(episodes).toUTCString(),
        'atom:link': { '@rel': 'self', '@type': 'application/rss+xml', '@href': `${siteUrl}/podcast.xml` },
        'itunes:author': author,
        'itunes:image': { '@href': `${siteUrl}/podcast.png` },
        'itunes:category': { '@text': 'Education' },
        'itunes:explicit': 'false',
        'itunes:type': 'episodic',
        item: episodes.map((episode) => itemOf(episode, siteUrl)),
      },
    },
  })
}

function itemOf(episode: Episode, siteUrl: string): XmlTree {
  const { slug, title, published, speakers, summaryHtml, excerpt, file, duration, transcript } = episode
  const address = siteUrl + conversationAddress(slug)
  return {
    title,
    link: address,
    guid: { '@isPermaLink': 'true', '#text': address },
    pubDate: published.toUTCString(),
    description: excerpt || title,
    ...(summaryHtml === '' ? {} : { 'content:encoded': absoluteHtml(summaryHtml, address) }),
    enclosure: {
      '@url': siteUrl + fileAddress(file.key, file.name),
      '@length': String(file.bytes),
      '@type': file.mediaType,
    },
    ...(speakers.length === 0 ? {} : { 'itunes:author': speakers.map(({ name }) => name).join(', ') }),
    ...(duration === null ? {} : { 'itunes:duration': String(Math.round(duration)) }),
    'itunes:explicit': 'false',
    ...(transcript === null
      ? {}
      : {
          'podcast:transcript': {
            '@url': `${address}/transcript.vtt${recordingQuery(transcript.recording)}`,
            '@type': 'text/vtt',
          },
        }),
  }
}
