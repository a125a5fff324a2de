import type { SluggedKind } from '#app/ingest/catalogue.ts'

/** The names of an archive folder. */

/** Raised when an older version could no longer read what a newer one writes. */
export const FORMAT = 1
export const ARCHIVE_FILE = 'archive.md'
export const REDIRECTS_FILE = 'redirects.yaml'

/** In reading order: what others name comes first. */
export const FOLDERS: readonly { kind: SluggedKind; folder: string }[] = [
  { kind: 'organisation', folder: 'organisations' },
  { kind: 'series', folder: 'series' },
  { kind: 'person', folder: 'people' },
  { kind: 'theme', folder: 'themes' },
  { kind: 'conversation', folder: 'conversations' },
  { kind: 'offering', folder: 'offerings' },
  { kind: 'news', folder: 'news' },
]

/** An item with files of its own is a folder, with this file in it. */
export const ITEM_FILES: Partial<Record<SluggedKind, string>> = {
  conversation: 'conversation.md',
  offering: 'offering.md',
}
