import type { Named } from './search.ts'

/** Where a recording or a document can be had: opens here, known to exist elsewhere, or never published. */
export type Availability = 'here' | 'elsewhere' | 'unpublished'

/** What there is of a conversation. */
export type Holdings = {
  /** Null where the archive knows of none. */
  recording: Availability | null
  /** What opens here first. A title says whose words they are: the editors' summary sheet is not the meeting's insights. */
  insights: { title: string; availability: Availability }[]
  slides: Availability | null
}

/** A conversation as lists show it. */
export type ConversationCard = Holdings & {
  slug: string
  /** Never empty: one without a title is "Conversation with NAMES". */
  title: string
  /** Null where nobody knows it, and of a title that the archive has made, which is in the language of its pages. */
  titleLanguage: string | null
  /** Whether the title already says who spoke. */
  namesInTitle: boolean
  /** `YYYY-MM` or `YYYY-MM-DD`. */
  heldOn: string
  speakers: Named[]
  themes: Named[]
  /** The beginning of the summary, as plain text. */
  excerpt: string
  /** Of the summary. */
  language: string | null
}

/** A month of the archive, or of one theme or person in it. */
export type MonthMark = {
  month: string
  count: number
  /** The month's conversation, when there is only one. */
  only: { slug: string; title: string; titleLanguage: string | null } | null
  /** Slugs of the month's themes, the most frequent first. */
  themes: string[]
}

export function conversationAddress(slug: string): string {
  return `/conversations/${encodeURIComponent(slug)}`
}

export function personAddress(slug: string): string {
  return `/people/${encodeURIComponent(slug)}`
}

export function themeAddress(slug: string): string {
  return `/themes/${encodeURIComponent(slug)}`
}

/** Where a stored file can be fetched; `key` is the one under which it lies. */
export function fileAddress(key: string, name: string): string {
  return `/files/${key}/${encodeURIComponent(name)}`
}
