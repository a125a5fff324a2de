import contentDisposition from 'content-disposition'

import { cleanFileName } from '#app/domain/file-names.ts'

/**
 * The `Content-Disposition` of a file (RFC 6266): shown or downloaded, and its name, for old programs in ASCII too
 * (letters beyond ASCII in a header's plain text come out differently from server to server).
 */
export function fileDisposition(name: string, type: 'inline' | 'attachment'): string {
  // The library takes what stands before a backslash for a folder, and leaves it out.
  const offered = cleanFileName(name).replaceAll('\\', '_')
  const ascii = offered
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
  return contentDisposition(offered, { type, fallback: ascii })
}
