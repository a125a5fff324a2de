import { type Cue, tidyCueText } from '#app/domain/transcript.ts'

import { inOrder, readBlocks, readTimedBlock } from './timed-blocks.ts'
import { TranscriptError } from './transcript-error.ts'

/** Fonts, bold and italics as some programs write them, and the position marks of SubStation (`{\an8}`). */
const MARKUP = /<\/?(?:b|i|u|s|font)(?:\s[^>]*)?>|\{\\[^}]*\}/gi

/**
 * The cues of a SubRip file, in order. The format knows no speakers and none are read from the text: "Note: bring paper"
 * looks like a name.
 *
 * @throws TranscriptError with the line at which the file is not SubRip.
 */
export function readSubRip(file: string): Cue[] {
  const blocks = readBlocks(file)
  if (blocks.length === 0) throw new TranscriptError(1, 'the file is empty')
  const cues: Cue[] = []
  for (const block of blocks) {
    const timed = readTimedBlock(block)
    const text = tidyCueText((timed?.text ?? '').replace(MARKUP, ''))
    if (timed !== null && text !== '') cues.push({ start: timed.start, end: timed.end, speaker: null, text })
  }
  return inOrder(cues)
}
