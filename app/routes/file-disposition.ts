import contentDisposition from 'content-disposition'

/**
 * The `Content-Disposition` of a file (RFC 6266): shown or downloaded, and its name, for old programs in ASCII too
 * (letters beyond ASCII in a header's plain text come out differently from server to server).
 */
export function fileDisposition(name: string, type: 'inline' | 'attachment'): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
  return contentDisposition(name, { type, fallback: ascii })
}
