import { lookup } from 'mrmime'

import { KnownError } from '#app/platform/known-error.ts'

/** A file that is not what its name says. The message can be shown to whoever brought it. */
export class FileContentError extends KnownError {
  static override readonly kind: string = 'FileContentError'
  override readonly name = 'FileContentError'

  constructor(
    readonly fileName: string,
    /** The media type that the name stands for. */
    readonly expected: string,
    /** What the content is. */
    readonly found: string,
  ) {
    super(`"${fileName}" should be ${expected} by its name, but its content is ${found}.`)
  }
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument'

/** Endings that mrmime does not know, or knows differently than browsers want them. */
const ENDINGS: Record<string, string> = {
  docx: `${OFFICE}.wordprocessingml.document`,
  flac: 'audio/flac',
  m4v: 'video/mp4',
  mkv: 'video/matroska',
  odp: `${OPEN_DOCUMENT}.presentation`,
  ods: `${OPEN_DOCUMENT}.spreadsheet`,
  odt: `${OPEN_DOCUMENT}.text`,
  ppt: 'application/vnd.ms-powerpoint',
  pptx: `${OFFICE}.presentationml.presentation`,
  srt: 'application/x-subrip',
  xls: 'application/vnd.ms-excel',
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
}

/** Types that share a container: from the first bytes one cannot be told from the other, the name decides. */
const CONTAINERS: RegExp[] = [
  /^(?:video\/(?:mp4|quicktime|x-m4v|3gpp2?)|audio\/(?:mp4|x-m4a))$/,
  /^(?:video|audio)\/(?:webm|matroska)$/,
  /^(?:video|audio|application)\/ogg$/,
  /^audio\/(?:mpeg|aac)$/,
  /^application\/(?:x-cfb|msword|vnd\.ms-\w+)$/,
  /^application\/(?:zip|epub\+zip|vnd\.openxmlformats-.*|vnd\.oasis\..*)$/,
  /^(?:application|text)\/rtf$/,
]

const TEXT = /^(?:text\/(?!rtf)|application\/(?:json|x-subrip|xml|x-yaml|yaml|ld\+json)$|image\/svg\+xml$)/

/** Whether a media type is text in UTF-8, to be served with its charset. */
export function isTextType(mediaType: string): boolean {
  return TEXT.test(mediaType)
}

/** The media type that a name's ending stands for; null for an unknown ending or none. */
export function typeOfName(name: string): string | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  return ending === undefined ? null : (ENDINGS[ending] ?? lookup(ending) ?? null)
}

/**
 * The media type of a file: what its content shows (`found`, by the signature in it; null when it has none known) checked
 * against what its name promises. `head` is its first bytes, to tell text from other things.
 * Throws `FileContentError` when they contradict each other.
 */
export function mediaTypeOf(name: string, found: string | null, head: Uint8Array): string {
  const expected = typeOfName(name)
  const text = isText(head)
  const signature = found?.replace(/;.*/, '') ?? null
  if (expected === null) return signature ?? (text ? 'text/plain' : 'application/octet-stream')
  if (isTextType(expected)) {
    // A text may begin with letters that are some format's signature ("BM", "ID3"): text comes first.
    if (text) return expected
    throw new FileContentError(name, expected, signature ?? 'not text')
  }
  if (signature === null) {
    if (text && head.length > 0) throw new FileContentError(name, expected, 'text')
    return expected
  }
  if (signature === expected || CONTAINERS.some((types) => types.test(signature) && types.test(expected)))
    return expected
  throw new FileContentError(name, expected, signature)
}

/** UTF-8 without control characters but tabs and line ends; the last character may be cut off. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
