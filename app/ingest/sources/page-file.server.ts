import fs from 'node:fs/promises'
import path from 'node:path'

import { decodeText, TextEncodingError, type DecodedText } from '#app/files/text-encoding.ts'
import { UnreadableSourceError, withNotices, type Source } from '#app/ingest/source.ts'

import type { KnownPeople } from './page/person-names.ts'
import { readPage } from './page/read-page.ts'

/** A page is read whole; a saved page of twenty years is under a megabyte. */
const PAGE_MAX_BYTES = 20 * 1024 * 1024

/**
 * Opens a saved page or its text. `isKnown` says whom the archive has. Throws `UnreadableSourceError` when no month is found
 * in it.
 */
export async function openPage(file: string, isKnown: KnownPeople): Promise<Source> {
  const name = path.basename(file)
  const { size } = await fs.stat(file)
  if (size > PAGE_MAX_BYTES) throw new UnreadableSourceError(`${name} is larger than a page can be (20 MB).`)
  const isHtml = /\.x?html?$/i.test(name)
  const { text, notices } = decode(await fs.readFile(file), name, isHtml)
  return withNotices(readPage(text, isHtml ? 'html' : 'text', name, isKnown), notices)
}

function decode(bytes: Buffer, name: string, page: boolean): DecodedText {
  try {
    return decodeText(bytes, { page })
  } catch (error) {
    if (error instanceof TextEncodingError) throw new UnreadableSourceError(`${name} ${error.reason}.`)
    throw error
  }
}
