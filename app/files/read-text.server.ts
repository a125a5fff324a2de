import { text } from 'node:stream/consumers'

import { StoreAwayError, type FileStore } from './store.ts'

/** As long as a reader may wait for what is made of a text. */
const READ_LIMIT_MS = 8000

/**
 * A stored text, whole; null when there is no such file. Throws `StoreAwayError` also when a store begins to answer and
 * then falls silent.
 */
export async function readText(files: FileStore, key: string, limitMs = READ_LIMIT_MS): Promise<string | null> {
  const opened = await files.open(key)
  if (opened === null) return null
  const tooLate = new StoreAwayError('The store of files broke off in the middle of a file: look after it.')
  const timer = setTimeout(() => opened.stream.destroy(tooLate), limitMs)
  try {
    return await text(opened.stream)
  } catch (error) {
    throw error instanceof StoreAwayError ? error : new StoreAwayError(tooLate.message, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
