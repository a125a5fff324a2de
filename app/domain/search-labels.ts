import { dateInWords } from './dates.ts'
import type { EntryKind, FacetName, Holding, Sort } from './search.ts'

/** What readers see for the terms of search. */

export const KIND_LABELS: Record<EntryKind, string> = {
  conversation: 'Conversations',
  person: 'People',
  theme: 'Themes',
  offering: 'Learning',
  news: 'News',
}

export const HOLDING_LABELS: Record<Holding, string> = {
  recording: 'Recording',
  insights: 'Insights',
  transcript: 'Transcript',
  slides: 'Slides',
}

export const SORT_LABELS: Record<Sort, string> = {
  relevance: 'Best match',
  newest: 'Newest first',
  oldest: 'Oldest first',
}

export const FACET_LABELS: Record<FacetName, string> = {
  speaker: 'Speaker',
  theme: 'Theme',
  year: 'Year',
  month: 'Month',
  kind: 'Kind',
  has: 'What it has',
}

/** `2023-12` as "December 2023". */
export function monthLabel(month: string): string {
  return dateInWords(month)
}
