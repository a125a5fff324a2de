/** A strong entity tag (RFC 9110, section 8.8.3) of a hash. */
export function entityTag(sha256: string): string {
  return `"${sha256}"`
}

/** Whether `If-None-Match` names the tag: the reader has this already (304). Compares weakly, as section 13.1.2 says. */
export function isKnown(header: string | null, tag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  // Compression turns our tag into a weak one on its way out, and that is what comes back.
  return header.split(',').some((known) => known.trim().replace(/^W\//, '') === tag)
}

/** Whether `If-Match` asks for another content than the tag's (412). Compares strongly, as section 13.1.1 says. */
export function isUnmatched(header: string | null, tag: string): boolean {
  if (header === null || header.trim() === '*') return false
  return !header.split(',').some((wanted) => wanted.trim() === tag)
}

/** Whether a range may be answered under this `If-Range`: none, or this very tag (a weak one or a date is not enough). */
export function allowsRange(ifRange: string | null, tag: string): boolean {
  return ifRange === null || ifRange.trim() === tag
}
