import type { Named } from './search.ts'

/** A conversation as feeds tell of it. */
export type FeedEntry = {
  slug: string
  title: string
  /** When it came into the archive, else when it was held. */
  published: Date
  updated: Date
  speakers: Named[]
  themes: Named[]
  summaryHtml: string
  excerpt: string
  language: string | null
}
