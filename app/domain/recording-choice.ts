import type { Availability } from './conversation.ts'
import { lengthInWords } from './dates.ts'
import { providerOf } from './recording.ts'
import { listInWords } from './words.ts'

/** A recording as one of those of its conversation. */
export type ListedRecording = {
  /** From 0, in the order of the archive. */
  position: number
  availability: Availability
  kind: 'audio' | 'video'
  address: string | null
  file: object | null
  durationSeconds: number | null
  captions: readonly { language: string; label: string }[]
}

/** Editing leaves a second or two between two forms of one recording; parts of an evening differ by more. */
const SAME_LENGTH_SECONDS = 5

/** The position that `?recording=` names, which counts from 1; null for what names none. */
export function parseRecordingNumber(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,3}$/.test(text) ? Number(text) - 1 : null
}

/** What an address carries for a recording, by its number; nothing for the one that is meant without. */
export function recordingQuery(number: number | null): string {
  return number === null ? '' : `?recording=${number}`
}

/**
 * The recording that a page shows: the one asked for, where it opens here; else the first that opens here and has words,
 * since whoever found a moment by its words is to hear it; else the first that opens here; else the first.
 */
export function chooseRecording<T extends ListedRecording>(recordings: readonly T[], asked: number | null): T | null {
  const here = recordings.filter(({ availability }) => availability === 'here')
  const spoken = here.find((recording) => spokenBy(recordings, recording) !== null)
  return here.find(({ position }) => position === asked) ?? spoken ?? here[0] ?? recordings[0] ?? null
}

/**
 * The recording whose captions hold the words of `shown`: itself, or the first with captions that is another form of it
 * (sound beside video, a copy elsewhere) and not another part of the evening. Null where no words are known.
 */
export function spokenBy<T extends ListedRecording>(recordings: readonly T[], shown: T): T | null {
  if (shown.captions.length > 0) return shown
  return recordings.find((other) => other.captions.length > 0 && isAnotherForm(other, shown)) ?? null
}

function isAnotherForm(one: ListedRecording, other: ListedRecording): boolean {
  if (one.durationSeconds === null || other.durationSeconds === null) return one.kind !== other.kind
  return Math.abs(one.durationSeconds - other.durationSeconds) <= SAME_LENGTH_SECONDS
}

/** "Sound, 58 minutes, kept here", "Video, 58 minutes, captions in English, on YouTube". */
export function recordingInWords({ kind, address, file, durationSeconds, captions }: ListedRecording): string {
  const languages = [...new Set(captions.map(({ language, label }) => (label === '' ? language : label)))]
  return [
    kind === 'audio' ? 'Sound' : 'Video',
    durationSeconds === null ? null : lengthInWords(durationSeconds),
    languages.length === 0 ? null : `captions in ${listInWords(languages)}`,
    file !== null ? 'kept here' : address === null ? null : `on ${providerOf(address).name}`,
  ]
    .filter((part) => part !== null)
    .join(', ')
}
