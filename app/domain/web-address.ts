/** The address that a text is, of the web; null for any other. `URL.canParse` is younger than browsers that readers have. */
export function parseWebAddress(text: string): URL | null {
  try {
    const url = new URL(text)
    return /^https?:$/.test(url.protocol) ? url : null
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** A path with what is asked of it; without a question mark where that is nothing. */
export function withQuery(path: string, query: URLSearchParams): string {
  const asked = query.toString()
  return asked === '' ? path : `${path}?${asked}`
}
