import { Cite, plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'

import type { CitedConversation } from './citation.ts'

export type CitationSource = CitedConversation & {
  slug: string
  /** The whole address of its page. */
  address: string
  /** As the archive writes it: `en`, `pt-BR`. Null where it is not known. */
  language: string | null
}

// Programs that take BibTeX in ASCII alone are gone. With it, letters beyond Latin would be left out; without it, what
// means something in TeX is not escaped, so that is done here.
const { format } = plugins.config.get('@bibtex')
format.asciiOnly = false
format.useIdAsLabel = true

/** A conversation for reference managers, as BibTeX (by citation-js). */
export function toBibtex(source: CitationSource): string {
  return `${new Cite([itemOf(source, escapeTex)]).format('bibtex').trim()}\n`
}

/** The same as RIS; its lines end as its specification asks, with CR LF. */
export function toRis(source: CitationSource): string {
  const ris = new Cite([itemOf(source, oneLine)]).format('ris').trim()
  // citation-js breaks a line after 70 letters, in the middle of an address too, and no reader joins it again.
  const lines = ris.replace(/\r?\n(?![A-Z][A-Z0-9] {2}-)/g, '').split(/\r?\n/)
  return `${lines.join('\r\n')}\r\n`
}

function itemOf(source: CitationSource, written: (text: string) => string) {
  const { slug, address, language, authors, title, heldOn, series, organisation } = source
  return {
    // A key of BibTeX has no accents and no signs.
    id: slug.normalize('NFKD').replace(/[^\w-]/g, '') || `conversation-${heldOn}`,
    type: 'speech',
    title: written(title),
    author: authors.map((author) => nameOf(author, written)),
    issued: { 'date-parts': [heldOn.split('-').map(Number)] as [number[]] },
    genre: 'Conversation',
    note: written(series),
    URL: address,
    ...(organisation === null ? {} : { publisher: written(organisation) }),
    ...(language === null ? {} : { language }),
  }
}

function nameOf(sortName: string, written: (text: string) => string) {
  const [family = '', given] = sortName.split(/,\s*/, 2).map(written)
  return given === undefined ? { literal: family } : { family, given }
}

const TEX_SIGNS: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

function escapeTex(text: string): string {
  return oneLine(text).replace(/[\\{}%$&#_~^]/g, (sign) => TEX_SIGNS[sign] ?? `\\${sign}`)
}

/** A line of RIS is a field: text with a line end in it would begin another. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
