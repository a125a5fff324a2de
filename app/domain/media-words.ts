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

/** How long a text takes to read, in whole minutes, one at least (about 220 words a minute; Brysbaert 2019 found 238). */
export function minutesToRead(text: string): number {
  const words = text.match(/\S+/g)?.length ?? 0
  return Math.max(1, Math.round(words / WORDS_A_MINUTE))
}
