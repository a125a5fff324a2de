import type { Cue } from '#app/domain/transcript.ts'

import type { LineProblems } from './line-problems.ts'
import { withClock } from './other-times.ts'
import { isSpeakerName, NAME, readLabel } from './speaker-labels.ts'

/**
 * Transcripts as people and programs type them: a time, or two, and mostly a name open each turn.
 *
 *     Ada Byron (00:01:02) - We begin.        [00:01:02] Ada Byron: We begin.
 *     Ada Byron  1:02                         00:01:02 Ada Byron
 *     We begin.                               We begin.
 *     [00:00.000 --> 00:06.140]  We begin.    00:00 - 00:06 Ada Byron: We begin.
 *     [0.00s -> 6.14s] We begin.              [Ada Byron] 18:05:09
 *                                             We begin.
 */
const CLOCK = String.raw`(?:\d{1,3}:)?\d{1,3}:\d\d(?:[.,]\d{1,9})?`
const TIME = String.raw`[[(]?(?<time>${CLOCK})[\])]?`
const RANGE = String.raw`[[(]?\s?(?<time>${CLOCK})\s{0,4}(?:-{1,3}>?|[–—]>?|→|to)\s{0,4}(?<until>${CLOCK})\s?[\])]?`
const SECONDS = String.raw`[[(]?\s?(?<time>\d{1,6}(?:\.\d{1,9})?)s?\s{0,4}-{1,3}>\s{0,4}(?<until>\d{1,6}(?:\.\d{1,9})?)s?\s?[\])]?`
const WHO = String.raw`(?<name>${NAME})`
const OPENINGS = [
  new RegExp(String.raw`^(?:${RANGE})\s{0,8}(?:[-–—:]\s{0,8})?(?<text>.*)$`, 'u'),
  new RegExp(String.raw`^(?:${SECONDS})\s{0,8}(?<text>.*)$`, 'u'),
  new RegExp(String.raw`^${WHO},?\s{1,8}(?:${RANGE})\s{0,8}(?:[-–—:]\s{0,8}(?<text>.*))?$`, 'u'),
  new RegExp(String.raw`^${WHO},?\s{1,8}${TIME}\s{0,8}(?:[-–—:]\s{0,8}(?<text>.*))?$`, 'u'),
  new RegExp(String.raw`^${TIME}\s{0,8}(?:[-–—]\s{0,8})?${WHO}\s{0,8}:\s{0,8}(?<text>.*)$`, 'u'),
  new RegExp(String.raw`^${TIME}\s{1,8}(?:[-–—]\s{1,8})?${WHO}$`, 'u'),
  new RegExp(String.raw`^${TIME}\s{0,8}(?:[-–—:]\s{0,8})?(?<text>.*)$`, 'u'),
]
/** What a duration in words becomes: "Ada Byron 00:01:02". */
const NAME_AND_TIME = new RegExp(String.raw`^${WHO},?\s{1,8}${TIME}$`, 'u')
const TIME_ALONE = new RegExp(String.raw`^${TIME}$`, 'u')
/** Zoom saves what is said with the time of day. */
const AT_TIME_OF_DAY = new RegExp(String.raw`^\[${WHO}\]\s{1,8}(?<time>\d\d:\d\d:\d\d)$`, 'u')
/** A tag of programs that tell voices apart without knowing them. */
const VOICE_TAG = /^\[(?<name>[\p{L}\p{N}_ ]{1,40})\]:?\s{1,8}(?<words>\S.*)$/u
/** What Otter writes below all. */
const SIGNATURE = /^Transcribed by https?:\/\/\S{1,100}$/i
/** What opens a turn stands in so much of its line; the rest is words. */
const HEAD_LENGTH = 240
/** The last turn has no next one to end it: as long as its words take to say. */
const WORDS_A_SECOND = 2.5
const SHORTEST_TURN_SECONDS = 1

type Opening = { start: number; end: number | null; speaker: string | null; text: string; isTimeOfDay: boolean }
type Turn = Opening & { lines: string[]; line: number }

/** The turns of a transcript as cues, in order: each ends where it says, or where the next begins. None in other text. */
export function readSpeakerTurns(lines: readonly string[], problems: LineProblems): Cue[] {
  const turns: Turn[] = []
  const stray: number[] = []
  let speaker: string | null = null
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    if (line === '') continue
    const opening = readOpening(line)
    const last = turns.at(-1)
    if (opening !== null) {
      // A time alone goes on with whoever spoke.
      speaker = opening.speaker ?? (opening.end === null ? speaker : null)
      const words = opening.text === '' ? [] : [opening.text]
      turns.push({ ...opening, speaker, lines: words, line: index + 1 })
    } else if (last === undefined) stray.push(index + 1)
    else if (!SIGNATURE.test(line)) last.lines.push(line)
  }
  if (turns.length > 0) for (const line of stray) problems.add(line, 'words before the first time are left out')
  return asCues(fromTheFirst(turns, problems), problems)
}

