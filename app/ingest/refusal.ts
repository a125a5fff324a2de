import pg from 'pg'

import { FileContentError } from '#app/files/media-type.ts'
import { isFaultOfContent, isNotMade } from '#app/making/not-made.ts'

/** Classes of SQLSTATE: data that does not fit, and rules that are broken. Everything else is not the item's fault. */
const FAULTS_OF_DATA = ['22', '23']
const FAULTS_OF_FILES = ['ENOENT', 'EACCES', 'EISDIR', 'ENAMETOOLONG']

/** Why an error is the item's own fault, in words for the report; null when it is not, and must be thrown on. */
export function refusalOf(error: unknown): string | null {
  if (error instanceof FileContentError) return error.message
  if (isNotMade(error)) return isFaultOfContent(error) ? error.message : null
  if (error instanceof pg.DatabaseError && FAULTS_OF_DATA.includes(error.code?.slice(0, 2) ?? '')) {
    return `the database refuses it: ${error.message}`
  }
  if (error instanceof Error && 'code' in error && FAULTS_OF_FILES.includes(String(error.code))) {
    return `a file cannot be read: ${error.message}`
  }
  return null
}
