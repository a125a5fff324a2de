import { OperatorError } from './operator-error.ts'

/**
 * Errors of the machine and of Postgres that the operator can put right, in a sentence. What a part knows better (which
 * file, which address) it says itself, as an OperatorError; this is for what may happen anywhere.
 */

type Facts = { code: string; path: string | undefined; message: string }

/** A full disk, wherever it shows: Linux, a quota, Windows. */
const FULL_DISK = /^(ENOSPC|EDQUOT)$/

/** By the codes of Node (errno) and of Postgres (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const SENTENCES: Record<string, (facts: Facts) => string> = {
  ENOSPC: fullDisk,
  EDQUOT: fullDisk,
  EACCES: noRights,
  EPERM: noRights,
  EROFS: ({ path }) => `${path ?? 'The folder'} cannot be written: its disk is mounted for reading only.`,
  EMFILE: () => 'Too many files are open: raise the limit (ulimit -n) and start again.',
  ENFILE: () => 'Too many files are open on this machine: close other programs and start again.',
  '53100': () => 'The disk of the database is full: make room and start again. What was written whole stays.',
  '53200': () => 'Postgres has no memory left: give it more, or stop what else runs there.',
  '53300': () => 'Postgres has no connection left for us: raise max_connections, or stop other programs.',
  '42501': ({ message }) =>
    `The user of DATABASE_URL has too few rights (${message}): let it own the database, or GRANT it all rights on the schema public and its tables.`,
  '25006': () =>
    'The database of DATABASE_URL can only be read: name the server that takes writes, or unset default_transaction_read_only.',
  '3F000': () =>
    'The database of DATABASE_URL has no schema "public" that its user may use: CREATE SCHEMA public, and GRANT it to that user.',
}

/** An error as an OperatorError where it is one that the operator can put right; else the error itself. */
export function explainError(error: unknown, depth = 0): unknown {
  if (error instanceof OperatorError || typeof error !== 'object' || error === null || depth > 5) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const sentence = SENTENCES[code]
  if (sentence !== undefined) {
    const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined
    const message = error instanceof Error ? error.message : ''
    return new OperatorError(sentence({ code, path, message }), { cause: error })
  }
  const cause = 'cause' in error ? explainError(error.cause, depth + 1) : undefined
  return cause instanceof OperatorError ? cause : error
}

/** Whether an error says that a disk is full. */
export function isFullDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FULL_DISK.test(String(error.code))
}

function fullDisk({ path }: Facts): string {
  const where = path === undefined ? 'The disk' : `The disk that holds ${path}`
  return `${where} is full: make room and start again. What was written whole stays.`
}

function noRights({ path }: Facts): string {
  return `${path ?? 'A file'} cannot be read and written by this user: change its owner or its rights.`
}
