import { dateInWords } from './dates.ts'

export type CitedConversation = {
  /** Speakers in order, by sort name ("West, Michael"). */
  authors: string[]
  title: string
  heldOn: string
  series: string
  organisation: string | null
}

/** The parts of a citation, so that a page can set the title in italics. */
export type Citation = { before: string; title: string; after: string }

/**
 * How to cite a conversation, after the shape that the APA gives for recorded talks (Publication Manual, 7th edition,
 * section 10.12): authors, date, title, kind, where it was held. Without authors the title comes first.
 */
export function citationOf({ authors, title, heldOn, series, organisation }: CitedConversation): Citation {
  const date = `(${dateInWords(heldOn)})`
  const held = [series, organisation].filter(Boolean).join(', ')
  if (authors.length === 0) return { before: '', title, after: ` ${date} [Conversation]. ${held}.` }
  return { before: `${authorsInWords(authors)} ${date}. `, title, after: ` [Conversation]. ${held}.` }
}

function authorsInWords(sortNames: readonly string[]): string {
  const authors = sortNames.map(withInitials)
  const last = authors.at(-1) ?? ''
  return authors.length < 2 ? last : `${authors.slice(0, -1).join(', ')} & ${last}`
}

/** "West, Michael Anthony" is "West, M. A."; a name of one part stays as it is. */
function withInitials(sortName: string): string {
  const [family = '', given = ''] = sortName.split(/,\s*/, 2)
  const initials = given.match(/\p{L}+(?:-\p{L}+)*/gu)?.map((name) =>
    name
      .split('-')
      .map((part) => `${[...part][0] ?? ''}.`)
      .join('-'),
  )
  return initials ? `${family}, ${initials.join(' ')}` : family
}
