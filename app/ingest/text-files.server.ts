import fs from 'node:fs/promises'

import type { SourceFile } from '#app/domain/archive-item-fields.ts'
import { FileContentError, typeOfName } from '#app/files/media-type.ts'
import { decodeText, NOT_TEXT, TextEncodingError } from '#app/files/text-encoding.ts'

/** Texts that say nothing of their own encoding: they are kept, and sent, as UTF-8. (A page of HTML may say otherwise.) */
const PLAIN = /\.(?:txt|md|markdown|vtt|srt|csv)$/i
/** A longer text is kept only in UTF-8, which needs no second copy. */
const TEXT_MAX_BYTES = 32 * 1024 * 1024

/** A text that is not kept byte by byte: its content in UTF-8, and what an editor should know. */
export type ConvertedText = { content: Buffer; notices: string[] }

/**
 * The UTF-8 of a text file in another encoding; null for one that is in UTF-8, and for what is no text by its name.
 *
 * @throws FileContentError when it is text that cannot be decoded.
 */
export async function convertedText({ path, name }: SourceFile): Promise<ConvertedText | null> {
  if (!PLAIN.test(name) || (await fs.stat(path.place)).size > TEXT_MAX_BYTES) return null
  const bytes = await fs.readFile(path.place)
  try {
    const { text, encoding, notices } = decodeText(bytes)
    return encoding === 'UTF-8' ? null : { content: Buffer.from(text), notices }
  } catch (error) {
    if (!(error instanceof TextEncodingError)) throw error
    // What is no text at all is known by its signature.
    if (error.reason === NOT_TEXT) return null
    throw new FileContentError(name, typeOfName(name) ?? 'text', error.reason.replace(/^is /, ''))
  }
}
