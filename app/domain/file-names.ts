import { withoutTail } from './letters.ts'

/** As long as a title in a file's name may be: with folder, date and ending it stays below the 255 bytes of file systems. */
const TITLE_BYTES = 150

/**
 * What shows nothing and changes how a name is shown: control characters, marks of direction (`exe.fdp` would read
 * "pdf.exe" behind U+202E), line separators, marks of no width. What joins letters (U+200C, U+200D) stays: Persian words and
 * emoji are made with it.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/gu

/** The name of a file as it is kept and offered: without anything unseen. */
export function cleanFileName(name: string): string {
  const seen = name.replace(UNSEEN, '').trim()
  return /^\.*$/.test(seen) ? 'file' : seen
}

/**
 * A title as a part of a file's name that every system takes: no sign that Windows, macOS or a shell read as something
 * else, no dot or space at an end, letters of every script as they are.
 */
export function fileTitle(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(UNSEEN, ' ')
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
  return withoutTail(short, /[.\s]/) || 'Untitled'
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
