import type { ByteRange } from '#app/files/store.ts'

/**
 * What a `Range` header asks of something `bytes` long (RFC 9110, section 14.2): one range, `unsatisfiable` (416), or
 * `whole` where there is none, where it cannot be read, and where it asks for several, which one answer need not give.
 */
export function requestedRange(header: string | null, bytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '') ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    // The last N bytes; of a shorter file all of them.
    const suffix = Number(last)
    return suffix === 0 || bytes === 0 ? 'unsatisfiable' : { start: Math.max(0, bytes - suffix), end: bytes - 1 }
  }
  const start = Number(first)
  const end = last === '' ? Infinity : Number(last)
  if (end < start) return 'whole'
  return start < bytes ? { start, end: Math.min(end, bytes - 1) } : 'unsatisfiable'
}
