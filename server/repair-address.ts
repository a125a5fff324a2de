/**
 * An address that every later reader can decode: a percent sign that begins no valid UTF-8 is escaped, so that the site
 * answers with its own "not found" page instead of failing, and a NUL becomes U+FFFD, because Postgres takes none. Of an
 * absolute address (RFC 9112, section 3.2.2) path and query stay: the site is the same under every name.
 *
 * @param address as it came over the wire
 */
export function repairAddress(address: string): string {
  const decodable = withoutOrigin(address).replace(/(?:%[0-9a-f]{2})+|%/gi, (run) =>
    isDecodable(run) ? run : run.replaceAll('%', '%25'),
  )
  return decodable.replaceAll('%00', '%EF%BF%BD')
}

function withoutOrigin(address: string): string {
  const [origin] = /^https?:\/\/[^/?#]*/i.exec(address) ?? []
  if (origin === undefined) return address
  const rest = address.slice(origin.length)
  return rest.startsWith('/') ? rest : `/${rest}`
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
