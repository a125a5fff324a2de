/** A tag of HTML that we rendered: it writes the values of attributes in double quotes, and no tag within one. */
const TAG = /<[a-z](?:"[^"]*"|[^"<>])*>/gi
const ADDRESS = /(\s(?:href|src|poster|cite)=)"([^"]*)"/gi
const AMPERSAND = /&(?:amp|#38|#x26);/gi
const QUOTE = /&(?:quot|#34|#x22);/gi

/**
 * HTML as it can be read away from its page: every address in it is whole, resolved against the page's (RFC 3986, section
 * 5). Feed readers have no page to resolve against, and few heed `xml:base`.
 */
export function absoluteHtml(html: string, pageAddress: string): string {
  return html.replace(TAG, (tag) =>
    tag.replace(ADDRESS, (_all, name: string, value: string) => `${name}"${resolved(value, pageAddress)}"`),
  )
}

/** An address in HTML as a whole one; one that cannot be read is left as it is. */
function resolved(value: string, pageAddress: string): string {
  const address = value.replace(AMPERSAND, '&').replace(QUOTE, '"')
  const url = parsed(address, pageAddress)
  return url === null ? value : url.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
}

function parsed(address: string, base: string): URL | null {
  try {
    return new URL(address, base)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