function readOpening(line: string): Opening | null {
  const [head, rest] = [line.slice(0, HEAD_LENGTH), line.slice(HEAD_LENGTH)]
  const timeOfDay = AT_TIME_OF_DAY.exec(head)?.groups
  if (timeOfDay !== undefined) return { ...asOpening(timeOfDay, rest), isTimeOfDay: true }
  for (const pattern of OPENINGS) {
    const groups = pattern.exec(head)?.groups
    if (groups !== undefined && (groups['name'] === undefined || isSpeakerName(groups['name'])))
      return asOpening(groups, rest)
  }
  const clocked = withClock(line)
  const groups = clocked === null ? undefined : (NAME_AND_TIME.exec(clocked) ?? TIME_ALONE.exec(clocked))?.groups
  if (groups === undefined || (groups['name'] !== undefined && !isSpeakerName(groups['name']))) return null
  return asOpening(groups, '')
}

function asOpening(groups: Record<string, string | undefined>, rest: string): Opening {
  const { time = '', until, name, text = '' } = groups
  const label = name === undefined ? (readLabel(text + rest) ?? readVoiceTag(text + rest)) : null
  return {
    start: seconds(time),
    end: until === undefined ? null : seconds(until),
    speaker: (name ?? label?.name)?.trim() ?? null,
    text: (label?.words ?? text + rest).trim(),
    isTimeOfDay: false,
  }
}

function readVoiceTag(text: string): { name: string; words: string } | null {
  const groups = VOICE_TAG.exec(text)?.groups
  // A tag in other brackets, or in small letters, is a sound: "[music] and now".
  return groups !== undefined && /^(?:speaker|voice|spk)[ _]?\d+$/i.test(groups['name'] ?? '')
    ? { name: groups['name'] ?? '', words: groups['words'] ?? '' }
    : null
}

/** Times of the day are counted from the first. */
function fromTheFirst(turns: Turn[], problems: LineProblems): Turn[] {
  const first = turns.find(({ isTimeOfDay }) => isTimeOfDay)
  if (first === undefined) return turns
  problems.add(first.line, 'the times are those of the day: they are counted from this one')
  return turns.map((turn) => (turn.isTimeOfDay ? { ...turn, start: Math.max(0, turn.start - first.start) } : turn))
}

function asCues(turns: Turn[], problems: LineProblems): Cue[] {
  for (const [index, turn] of turns.entries()) {
    if (turn.start < (turns[index - 1]?.start ?? 0)) problems.add(turn.line, 'the turn begins before the one above it')
    if (turn.end !== null && turn.end < turn.start) problems.add(turn.line, 'the turn ends before it starts')
  }
  const inOrder = turns.toSorted((one, other) => one.start - other.start)
  return inOrder.flatMap(({ start, end, speaker, lines }, index) => {
    const text = lines.join(' ')
    if (text === '') return []
    const spoken = Math.max(SHORTEST_TURN_SECONDS, Math.round(text.split(' ').length / WORDS_A_SECOND))
    const until = Math.max(start, end ?? inOrder[index + 1]?.start ?? start + spoken)
    return partsOf(lines, speaker).map((part) => ({ start, end: until, ...part }))
  })
}

/** Google Meet gives a time now and then, and below it what several said, each with a name. */
function partsOf(lines: string[], speaker: string | null): Pick<Cue, 'speaker' | 'text'>[] {
  const labels = speaker === null ? lines.map(readLabel) : []
  if (!labels[0]) return [{ speaker, text: lines.join(' ') }]
  const parts: Pick<Cue, 'speaker' | 'text'>[] = []
  for (const [index, line] of lines.entries()) {
    const label = labels[index]
    const last = parts.at(-1)
    if (label) parts.push({ speaker: label.name, text: label.words })
    else if (last !== undefined) last.text += ` ${line}`
  }
  return parts
}

/** Whole milliseconds divided once, so that the same time is always the same number. */
function seconds(time: string): number {
  const whole = time.replace(',', '.').split(':')
  return Math.round(whole.reduce((sum, part) => sum * 60 + Number(part), 0) * 1000) / 1000
}
