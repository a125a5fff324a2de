import { piecesOfCue, type Cue } from './transcript.ts'

/** What one speaker says in a row, short enough to be found and followed. Times are seconds. */
export type Turn = { start: number; end: number; speaker: string | null; text: string }

/** From here on a turn ends with the sentence. */
const WORDS_ENOUGH = 30
/** Without full stops (some captions have none) it ends here. */
const WORDS_AT_MOST = 70
const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*$/
/** Scripts without spaces between words: about two letters make a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu

/** Joins captions into turns: a new one with each speaker, and in long speeches at the end of a sentence. In order. */
export function turnsOf(cues: readonly Cue[]): Turn[] {
  const turns: Turn[] = []
  const steps = joiningTurns(cues, turns)
  while (steps.next().done !== true) continue
  return turns
}

/** The same in steps, a caption each or a piece of one, for whoever joins many in slices; `turns` is filled. */
export function* joiningTurns(cues: readonly Cue[], turns: Turn[]): Generator<void> {
  let words = 0
  for (const cue of piecesOf(cues)) {
    yield
    const text = cue.text.replace(/\s+/g, ' ').trim()
    if (text === '') continue
    const last = turns.at(-1)
    if (last === undefined || last.speaker !== cue.speaker || isLongEnough(last.text, words)) {
      turns.push({ start: cue.start, end: cue.end, speaker: cue.speaker, text })
      words = countWords(text)
    } else {
      last.text = `${last.text} ${text}`
      last.end = Math.max(last.end, cue.end)
      words += countWords(text)
    }
  }
}

function* piecesOf(cues: readonly Cue[]): Generator<Cue> {
  for (const cue of cues) yield* piecesOfCue(cue)
}

/** The index of the turn that is spoken at a second: the last that has begun by then; -1 before the first. */
export function turnAt(turns: readonly { start: number }[], seconds: number): number {
  let [low, high] = [0, turns.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((turns[middle]?.start ?? Infinity) <= seconds) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Addresses carry whole seconds: the turn that begins within that second is meant, from its first word. */
export function momentIn(turns: readonly { start: number }[], seconds: number): number {
  const start = turns[turnAt(turns, seconds + 0.999)]?.start ?? seconds
  return Math.floor(start) === seconds ? start : seconds
}

function isLongEnough(text: string, words: number): boolean {
  return words >= WORDS_AT_MOST || (words >= WORDS_ENOUGH && SENTENCE_END.test(text))
}

function countWords(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0
  return text.replace(UNSPACED, ' ').split(/\s+/).filter(Boolean).length + Math.ceil(unspaced / 2)
}
