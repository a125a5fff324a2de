import type { Cue } from './transcript.ts'

/**
 * Items of the archive whole, as they are stored: others are named by their slugs, files by their keys, what is empty is
 * null or an empty list. Import compares and writes them, export reads them. `…Html` is made from the text beside it.
 */

export type PublicationStatus = 'draft' | 'scheduled' | 'published' | 'withdrawn'
export type Availability = 'here' | 'elsewhere' | 'unpublished'

export type FileRecord = { key: string; name: string; mediaType: string; bytes: number }

export type CaptionsRecord = { language: string; label: string; cues: Cue[] }

export type RecordingRecord = {
  availability: Availability
  kind: 'video' | 'audio'
  address: string | null
  file: FileRecord | null
  posterKey: string | null
  durationSeconds: number | null
  chapters: { start: number; title: string }[]
  captions: CaptionsRecord[]
}

export type DocumentRecord = {
  kind: 'insights' | 'slides' | 'transcript' | 'handout'
  title: string
  availability: Availability
  address: string | null
  file: FileRecord | null
  language: string | null
  pages: number | null
  html: string | null
  text: string | null
}

export type AppearanceRecord = { person: string; role: 'speaker' | 'host' | 'facilitator'; affiliation: string }

export type ConversationRecord = {
  slug: string
  sourceId: string | null
  series: string
  title: string | null
  /** `2023-12` or `2023-12-21`. */
  heldOn: string
  startsAt: string | null
  summary: string
  summaryHtml: string
  language: string | null
  status: PublicationStatus
  publishedAt: string | null
  speakers: AppearanceRecord[]
  themes: string[]
  recordings: RecordingRecord[]
  documents: DocumentRecord[]
}

export type PersonRecord = {
  slug: string
  sourceId: string | null
  name: string
  sortName: string
  honorific: string | null
  aliases: string[]
  bio: string
  bioHtml: string
}

export type ThemeRecord = {
  slug: string
  name: string
  aliases: string[]
  description: string
  descriptionHtml: string
}

export type OrganisationRecord = {
  slug: string
  sourceId: string | null
  name: string
  parent: string | null
  contact: string | null
  address: string | null
  description: string
  descriptionHtml: string
}

export type SeriesRecord = {
  slug: string
  name: string
  description: string
  descriptionHtml: string
  main: boolean
  recurrence: string | null
  startTime: string | null
  timeZone: string
  durationMinutes: number | null
  organisation: string | null
}

export type SessionRecord = {
  heldOn: string
  startsAt: string | null
  endsAt: string | null
  mode: 'online' | 'in_person' | 'hybrid' | null
  place: string | null
  problem: string | null
}

export type OfferingRecord = {
  slug: string
  sourceId: string | null
  organisation: string
  offeringKind: 'course' | 'workshop' | 'webinar_series' | 'symposium' | 'programme' | 'bespoke'
  title: string
  summary: string
  summaryHtml: string
  audience: string[]
  priceAmount: number | null
  priceCurrency: string | null
  standardAmount: number | null
  blockPlaces: number | null
  blockAmount: number | null
  cpdHours: number | null
  certificate: string | null
  requirements: string[]
  components: string[]
  commitments: string[]
  bookingKind: 'none' | 'link' | 'email' | 'enquiry'
  bookingAddress: string | null
  status: PublicationStatus
  sessions: SessionRecord[]
  facilitators: { person: string; role: string }[]
  themes: string[]
  documents: DocumentRecord[]
}

export type NewsRecord = {
  slug: string
  sourceId: string | null
  organisation: string | null
  title: string
  body: string
  bodyHtml: string
  address: string | null
  /** `2024`, `2024-03` or `2024-03-05`. */
  datedOn: string
  status: PublicationStatus
}

export type RedirectRecord = { from: string; to: string }

export type ArchiveRecords = {
  conversation: ConversationRecord
  person: PersonRecord
  theme: ThemeRecord
  organisation: OrganisationRecord
  series: SeriesRecord
  offering: OfferingRecord
  news: NewsRecord
}

export type RecordKind = keyof ArchiveRecords
