import { piecesOfCue, type Cue } from '#app/domain/transcript.ts'

/** A part of a transcript that is found and shown by itself. Times are seconds from the recording's start. */
export type Passage = { start: number; end: number; speaker: string | null; text: string }

/** A passage ends at the next change of speaker from here on, */
const ENOUGH_FOR_A_TURN = 60
/** at the next end of a sentence from here on, */
const ENOUGH_FOR_A_SENTENCE = 90
/** and before it grows longer than this. */
const MOST_WORDS = 120
/** Who says at least this share of the words is named; with less, nobody is. */
const SHARE_TO_BE_NAMED = 0.8

const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*$/u
/** Of scripts without spaces about two characters make a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu
const ENDS_UNSPACED = new RegExp(`(?:${UNSPACED.source}|[、。！？])$`, 'u')
const BEGINS_UNSPACED = new RegExp(`^${UNSPACED.source}`, 'u')

/** Cuts a transcript, in the order of time, into passages of about 60 to 120 words, at turns of speakers if it can. */
export function cutPassages(cues: readonly Cue[]): Passage[] {
  const steps = cuttingPassages(cues)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same in steps, for whoever cuts a long one in slices. */
export function* cuttingPassages(cues: readonly Cue[]): Generator<void, Passage[]> {
  const passages: Passage[] = []
  let open: Cue[] = []
  let words = 0
  const close = () => {
    if (open.length > 0) passages.push(joinCues(open))
    open = []
    words = 0
  }
  for (const cue of shortCues(cues)) {
    const last = open.at(-1)
    const count = countWords(cue.text)
    if (last && (words + count > MOST_WORDS || endsWell(last, cue, words))) close()
    open.push(cue)
    words += count
    yield
  }
  close()
  return passages
}

function endsWell(last: Cue, next: Cue, words: number): boolean {
  if (words >= ENOUGH_FOR_A_TURN && next.speaker !== last.speaker) return true
  return words >= ENOUGH_FOR_A_SENTENCE && SENTENCE_END.test(last.text)
}

function joinCues(cues: readonly Cue[]): Passage {
  const text = cues.reduce((joined, cue) => joined + (joined === '' ? '' : gapBetween(joined, cue.text)) + cue.text, '')
  return { start: cues[0]!.start, end: Math.max(...cues.map(({ end }) => end)), speaker: mainSpeaker(cues), text }
}

/** Scripts without spaces get none between two cues either. */
function gapBetween(before: string, after: string): string {
  return ENDS_UNSPACED.test(before) && BEGINS_UNSPACED.test(after) ? '' : ' '
}

function mainSpeaker(cues: readonly Cue[]): string | null {
  const words = new Map<string | null, number>()
  for (const { speaker, text } of cues) words.set(speaker, (words.get(speaker) ?? 0) + countWords(text))
  const all = [...words.values()].reduce((sum, count) => sum + count, 0)
  const [speaker, most] = [...words].reduce((a, b) => (b[1] > a[1] ? b : a))
  return most >= all * SHARE_TO_BE_NAMED ? speaker : null
}

function* shortCues(cues: readonly Cue[]): Generator<Cue> {
  for (const cue of cues) for (const piece of piecesOfCue(cue)) yield* splitLongCue(piece)
}

/** A cue with more words than a passage may have becomes several, its time shared out by their length. */
function* splitLongCue(cue: Cue): Generator<Cue> {
  const text = cue.text.replace(/\s+/gu, ' ').trim()
  if (text === '') return
  if (countWords(text) <= MOST_WORDS) return yield { ...cue, text }
  const length = cue.end - cue.start
  let done = 0
  for (const part of partsOf(text)) {
    const start = cue.start + (length * done) / text.length
    done += part.length + 1
    yield { ...cue, start, end: Math.min(cue.end, cue.start + (length * done) / text.length), text: part }
  }
}

/** Sentences, and of sentences that are too long, runs of words. */
function partsOf(text: string): string[] {
  const sentences = text.split(/(?<=[.!?…]["'”’»)\]]{0,3})\s+|(?<=[。！？])/u)
  return sentences.flatMap((sentence) => (countWords(sentence) <= MOST_WORDS ? [sentence] : runsOf(sentence)))
}

function runsOf(sentence: string): string[] {
  const words = sentence.includes(' ') ? sentence.split(' ') : [...sentence]
  const [size, glue] = sentence.includes(' ') ? [ENOUGH_FOR_A_SENTENCE, ' '] : [ENOUGH_FOR_A_SENTENCE * 2, '']
  const runs: string[] = []
  for (let at = 0; at < words.length; at += size) runs.push(words.slice(at, at + size).join(glue))
  return runs
}

function countWords(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0
  const spaced = unspaced === 0 ? text : text.replace(UNSPACED, ' ')
  return spaced.split(' ').filter((word) => word !== '').length + Math.ceil(unspaced / 2)
}
