/**
 * Words of Thai, Lao, Khmer and Burmese, which are written without spaces, by the dictionaries of ICU. What it takes grows
 * with the square of a text's length, so it is given pieces.
 */

/** In UTF-16 units. The longest words of these scripts have about forty. */
const PIECE_LENGTH = 120
/** What is cut last in a piece may go on in the next one. */
const LAST_IN_PIECE = 40
/** A run that goes on so far beyond where its cutting may end is cut as the whole of it would be. */
export const LETTERS_LOOKED_AHEAD = 3 * PIECE_LENGTH

let segmenter: Intl.Segmenter | undefined

/**
 * Gives where each word of a run of letters of these scripts begins and ends, in order. It ends with the run, or between
 * two pieces where `mayEnd` says so; gives where that is.
 */
export function cutWords(
  run: string,
  visit: (start: number, end: number) => void,
  mayEnd: (at: number) => boolean = () => false,
): number {
  segmenter ??= new Intl.Segmenter('th', { granularity: 'word' })
  let from = 0
  while (from < run.length && !(from > 0 && mayEnd(from))) {
    const piece = run.slice(from, from + PIECE_LENGTH)
    const isLast = from + piece.length === run.length
    const surelyCut = piece.length - LAST_IN_PIECE
    let next = from
    for (const { index, segment, isWordLike } of segmenter.segment(piece)) {
      if (!isLast && index >= surelyCut) break
      next = from + index + segment.length
      if (isWordLike !== false) visit(from + index, next)
    }
    from = next
  }
  return from
}
