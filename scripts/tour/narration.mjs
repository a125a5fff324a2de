/**
 * Reads the words of the tour.
 *
 * @typedef {{ text: string, shots: string[], chapter: string, first: boolean }} Line
 *   a caption, the shots shown during it, its chapter, and whether it opens that chapter
 */

/**
 * @param {string} markdown  `narration.md`
 * @returns {Line[]}
 * @throws {Error} when a line has no picture to begin with
 */
export function readNarration(markdown) {
  const lines = []
  let chapter = ''
  let first = false
  let shots = []
  for (const raw of markdown.split('\n').map((line) => line.trim())) {
    if (raw.startsWith('## ')) {
      chapter = raw.slice(3)
      first = true
    } else if (chapter && raw) {
      const [, names, text] = /^(?:\[([^\]]+)\]\s*)?(.+)$/.exec(raw) ?? []
      if (names) shots = names.split(',').map((name) => name.trim())
      else shots = shots.slice(-1)
      if (shots.length === 0) throw new Error(`narration.md: no shot is named before "${text}"`)
      lines.push({ text, shots, chapter, first })
      first = false
    }
  }
  return lines
}
