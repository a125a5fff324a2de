/** Pictures and sound to a film that starts before it is whole (+faststart) and plays everywhere. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './run.mjs'
import { SAMPLE_RATE } from './speech.mjs'

const FRAMES_PER_SECOND = 12
/** Frames between key frames when the picture stands still: a jump has at most this much to decode. */
const KEY_FRAME_EVERY = 120

/**
 * @param {{ file: string, seconds: number }[]} frames  PNG files of 1280 × 720
 * @param {Buffer} samples  signed 16 bit, mono
 * @param {string} folder  for what is needed on the way
 * @param {string} output  an MP4 file
 */
export async function film(frames, samples, folder, output) {
  const last = frames.at(-1)
  const list = join(folder, 'frames.txt')
  // The list's last duration is only kept when its file is named once more.
  const entries = frames.map(({ file, seconds }) => `file '${file}'\nduration ${seconds.toFixed(3)}`)
  await writeFile(list, `${entries.join('\n')}\nfile '${last?.file}'\n`)
  const sound = join(folder, 'sound.raw')
  await writeFile(sound, samples)
  await run('ffmpeg', [
    ...['-v', 'error', '-y'],
    ...['-f', 'concat', '-safe', '0', '-i', list],
    ...['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-i', sound],
    ...['-vf', `fps=${FRAMES_PER_SECOND},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p`],
    ...['-c:v', 'libx264', '-preset', 'veryslow', '-tune', 'stillimage', '-crf', '24', '-g', String(KEY_FRAME_EVERY)],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-af', 'loudnorm=I=-18:TP=-2:LRA=7', '-c:a', 'aac', '-b:a', '56k', '-ar', '44100', '-ac', '1'],
    ...[
      '-shortest',
      '-map_metadata',
      '-1',
      '-metadata:s:a:0',
      'language=eng',
      '-fflags',
      '+bitexact',
      '-movflags',
      '+faststart',
      output,
    ],
  ])
}

/**
 * As wide as the widest place for it: it is fetched with the page, before anybody plays the film.
 *
 * @param {string} picture  a PNG file
 * @param {string} output  a JPEG file
 */
export async function poster(picture, output) {
  const size = ['-vf', 'scale=720:-2', '-q:v', '6']
  await run('ffmpeg', ['-v', 'error', '-y', '-i', picture, '-map_metadata', '-1', ...size, output])
}
