import { cleanBody } from './archive-item-fields.ts'

/**
 * Plain text as Markdown: what sources without markup give is kept as Markdown that shows the same words. Of such Markdown
 * the HTML is made here a hundred times faster than by the parser: it is what an import of thousands of talks consists of.
 */

const ADDRESS_RUN = /(?:https?:\/\/|www\.)[^\s<>]+/gi
/** What no rule of Markdown and no rule for addresses would change. */
const SAFE_ADDRESS = /^https?:\/\/[a-z\d](?:[a-z\d./_~?#=+,;!$&@:()*-]|%[a-f\d]{2})*$/i
const TRAILING_PUNCTUATION = new Set('.,;:!?\'"*_~’”)]')

const MARKUP = /[\\`*[\]<>|~]|&(?=[a-z#])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/giu
const MARKUP_AT_LINE = /^(?:[#+=:-]|\d{1,9}(?=[.)]))/

/** Markdown that shows a text as it is: its paragraphs, its words, its web addresses as links. */
export function plainTextToMarkdown(text: string): string {
  return cleanBody(text)
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map(lineToMarkdown)
        .filter((line) => line !== '')
        .join('\n'),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
}

function lineToMarkdown(line: string): string {
  const text = line.replace(/\s+/gu, ' ').trim()
  let markdown = ''
  let from = 0
  for (const run of text.matchAll(ADDRESS_RUN)) {
    markdown += escapeMarkup(text.slice(from, run.index))
    const address = withoutTrailing(run[0])
    // Another one is left to the parser, which takes such addresses as they are.
    if (SAFE_ADDRESS.test(address)) {
      markdown += `<${address}>`
      from = run.index + address.length
    } else {
      markdown += run[0]
      from = run.index + run[0].length
    }
  }
  markdown += escapeMarkup(text.slice(from))
  return markdown.replace(MARKUP_AT_LINE, (start) => (/^\d/.test(start) ? `${start}\\` : `\\${start}`))
}

function escapeMarkup(text: string): string {
  return text.replace(MARKUP, '\\$&')
}

/** A bracket that was opened inside an address belongs to it. */
function withoutTrailing(address: string): string {
  let end = address.length
  // From the end: an expression would try again at every sign of an address that is made of brackets.
  while (end > 0 && TRAILING_PUNCTUATION.has(address[end - 1] ?? '')) end -= 1
  const trimmed = address.slice(0, end)
  const rest = address.slice(trimmed.length)
  const opened = trimmed.split('(').length - trimmed.split(')').length
  return opened > 0 && rest.startsWith(')') ? `${trimmed})` : trimmed
}

const LINK = /<(https?:\/\/[^\s<>]+)>/gi
/** An address without its scheme that ends where no rule of the parser can be in doubt. */
const BARE_LINK = /(?<=^|[\s(])www\.[a-z\d-]+(?:\.[a-z\d-]+)+(?:\/[a-z\d/-]*)?(?=\)?[.,]?(?:\s|$))/g
const ANY_LINK = new RegExp(`${LINK.source}|(${BARE_LINK.source})`, 'gi')
const ESCAPED = /\\([!-/:-@[-`{-~])/g
/** Anything that the parser might read as more than words, once escapes and links are taken out. */
const BEYOND_WORDS =
  /[\\`*[\]<|~\t\0]|:\/\/|www\.|[^\s(]@\S| (?:\n|$)|^\n|\n$|&(?=[a-z#])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?:^|\n)(?:[#>+=:-]|\d{1,9}[.)]| )/iu

/**
 * The HTML of Markdown that is plain paragraphs with escaped characters and `<addresses>`, as `plainTextToMarkdown` writes
 * it; null for any other, which needs the parser. Gives exactly what the parser gives.
 */
export function plainMarkdownToHtml(markdown: string): string | null {
  const bare = markdown
    .replace(LINK, (link, address: string) => (SAFE_ADDRESS.test(address) ? 'x' : link))
    .replace(BARE_LINK, 'x')
    .replace(ESCAPED, 'x')
  if (BEYOND_WORDS.test(bare)) return null
  return markdown
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${inlineHtml(paragraph)}</p>`)
    .join('\n')
}

function inlineHtml(paragraph: string): string {
  let html = ''
  let from = 0
  for (const link of paragraph.matchAll(ANY_LINK)) {
    const shown = escapeHtml(link[1] ?? link[0])
    const address = link[1] === undefined ? `http://${shown}` : shown
    html += `${escapeHtml(paragraph.slice(from, link.index).replace(ESCAPED, '$1'))}<a href="${address}">${shown}</a>`
    from = link.index + link[0].length
  }
  return html + escapeHtml(paragraph.slice(from).replace(ESCAPED, '$1'))
}

/** As rehype-stringify writes them. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;')
}
