import { conversationAddress, personAddress, themeAddress } from './conversation.ts'
import type { EntryKind } from './search.ts'

/** The permanent address of something that can be found. */
export function entryAddress(kind: EntryKind, slug: string): string {
  switch (kind) {
    case 'conversation':
      return conversationAddress(slug)
    case 'person':
      return personAddress(slug)
    case 'theme':
      return themeAddress(slug)
    case 'offering':
      return `/learning/${encodeURIComponent(slug)}`
    case 'news':
      return `/news/${encodeURIComponent(slug)}`
  }
}
