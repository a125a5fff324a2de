import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** What makes recordings on this machine; tests that need it are skipped where it is not. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
export const NO_FFMPEG = 'there is no ffmpeg here to make the recording'

export const STREAM_ORIGIN = 'https://media.example.org'
/** Seconds that a made recording lasts. */
export const LENGTH = 12

const SERIES = '---\nname: Talks\nmain: true\n---\n'

type Talk = { title: string; recordings: string; captions?: Record<string, string>; insights?: boolean }

/**
 * Conversations whose recordings are kept by others, or are several. Those of our own are made by ffmpeg, where it is; but
 * for the sound that a reader has in place of a provider, which is there everywhere.
 */
const TALKS: Record<string, Talk> = {
  'a-talk-elsewhere': {
    title: 'A talk elsewhere',
    recordings: youtube(captions('talk.vtt')),
    captions: { 'talk.vtt': 'Good evening.' },
  },
  'a-talk-with-sound': {
    title: 'A talk with sound',
    recordings: youtube(captions('talk.vtt')) + own('audio', 'sound.wav', 3480, ''),
    captions: { 'talk.vtt': 'Good evening.' },
    insights: true,
  },
  'a-talk-on-vimeo': { title: 'A talk on Vimeo', recordings: '\n  - address: https://vimeo.com/76979871' },
  'a-streamed-talk': {
    title: 'A streamed talk',
    recordings: `\n  - address: ${STREAM_ORIGIN}/talk.m3u8${captions('talk.vtt')}`,
    captions: { 'talk.vtt': 'Good evening.' },
  },
  'a-dashed-talk': { title: 'A dashed talk', recordings: `\n  - address: ${STREAM_ORIGIN}/talk.mpd` },
  'a-talk-in-parts': {
    title: 'A talk in parts',
    recordings:
      own('video', 'one.mp4', LENGTH, captions('one.vtt')) +
      own('video', 'two.webm', LENGTH + 30, captions('two.vtt')) +
      own('audio', 'one.m4a', LENGTH, ''),
    captions: { 'one.vtt': 'The first part.', 'two.vtt': 'The second part.' },
  },
}

/** Writes an archive folder with them. */
export function writeRecordings(folder: string): void {
  write(folder, 'archive.md', '---\nformat: 1\ntitle: Talks\n---\n')
  write(folder, 'series/talks.md', SERIES)
  for (const [slug, { title, recordings, captions = {}, insights = false }] of Object.entries(TALKS)) {
    // Without ffmpeg a file of our own is not there to be named.
    const files = [...recordings.matchAll(/file: (\S+\.(?:mp4|webm|m4a))/g)].map(([, name = '']) => name)
    if (!hasFfmpeg && files.length > 0) continue
    const talk = path.join(folder, 'conversations', slug)
    const document = insights ? '\ndocuments:\n  - kind: insights\n    title: What was said\n    file: said.md' : ''
    write(
      talk,
      'conversation.md',
      `---\nseries: talks\ntitle: ${title}\nheldOn: "2024-01"\nrecordings:${recordings}${document}\n---\n\nA talk.\n`,
    )
    if (insights) write(talk, 'said.md', '# What was said\n\nThat evenings are good.\n')
    for (const [name, words] of Object.entries(captions)) write(talk, name, vtt(words))
    if (recordings.includes('file: sound.wav')) write(talk, 'sound.wav', silence(1))
    for (const name of files) makeFile(path.join(talk, name))
  }
}

/** Makes a stream in a folder: `talk.m3u8` or `talk.mpd`, and its parts. */
export function makeStream(folder: string, ending: 'm3u8' | 'mpd'): void {
  const packing =
    ending === 'm3u8'
      ? ['-f', 'hls', '-hls_time', '4', '-hls_playlist_type', 'vod']
      : ['-f', 'dash', '-seg_duration', '4']
  ffmpeg(['-g', '10', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', ...packing, `talk.${ending}`], folder)
}

function makeFile(file: string): void {
  const isSound = file.endsWith('.m4a')
  const codecs = file.endsWith('.webm')
    ? ['-c:v', 'libvpx', '-c:a', 'libopus']
    : ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  ffmpeg([...(isSound ? ['-vn', '-c:a', 'aac'] : codecs), file], path.dirname(file))
}

function ffmpeg(args: readonly string[], folder: string): void {
  const sources = [`testsrc=size=160x90:rate=10:duration=${LENGTH}`, `sine=duration=${LENGTH}`]
  const inputs = sources.flatMap((source) => ['-f', 'lavfi', '-i', source])
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...inputs, ...args], { cwd: folder })
  if (status !== 0) throw new Error(`ffmpeg ${args.join(' ')}: ${stderr.toString()}`)
}

function youtube(rest: string): string {
  return `\n  - address: https://www.youtube.com/watch?v=A-u8XHAUac4\n    durationSeconds: 3480${rest}`
}

function own(kind: string, file: string, seconds: number, rest: string): string {
  return `\n  - kind: ${kind}\n    file: ${file}\n    durationSeconds: ${seconds}${rest}`
}

function captions(file: string): string {
  return `\n    captions:\n      - file: ${file}\n        language: en\n        label: English`
}

/** Two turns, the second at half a minute, or within the recordings that are made. */
function vtt(words: string): string {
  const second = words === 'Good evening.' ? '00:31' : '00:08'
  return `WEBVTT

00:00.000 --> 00:04.000
<v Host>${words}

${second}.000 --> ${second.replace(/.$/, '9')}.500
<v Guest>Thank you for having me.
`
}

const SAMPLES_A_SECOND = 8000

/** A sound file (RIFF WAVE, 8 bits, one channel) of so many seconds in which nobody speaks. */
function silence(seconds: number): Buffer {
  const samples = Buffer.alloc(seconds * SAMPLES_A_SECOND, 0x80)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(header.length - 8 + samples.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16) // Bytes of the format that follow.
  header.writeUInt16LE(1, 20) // Not compressed.
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(SAMPLES_A_SECOND, 24)
  header.writeUInt32LE(SAMPLES_A_SECOND, 28) // Bytes a second.
  header.writeUInt16LE(1, 32) // Bytes a sample.
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}

function write(folder: string, name: string, content: string | Buffer): void {
  const file = path.join(folder, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, content)
}
