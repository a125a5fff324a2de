/** One font file, and which letters it has. */
export type Typeface = {
  /** Different for each. */
  name: string
  data: Uint8Array<ArrayBuffer>
  /** Whether it has a letter, by its Unicode code point. */
  covers: (codePoint: number) => boolean
}

export type TypeStyle = 'regular' | 'italic' | 'bold' | 'boldItalic' | 'heading'

/** For each style the fonts to try, the first for what is usual, the others for the letters that it lacks. */
export type Typefaces = Record<TypeStyle, readonly Typeface[]>

export type TypeRun = { text: string; face: Typeface }

/** Stands for a letter that no font has. */
const UNKNOWN = '?'

/**
 * A text in pieces that can each be set in one font. A word is set in one font if one has all of it; a letter that none has
 * becomes a question mark. Characters that control something (C0, C1, directions) are left out.
 */
export function typeRuns(text: string, faces: readonly Typeface[]): TypeRun[] {
  const [first] = faces
  if (first === undefined) throw new RangeError('There is no font to set a text in.')
  const runs: TypeRun[] = []
  const add = (part: string, face: Typeface) => {
    const last = runs.at(-1)
    if (last?.face === face) last.text += part
    else runs.push({ text: part, face })
  }
  for (const word of printable(text).match(/\s+|\S+/gu) ?? []) {
    // A space belongs to the font before it, so that a line of another script is not cut up.
    const whole = word.trim() === '' ? (runs.at(-1)?.face ?? first) : faces.find((face) => coversAll(face, word))
    if (whole !== undefined) {
      add(word, whole)
      continue
    }
    for (const letter of word) {
      const face = faces.find((face) => coversAll(face, letter))
      if (face === undefined) add(UNKNOWN, first)
      else add(letter, face)
    }
  }
  return runs
}

/** Whether some text can be set whole in these fonts. */
export function canSet(text: string, faces: readonly Typeface[]): boolean {
  return [...printable(text)].every((letter) => letter.trim() === '' || faces.some((face) => coversAll(face, letter)))
}

function printable(text: string): string {
  return text.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, (sign) => (/\s/.test(sign) ? ' ' : ''))
}

function coversAll(face: Typeface, text: string): boolean {
  for (const letter of text) if (!face.covers(letter.codePointAt(0) ?? 0)) return false
  return true
}
