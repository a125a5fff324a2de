import type { Cue } from '#app/domain/transcript.ts'

/**
 * Captions that roll (YouTube's automatic ones, live captions): each cue shows again what the one before it said, and a
 * little more. The transcript says each word once.
 */

/** Fewer words at the end of one cue and the beginning of the next may be the same by chance. */
const WORDS_NO_CHANCE = 3
/** Later than so long after a cue nothing of it is on the screen. */
const GAP_SECONDS = 1

/** Cues without what they repeat of the one before, and how many did; as they are where the captions do not roll. */
export function withoutRollingRepeats(cues: Cue[]): { cues: Cue[]; repeats: number } {
  const overlaps = cues.map((cue, index) => overlapOf(cues[index - 1], cue))
  const repeats = overlaps.filter(({ words }) => words > 0).length
  // "Yes." twice is a repetition of its own; captions that roll do so nearly always, and go on with new words.
  const isRolling =
    repeats > 1 && repeats * 2 >= cues.length - 1 && overlaps.some(({ words, isAll }) => words > 0 && !isAll)
  if (!isRolling) return { cues, repeats: 0 }
  const kept: Cue[] = []
  for (const [index, cue] of cues.entries()) {
    const { words, isAll } = overlaps[index] ?? { words: 0, isAll: false }
    const last = kept.at(-1)
    if (isAll && last !== undefined) last.end = Math.max(last.end, cue.end)
    else kept.push({ ...cue, text: withoutFirstWords(cue.text, words) })
  }
  return { cues: kept, repeats }
}

/** How many words a cue begins with that the one before it ended with, and whether it says nothing else. */
function overlapOf(before: Cue | undefined, cue: Cue): { words: number; isAll: boolean } {
  const none = { words: 0, isAll: false }
  if (before === undefined || before.speaker !== cue.speaker || cue.start > before.end + GAP_SECONDS) return none
  const [said, says] = [wordsOf(before.text), wordsOf(cue.text)]
  const words = commonWords(said, says)
  const isWhole = words === said.length || words === says.length
  if (words === 0 || !(isWhole || words >= WORDS_NO_CHANCE || isEndOfLine(cue.text, words))) return none
  return { words, isAll: words === says.length }
}

/** Whether a line of the text ends after so many words. */
function isEndOfLine(text: string, words: number): boolean {
  let count = 0
  return text.split('\n').some((line) => (count += wordsOf(line).length) === words)
}

/** The length of the longest end of `said` that `says` begins with, in one pass (Knuth, Morris and Pratt, 1977). */
function commonWords(said: string[], says: string[]): number {
  const shorter = fallbacksOf(says)
  let length = 0
  for (const word of said) {
    while (length > 0 && says[length] !== word) length = shorter[length - 1] ?? 0
    if (says[length] === word) length += 1
  }
  return length
}

/** For each beginning of the words, the longest shorter one that it also ends with. */
function fallbacksOf(words: string[]): number[] {
  const fallbacks = words.map(() => 0)
  for (let index = 1, length = 0; index < words.length; index += 1) {
    while (length > 0 && words[index] !== words[length]) length = fallbacks[length - 1] ?? 0
    if (words[index] === words[length]) length += 1
    fallbacks[index] = length
  }
  return fallbacks
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function withoutFirstWords(text: string, count: number): string {
  if (count === 0) return text
  let left = count
  for (const word of text.matchAll(/\S+/g)) {
    left -= 1
    if (left === 0) return text.slice(word.index + word[0].length).trim()
  }
  return ''
}
