import type { Cue } from '#app/domain/transcript.ts'

import { readSpeakerTurns } from './speaker-turns.ts'
import { readSubRip } from './sub-rip.ts'
import { readWebVtt } from './web-vtt.ts'

/**
 * The cues of a transcript file: WebVTT (.vtt), SubRip (.srt) or speaker turns with times (.txt), told by its name; a
 * file whose first word is WEBVTT is that whatever it is called.
 *
 * @throws TranscriptError with the line that cannot be read.
 */
export function readTranscript(fileName: string, content: string): Cue[] {
  if (/\.vtt$/i.test(fileName) || /^\uFEFF?WEBVTT\b/.test(content)) return readWebVtt(content)
  return /\.srt$/i.test(fileName) ? readSubRip(content) : readSpeakerTurns(content)
}
