/** As long as a title in a file's name may be: with folder, date and ending it stays below the 255 bytes of file systems. */
const TITLE_BYTES = 150

/**
 * A title as a part of a file's name that every system takes: no sign that Windows, macOS or a shell read as something
 * else, no dot or space at an end, letters of every script as they are.
 */
export function fileTitle(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/[/\\:*?"<>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[.\s]+/, '')
  let short = ''
  let bytes = 0
  for (const { segment } of new Intl.Segmenter('en').segment(plain)) {
    bytes += new TextEncoder().encode(segment).length
    if (bytes > TITLE_BYTES) break
    short += segment
  }
  return short.replace(/[.\s]+$/, '') || 'Untitled'
}

/** Gives names that were not given before: the second "A" becomes "A (2)". Case does not tell them apart. */
export function uniqueNames(): (name: string) => string {
  const given = new Map<string, number>()
  return (name) => {
    for (;;) {
      const count = (given.get(name.toLowerCase()) ?? 0) + 1
      given.set(name.toLowerCase(), count)
      if (count === 1) return name
      const other = `${name} (${count})`
      if (!given.has(other.toLowerCase())) {
        given.set(other.toLowerCase(), 1)
        return other
      }
    }
  }
}
