/**
 * An address that every later reader can decode: a percent sign that begins no valid UTF-8 is escaped, so that the site
 * answers with its own "not found" page instead of failing, and a NUL becomes U+FFFD, because Postgres takes none.
 *
 * @param address path and query as they came over the wire
 */
export function repairAddress(address: string): string {
  const decodable = address.replace(/(?:%[0-9a-f]{2})+|%/gi, (run) =>
    isDecodable(run) ? run : run.replaceAll('%', '%25'),
  )
  return decodable.replaceAll('%00', '%EF%BF%BD')
}

function isDecodable(run: string): boolean {
  try {
    decodeURIComponent(run)
    return true
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}
