/** A map, not an object: `&constructor;` is no character. */
const NAMED_ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }))

/** A tag; its attributes may hold ">" in quotes, never "<" outside them. */
const TAG = /<(?:"[^"]*"|'[^']*'|[^'"<>])*>/g
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi

/** The words of HTML that we made ourselves, on one line. The answer is text, not HTML: whoever shows it escapes it. */
export function htmlText(html: string): string {
  if (!/[<&\n]/.test(html)) return html.trim()
  return html
    .replace(TAG, (tag) => (/^<\/?(?:a|abbr|b|code|del|em|i|mark|s|small|span|strong|sub|sup)\b/i.test(tag) ? '' : ' '))
    .replace(ENTITY, (entity, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED_ENTITIES.get(name) ?? entity
      return character(hex !== undefined ? parseInt(hex, 16) : Number(decimal)) ?? entity
    })
    .replace(/\s+/gu, ' ')
    .trim()
}

function character(code: number): string | null {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null
}
