import nlp from 'compromise/two'

/** What `compromise` takes the words of a text for. It reads English; of other languages it knows first names. */

/** A word of a text and where it stands (UTF-16 units, half-open). */
export type TaggedWord = {
  start: number
  end: number
  text: string
  /** Its list of names has it as a first name, alone or beside other readings ("Grace", "Victoria"). */
  isFirstName: boolean
  /** It could as well be a place, a verb, a month. */
  isDoubtful: boolean
  /** Taken for a part of somebody's name. */
  isPerson: boolean
  tags: ReadonlySet<string>
}

/** The tagger's own list: beside another word it may take a first name for a place ("Helen Marsh"). */
const { lexicon } = (nlp.model() as { one: { lexicon: Record<string, string | string[]> } }).one
const FIRST_NAME_TAGS = ['FirstName', 'MaleName', 'FemaleName', 'Person']

type Term = { pre: string; text: string; tags?: Set<string>; switch?: string }

/** Longer texts are handed over in pieces that end at a sentence or a space: the tagger's work grows faster than they do. */
export const PIECE_MAX_LENGTH = 2000

/** Words of a text in order. The work is linear in its length: no piece is longer than `PIECE_MAX_LENGTH`. */
export function tagWords(text: string): TaggedWord[] {
  return piecesOf(text).flatMap(({ start, end }) => tagPiece(text.slice(start, end), start))
}

/** Where a text is cut: behind a full stop, else at a space, else anywhere. */
export function piecesOf(text: string): { start: number; end: number }[] {
  const pieces = []
  for (let start = 0; start < text.length;) {
    const most = text.slice(start, start + PIECE_MAX_LENGTH)
    const isLast = start + most.length >= text.length
    const stop = Math.max(
      most.lastIndexOf('. '),
      most.lastIndexOf('? '),
      most.lastIndexOf('! '),
      most.lastIndexOf('; '),
    )
    const space = stop === -1 ? most.lastIndexOf(' ') : stop + 1
    const end = start + (isLast || space <= 0 ? most.length : space + 1)
    pieces.push({ start, end })
    start = end
  }
  return pieces
}

function tagPiece(piece: string, from: number): TaggedWord[] {
  const words: TaggedWord[] = []
  let at = 0
  for (const sentence of nlp(piece).document as Term[][]) {
    for (const { pre, text, tags = new Set<string>(), switch: readings = '' } of sentence) {
      // "we’ll" is followed by a word without letters.
      if (text === '') continue
      const found = piece.indexOf(text, at)
      const start = found === -1 ? at + pre.length : found
      at = Math.min(piece.length, start + text.length)
      const isListed = tags.has('FirstName') || tags.has('MaleName') || tags.has('FemaleName')
      const listed = lexicon[text.toLowerCase()]
      const isInList = typeof listed === 'string' && FIRST_NAME_TAGS.includes(listed) && /^\p{Lu}/u.test(text)
      const isSwitched = readings.startsWith('Person|') || (isInList && listed === 'Person')
      words.push({
        start: from + start,
        end: from + at,
        text,
        isFirstName: isListed || isInList || isSwitched,
        isDoubtful: isSwitched,
        isPerson: tags.has('Person'),
        tags,
      })
    }
  }
  return words
}
