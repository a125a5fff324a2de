const CAPITAL_OR_SMALL = /\p{L}/u
const WORD_GOES_ON = /[\p{L}\p{N}\p{M}]/u
const [ALEF, TAV] = [0x05d0, 0x05ea]

/**
 * Where initials end that begin with the one letter between `at` and `end`: "N.H.S.", "J.R.R. Tolman", "e.g." without
 * their last full stop. `end` when there are none: one letter alone, or a part of something else that has full stops.
 */
export function endOfInitials(text: string, at: number, end: number): number {
  if (text[end] !== '.' || text[at - 1] === '.' || !CAPITAL_OR_SMALL.test(text.slice(at, end))) return end
  let until = end
  while (text[until] === '.') {
    const letter = characterAt(text, until + 1)
    const after = until + 1 + letter.length
    if (!CAPITAL_OR_SMALL.test(letter) || WORD_GOES_ON.test(characterAt(text, after))) break
    until = after
  }
  return until
}

/** Whether a letter of the Hebrew alphabet stands there. */
export function isHebrew(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= ALEF && unit <= TAV
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}
