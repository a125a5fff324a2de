const NAMES = new Map(
  Object.entries({
    'application/epub+zip': 'EPUB',
    'application/msword': 'Word',
    'application/pdf': 'PDF',
    'application/vnd.ms-powerpoint': 'PowerPoint',
    'application/vnd.oasis.opendocument.presentation': 'OpenDocument slides',
    'application/vnd.oasis.opendocument.text': 'OpenDocument text',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
    'audio/mpeg': 'MP3 sound',
    'audio/mp4': 'MP4 sound',
    'audio/ogg': 'Ogg sound',
    'text/html': 'web page',
    'text/markdown': 'Markdown',
    'text/plain': 'plain text',
    'text/vtt': 'captions (VTT)',
    'video/mp4': 'MP4 video',
    'video/webm': 'WebM video',
  }),
)

/** What kind of file a media type (RFC 6838) means to a reader. */
export function mediaTypeInWords(mediaType: string): string {
  const [essence = ''] = mediaType.toLowerCase().split(';')
  const known = NAMES.get(essence.trim())
  if (known !== undefined) return known
  const [kind] = essence.split('/')
  return kind === 'video' || kind === 'image' ? kind : kind === 'audio' ? 'sound' : 'file'
}

const WORDS_A_MINUTE = 220
/** Letters that are gone through in one step. */
const LETTERS_AT_ONCE = 64 * 1024

/** A ">" in an attribute ends its tag too early here: a word too many is no harm. */
const [LESS, GREATER, SPACE] = [0x3c, 0x3e, 0x20]

/**
 * How long HTML of ours takes to read, in whole minutes, one at least (about 220 words a minute; Brysbaert 2019 found 238).
 * Its letters are gone through once, where a parser would hold up the site, and in steps, since there may be many.
 */
export function* countingMinutesToRead(html: string): Generator<void, number> {
  let words = 0
  let isInTag = false
  let isInWord = false
  for (let at = 0; at < html.length; at += 1) {
    if (at % LETTERS_AT_ONCE === LETTERS_AT_ONCE - 1) yield
    const sign = html.charCodeAt(at)
    if (sign === LESS) isInTag = true
    const isPart = !isInTag && sign > SPACE
    if (isPart && !isInWord) words += 1
    isInWord = isPart
    if (sign === GREATER) isInTag = false
  }
  return Math.max(1, Math.round(words / WORDS_A_MINUTE))
}
