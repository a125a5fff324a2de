/** Nothing is asked of it: a name that can be no site. */
const NOWHERE = 'http://site.invalid'
const PATH_MAX_LENGTH = 2000
/** White space and control characters, which browsers take out of an address, and the backslash, which they read as `/`. */
const UNSAFE = /[\s\p{Cc}\\]/u
/** What a server on the way may decode: a second slash or a backslash at the beginning, a control character anywhere. */
const UNSAFE_DECODED = /^\/(?:\/|%2f|%5c)|%(?:[01][\da-f]|7f)/i

/**
 * A path of this site (with its query and fragment) as a browser reads it, the dots in it resolved; null for anything that
 * leads, or could lead, elsewhere. `/.//example.org` is no such path: resolved, it is `//example.org`, the address of
 * another site (URL Standard, https://url.spec.whatwg.org/#path-state).
 */
export function readSitePath(text: string): string | null {
  if (!text.startsWith('/') || text.length > PATH_MAX_LENGTH || UNSAFE.test(text)) return null
  const url = parse(text)
  if (url === null || url.origin !== NOWHERE || url.username !== '' || UNSAFE_DECODED.test(url.pathname)) return null
  const path = `${url.pathname}${url.search}${url.hash}`
  // Read once more, it must be what it was: a path whose dots hide behind other dots is not.
  return parse(path)?.href === url.href ? path : null
}

function parse(path: string): URL | null {
  try {
    return new URL(path, NOWHERE)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
