/** A map, not an object: `&constructor;` is no character. */
const NAMED_ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }))

/** A tag; its attributes may hold ">" in quotes, never "<" outside them. */
const TAG = /<(?:"[^"]*"|'[^']*'|[^'"<>])*>/g
/** Spaces and breaks that are more than one space: nearly every gap is just that, and stays as it is. */
const WIDE_GAP = /[^\S ]\s*| \s+/gu
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi

/** Letters of HTML. */
const LETTERS_A_STEP = 8000
const IN_A_LINE = /^<\/?(?:a|abbr|b|code|del|em|i|mark|s|small|span|strong|sub|sup)\b/i

/** The words of HTML that we made ourselves, on one line. The answer is text, not HTML: whoever shows it escapes it. */
export function htmlText(html: string): string {
  if (!/[<&\n]/.test(html)) return html.trim()
  return squeezed(decoded(html.replace(TAG, gapFor))).trim()
}

/** The same in steps, for whoever reads long HTML in slices. */
export function* htmlTextInSteps(html: string): Generator<void, string> {
  const pieces: string[] = []
  let [piece, from, begun] = ['', 0, 0]
  const close = () => {
    const text = squeezed(decoded(piece))
    // A gap that two pieces share is one.
    const added = pieces.at(-1)?.endsWith(' ') ? text.trimStart() : text
    if (added !== '') pieces.push(added)
    piece = ''
  }
  for (const { 0: tag, index } of html.matchAll(TAG)) {
    piece += html.slice(from, index) + gapFor(tag)
    from = index + tag.length
    if (from - begun < LETTERS_A_STEP) continue
    close()
    begun = from
    yield
  }
  piece += html.slice(from)
  close()
  return pieces.join('').trim()
}

/** What stands between two words on either side of a tag. */
function gapFor(tag: string): string {
  return IN_A_LINE.test(tag) ? '' : ' '
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(ENTITY, (entity, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED_ENTITIES.get(name) ?? entity
    return character(hex !== undefined ? parseInt(hex, 16) : Number(decimal)) ?? entity
  })
}

function squeezed(text: string): string {
  return text.replace(WIDE_GAP, ' ')
}

function character(code: number): string | null {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null
}
