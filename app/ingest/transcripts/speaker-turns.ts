import type { Cue } from '#app/domain/transcript.ts'

import { inOrder } from './timed-blocks.ts'
import { TranscriptError } from './transcript-error.ts'

/**
 * Transcripts as people type them: a name and a time open each turn, in the forms that transcription services write:
 *
 *     Ada Byron (00:01:02) - We begin.        [00:01:02] Ada Byron: We begin.
 *     Ada Byron  1:02                         00:01:02 Ada Byron
 *     We begin.                               We begin.
 */
const TIME = String.raw`[[(]?(?<time>(?:\d{1,2}:)?\d{1,2}:\d\d(?:\.\d{1,3})?)[\])]?`
/** Words with a capital (or of a script without capitals), so that "we begin at 10:30" is no name and time. */
const WORD = String.raw`[\p{Lu}\p{Lo}\p{N}][\p{L}\p{M}\p{N}.’'&-]{0,40}`
const NAME = String.raw`(?<name>${WORD}(?: (?:${WORD}|van|von|der?|den|della?|di|da|dos|du|la|le|bin|al|and)){0,6})`
const OPENINGS = [
  new RegExp(String.raw`^${NAME},?\s+${TIME}\s*(?:[-–—:]\s*(?<text>.*))?$`, 'u'),
  new RegExp(String.raw`^${TIME}\s*(?:[-–—]\s*)?${NAME}\s*:\s*(?<text>.*)$`, 'u'),
  new RegExp(String.raw`^${TIME}\s+${NAME}$`, 'u'),
  new RegExp(String.raw`^${TIME}\s*[-–—:]?\s*(?<text>.*)$`, 'u'),
]
/** The last turn has no next one to end it: as long as its words take to say. */
const WORDS_A_SECOND = 2.5
const SHORTEST_TURN_SECONDS = 1

type Turn = { start: number; speaker: string | null; lines: string[]; line: number }

/**
 * The turns of a transcript as cues: each ends where the next begins.
 *
 * @throws TranscriptError when the file has words before the first time, or no times at all.
 */
export function readSpeakerTurns(file: string): Cue[] {
  const turns: Turn[] = []
  let speaker: string | null = null
  for (const [index, raw] of file
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trim()
    if (line === '') continue
    const opening = readOpening(line)
    if (opening === null) {
      const turn = turns.at(-1)
      if (turn === undefined)
        throw new TranscriptError(index + 1, 'a turn begins with a name and a time (00:01:02), this has none')
      turn.lines.push(line)
      continue
    }
    // A time alone goes on with whoever spoke.
    speaker = opening.speaker ?? speaker
    turns.push({ start: opening.start, speaker, lines: opening.text === '' ? [] : [opening.text], line: index + 1 })
  }
  if (turns.length === 0) throw new TranscriptError(1, 'the file is empty')
  return inOrder(asCues(turns))
}

function readOpening(line: string): { start: number; speaker: string | null; text: string } | null {
  for (const opening of OPENINGS) {
    const groups = opening.exec(line)?.groups
    if (groups !== undefined) {
      return {
        start: seconds(groups['time'] ?? ''),
        speaker: groups['name']?.trim() ?? null,
        text: groups['text']?.trim() ?? '',
      }
    }
  }
  return null
}

function asCues(turns: Turn[]): Cue[] {
  return turns.flatMap(({ start, speaker, lines, line }, index) => {
    const text = lines.join(' ')
    const next = turns[index + 1]?.start
    if (next !== undefined && next < start) {
      throw new TranscriptError(turns[index + 1]?.line ?? line, 'the turn begins before the one above it')
    }
    const spoken = Math.max(SHORTEST_TURN_SECONDS, Math.round(text.split(' ').length / WORDS_A_SECOND))
    return text === '' ? [] : [{ start, end: next ?? start + spoken, speaker, text }]
  })
}

function seconds(time: string): number {
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}
