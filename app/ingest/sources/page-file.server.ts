import fs from 'node:fs/promises'
import path from 'node:path'

import { UnreadableSourceError, type Source } from '#app/ingest/source.ts'

import type { KnownPeople } from './page/person-names.ts'
import { readPage } from './page/read-page.ts'

/** A page is read whole; a saved page of twenty years is under a megabyte. */
const PAGE_MAX_BYTES = 20 * 1024 * 1024
/** Where browsers, too, look for the encoding (HTML Living Standard, "prescan a byte stream"). */
const HEAD_BYTES = 1024

/**
 * Opens a saved page or its text. `isKnown` says whom the archive has. Throws `UnreadableSourceError` when no month is found
 * in it.
 */
export async function openPage(file: string, isKnown: KnownPeople): Promise<Source> {
  const name = path.basename(file)
  const { size } = await fs.stat(file)
  if (size > PAGE_MAX_BYTES) throw new UnreadableSourceError(`${name} is larger than a page can be (20 MB).`)
  const text = decode(await fs.readFile(file), name)
  return readPage(text, /\.x?html?$/i.test(name) ? 'html' : 'text', name, isKnown)
}

/** What the first bytes and the page itself say about its encoding, else UTF-8, else what old programs wrote. */
function decode(bytes: Buffer, name: string): string {
  const mark = markedEncoding(bytes)
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(bytes.subarray(0, HEAD_BYTES).toString('latin1'))?.[1]
  for (const label of mark === null ? [declared, 'utf-8', 'windows-1252'] : [mark]) {
    const text = label === undefined ? null : decodeAs(label, bytes)
    if (text?.includes('\0')) throw new UnreadableSourceError(`${name} is not text.`)
    if (text !== null) return text
  }
  throw new UnreadableSourceError(`${name} is not text in an encoding that is known.`)
}

function markedEncoding(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** Null when the encoding is unknown or the bytes are not in it. */
function decodeAs(label: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}
