import { createHash } from 'node:crypto'

/** A weak tag for a body in any encoding (RFC 9110, section 8.8.3). */
export function weakTag(body: Uint8Array): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}

/** Whether `If-None-Match` names a tag, by the weak comparison (RFC 9110, section 13.1.2). */
export function matchesTag(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch === tag) return true
  const opaque = withoutWeakness(tag)
  return ifNoneMatch.split(',').some((part) => part.trim() === '*' || withoutWeakness(part.trim()) === opaque)
}

function withoutWeakness(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag
}
