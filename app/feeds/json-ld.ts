import { conversationAddress, fileAddress, personAddress, themeAddress } from '#app/domain/conversation.ts'
import { playerAddress, providerOf } from '#app/domain/recording.ts'
import type { Named } from '#app/domain/search.ts'

/** Structured data for machines (JSON-LD 1.1 in the terms of schema.org). Whoever writes it into a page escapes it. */
export type JsonLd = { [name: string]: unknown }

export type Crumb = { name: string; address: string }

/** Where a page stands; the page itself comes last. Addresses are paths of the site. */
export function breadcrumbList(siteUrl: string, crumbs: readonly Crumb[]): JsonLd {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, address }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: siteUrl + address,
    })),
  }
}

export type DescribedPerson = Named & { affiliation: string }

/** A person as a page of their own shows them; `affiliation` as it was last, empty where nobody says. */
export function personData(siteUrl: string, { slug, name, affiliation }: DescribedPerson): JsonLd {
  return {
    '@context': 'https://schema.org',
    '@type': 'Person',
    ...personTerms(siteUrl, { slug, name }),
    ...(affiliation === '' ? {} : { description: affiliation }),
  }
}

function personTerms(siteUrl: string, { slug, name }: Named): JsonLd {
  const address = siteUrl + personAddress(slug)
  return { '@type': 'Person', '@id': address, name, url: address }
}

/** The site, with its search. */
export function websiteData(siteUrl: string, name: string): JsonLd {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name,
    url: `${siteUrl}/`,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${siteUrl}/search?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  }
}

export type DescribedConversation = {
  slug: string
  title: string
  heldOn: string
  excerpt: string
  language: string | null
  /** When it was published, where a source says so. */
  publishedAt: Date | null
  /** When it came into the archive. */
  addedAt: Date
  series: { name: string; organisation: string | null }
  people: (Named & { role: 'speaker' | 'host' | 'facilitator' })[]
  themes: Named[]
  /** What opens here and is known by an address. */
  recording: DescribedRecording | null
}

export type DescribedRecording = {
  kind: 'audio' | 'video'
  /** At a provider's. */
  address: string | null
  file: { key: string; name: string; mediaType: string; bytes: number } | null
  /** A path of the site. */
  poster: string | null
  /** Seconds. */
  durationSeconds: number | null
  chapters: { startSeconds: number; title: string }[]
}

/** A conversation as an event that was held, and its recording where one opens here. */
export function conversationData(siteUrl: string, conversation: DescribedConversation): JsonLd[] {
  const { slug, title, heldOn, excerpt, language, series, people, themes, recording } = conversation
  const address = siteUrl + conversationAddress(slug)
  const withRole = (...roles: string[]) =>
    people.filter(({ role }) => roles.includes(role)).map((person) => personTerms(siteUrl, person))
  const organiser = series.organisation
  const event: JsonLd = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': address,
    url: address,
    name: title,
    startDate: heldOn,
    // The archive knows no room: what it knows is the page on which the evening can be followed.
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    location: { '@type': 'VirtualLocation', url: address },
    ...(excerpt === '' ? {} : { description: excerpt }),
    ...(language === null ? {} : { inLanguage: language }),
    image: `${address}/picture.png`,
    performer: withRole('speaker'),
    superEvent: { '@type': 'EventSeries', name: series.name },
    ...(organiser === null ? {} : { organizer: { '@type': 'Organization', name: organiser } }),
    about: themes.map((theme) => ({ '@type': 'Thing', name: theme.name, url: siteUrl + themeAddress(theme.slug) })),
    ...(recording === null ? {} : { recordedIn: { '@id': `${address}#recording` } }),
  }
  return recording === null ? [event] : [event, recordingData(siteUrl, conversation, recording)]
}

function recordingData(siteUrl: string, conversation: DescribedConversation, recording: DescribedRecording): JsonLd {
  const { slug, title, excerpt, language } = conversation
  const { kind, poster, durationSeconds } = recording
  const address = siteUrl + conversationAddress(slug)
  const media = mediaTerms(siteUrl, recording)
  // Where it plays on somebody else's page, no address of ours leads to a moment of it.
  const clips = media === null ? [] : clipsOf(address, recording)
  return {
    '@context': 'https://schema.org',
    '@type': kind === 'video' ? 'VideoObject' : 'AudioObject',
    '@id': `${address}#recording`,
    name: title,
    description: excerpt || title,
    uploadDate: uploadDate(conversation),
    thumbnailUrl: poster === null ? `${address}/picture.png` : siteUrl + poster,
    url: address,
    ...(language === null ? {} : { inLanguage: language }),
    ...(durationSeconds === null ? {} : { duration: isoDuration(durationSeconds) }),
    ...media,
    ...(clips.length === 0 ? {} : { hasPart: clips }),
  }
}

/**
 * A day at least, which is what search engines ask for: when it was published, else the day on which it was held. Of an
 * evening that is known by its month alone no day is made up: it is the one on which it came into the archive.
 */
function uploadDate({ publishedAt, heldOn, addedAt }: DescribedConversation): string {
  if (publishedAt !== null) return publishedAt.toISOString()
  return heldOn.length === 'YYYY-MM-DD'.length ? heldOn : addedAt.toISOString()
}

/** Chapters, by the addresses that open the page there: it shows the recording that is described. */
function clipsOf(address: string, { chapters, durationSeconds }: DescribedRecording): JsonLd[] {
  return chapters.map(({ startSeconds, title: name }, index) => {
    const end = chapters[index + 1]?.startSeconds ?? durationSeconds
    return {
      '@type': 'Clip',
      name,
      startOffset: Math.floor(startSeconds),
      ...(end === null ? {} : { endOffset: Math.floor(end) }),
      url: `${address}?t=${Math.floor(startSeconds)}`,
    }
  })
}

/** Where the bytes are, or the provider's player; null where it plays on a page of the provider alone. */
function mediaTerms(siteUrl: string, { file, address }: DescribedRecording): JsonLd | null {
  if (file !== null) {
    const { key, name, mediaType, bytes } = file
    return { contentUrl: siteUrl + fileAddress(key, name), encodingFormat: mediaType, contentSize: String(bytes) }
  }
  const facts = address === null ? null : providerOf(address)
  if (facts === null || facts.playable === null) return null
  const player = playerAddress(facts)
  return player === null ? { contentUrl: facts.playable } : { embedUrl: player }
}

/** Seconds as ISO 8601 has them: `PT1H2M3S`. */
function isoDuration(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const parts = [hours > 0 && `${hours}H`, minutes > 0 && `${minutes}M`, rest > 0 && `${rest}S`].filter(Boolean)
  return `PT${parts.join('') || '0S'}`
}
