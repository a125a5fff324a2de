import { UnreadableSourceError } from '#app/ingest/source.ts'

import { attribute, isElement, isWeb, parseHtml, type HtmlNode } from './page/html-tree.ts'

/** Plain text in which a program has left markup of HTML. */

/** A mark that ends, or one that needs no end: "the <b> tag" is about HTML and holds none. */
const HAS_MARKS =
  /<\/(?:p|b|i|em|strong|a|span|div|ul|ol|li|h[1-6]|u|sub|sup|blockquote|code|pre|font|table|tr|td|small)>|<(?:br|hr|p)\s*\/?>/i
const HAS_ENTITIES = /&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|#\d{1,7}|#x[\da-f]{1,6});/i
const SILENT = new Set(['script', 'style', 'template', 'head', 'title', 'iframe', 'noscript'])
const PARAGRAPHS = new Set('p div ul ol blockquote h1 h2 h3 h4 h5 h6 pre table section article hr'.split(' '))
const LINES = new Set(['br', 'li', 'tr', 'dt', 'dd'])

/** The words of a text without the markup that stands in it; text without any is given back as it is. */
export function withoutMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text
  try {
    if (HAS_MARKS.test(text)) return wordsOf(parseHtml(text).childNodes)
    // A line end is no more than a space in HTML: without marks it stays.
    return HAS_ENTITIES.test(text) ? wordsOf(parseHtml(text.replaceAll('<', '&lt;')).childNodes) : text
  } catch (error) {
    // Nested too deeply to be read: nobody wrote it, and its marks are taken for words.
    if (error instanceof UnreadableSourceError) return text
    throw error
  }
}

type Step = HtmlNode | string

function wordsOf(nodes: readonly HtmlNode[]): string {
  let words = ''
  const steps: Step[] = [...nodes].reverse()
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (typeof step === 'string') words += step
    else if ('value' in step) words += step.value
    else if (isElement(step) && !SILENT.has(step.tagName)) {
      const around = PARAGRAPHS.has(step.tagName) ? '\n\n' : ''
      const before = LINES.has(step.tagName) ? '\n' : around
      const address = step.tagName === 'a' ? (attribute(step, 'href') ?? '') : ''
      // Plain text has its addresses written out.
      const shown = isWeb(address) ? ` ${address} ` : ''
      steps.push(around, shown, ...[...step.childNodes].reverse(), before)
    }
  }
  return words
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
