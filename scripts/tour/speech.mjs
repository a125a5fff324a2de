/** Text to sound with free tools: ffmpeg's flite filter (a woman's voice, "slt") or the espeak-ng program. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.mjs'

/** Hertz; what flite speaks in. Samples are signed 16 bit, mono. */
export const SAMPLE_RATE = 16_000

/** Slower than either voice's own pace: listeners follow the screen at the same time. */
const FLITE_TEMPO = 0.93
const ESPEAK_WORDS_PER_MINUTE = 150

/** How words are written for a voice that would read them wrongly. The captions keep the spelling of the narration. */
const SPOKEN = [
  [/\b2023\b/g, 'twenty twenty three'],
  [/‘|’(?!\w)/g, ''],
]

/**
 * Speaks one line.
 *
 * @param {string} text
 * @param {'slt' | 'rms' | 'awb' | 'en-gb-x-rp'} voice  a voice of flite, or of espeak-ng when it begins with "en"
 * @returns {Promise<Buffer>} samples, with the silence before and after the words cut off
 */
export async function speak(text, voice) {
  const folder = await mkdtemp(join(tmpdir(), 'tour-'))
  try {
    const words = join(folder, 'words.txt')
    const wave = join(folder, 'words.wav')
    await writeFile(
      words,
      SPOKEN.reduce((said, [from, to]) => said.replace(from, to), text),
    )
    const espeak = voice.startsWith('en')
    if (espeak) await run('espeak-ng', ['-v', voice, '-s', String(ESPEAK_WORDS_PER_MINUTE), '-f', words, '-w', wave])
    const input = espeak ? ['-i', wave] : ['-f', 'lavfi', '-i', `flite=textfile=${words}:voice=${voice}`]
    const trim = 'silenceremove=start_periods=1:start_threshold=-50dB'
    const filters = [trim, 'areverse', trim, 'areverse', 'highpass=f=70', ...(espeak ? [] : [`atempo=${FLITE_TEMPO}`])]
    const format = ['-f', 's16le', '-ac', '1', '-ar', String(SAMPLE_RATE), 'pipe:1']
    return await run('ffmpeg', ['-v', 'error', ...input, '-af', filters.join(','), ...format])
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** @param {number} seconds */
export function silence(seconds) {
  return Buffer.alloc(Math.round(seconds * SAMPLE_RATE) * 2)
}

/** @param {Buffer} samples  @returns {number} seconds */
export function lengthOf(samples) {
  return samples.length / 2 / SAMPLE_RATE
}
