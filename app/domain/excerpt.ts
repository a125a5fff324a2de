const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&#x3C;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#39;': "'",
  '&nbsp;': ' ',
}
/** A tag; its attributes may hold ">" in quotes, never "<" outside them. */
const TAG = /<(?:"[^"]*"|'[^']*'|[^'"<>])*>/g
const LONGEST_EXCERPT = 280
/** Letters of HTML, addresses of links included; a tag that is cut off there is left out. */
const READ_AT_MOST = 6000

/**
 * The first paragraph of HTML that we made ourselves, as plain text for a list: whole sentences up to `longest` letters
 * where that can be done, else whole words and an ellipsis. The answer is text, not HTML: whoever shows it escapes it.
 */
export function excerptOf(html: string, longest = LONGEST_EXCERPT): string {
  const [paragraph = ''] = html.replace(/^[\s\S]*?<p\b/, '<p').split('</p>', 1)
  const text = wordsOfHtml(paragraph.slice(0, READ_AT_MOST).replace(/<[^<>]*$/, ''))
  if (text.length <= longest) return text
  const start = text.slice(0, longest)
  const sentences = /^[\s\S]*[.!?](?=\s)/.exec(start)?.[0]
  if (sentences !== undefined && sentences.length > longest / 5) return sentences
  return `${start.replace(/\s\S*$/, '').trimEnd()}…`
}

/** The words of HTML that we made ourselves, in one line. Reads each letter once, where a parser would hold up the site. */
export function wordsOfHtml(html: string): string {
  return html
    .replace(TAG, ' ')
    .replace(/&(?:lt|gt|quot|#x3C|#x27|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/&(?:amp|#x26);/g, '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])/g, '$1')
    .trim()
}
