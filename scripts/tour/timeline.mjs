/**
 * Lays the spoken lines out in time and writes what follows from it: captions, chapters and the pictures' durations.
 * Times are seconds from the start of the film.
 *
 * @typedef {import('./narration.mjs').Line} Line
 * @typedef {Line & { start: number, end: number }} TimedLine
 */
import { lengthOf, silence } from './speech.mjs'

const PAUSE_SECONDS = 0.45
/** A new chapter is a new picture, and the eye needs a moment for it. */
const CHAPTER_PAUSE_SECONDS = 1.1
const LEAD_IN_SECONDS = 0.8
const LEAD_OUT_SECONDS = 1.5
/** How early the picture changes before the words that go with it. */
const PICTURE_LEAD_SECONDS = 0.25

/**
 * @param {Line[]} lines
 * @param {Buffer[]} spoken  the samples of each line
 * @returns {{ timed: TimedLine[], samples: Buffer, duration: number }}
 */
export function layOut(lines, spoken) {
  const parts = []
  let now = 0
  const add = (samples) => {
    parts.push(samples)
    now += lengthOf(samples)
  }
  const timed = lines.map((line, i) => {
    add(silence(i === 0 ? LEAD_IN_SECONDS : line.first ? CHAPTER_PAUSE_SECONDS : PAUSE_SECONDS))
    const start = now
    add(spoken[i])
    return { ...line, start, end: now }
  })
  add(silence(LEAD_OUT_SECONDS))
  return { timed, samples: Buffer.concat(parts), duration: now }
}

/**
 * The pictures in order, each with the time it stays.
 *
 * @param {TimedLine[]} timed
 * @param {number} duration
 * @returns {{ shot: string, line: TimedLine, seconds: number }[]}
 */
export function pictures(timed, duration) {
  const starts = timed.flatMap((line) =>
    line.shots.map((shot, i) => ({
      shot,
      line,
      at: Math.max(0, line.start - PICTURE_LEAD_SECONDS) + (i * (line.end - line.start)) / line.shots.length,
    })),
  )
  const changes = starts.filter((change, i) => change.shot !== starts[i - 1]?.shot)
  if (changes[0]) changes[0].at = 0
  return changes.map(({ shot, line, at }, i) => ({ shot, line, seconds: (changes[i + 1]?.at ?? duration) - at }))
}

/**
 * @param {TimedLine[]} timed
 * @returns {string} WebVTT (W3C, section 4); a caption stays until shortly before the next one, a second at most
 */
export function captions(timed) {
  const cues = timed.map((line, i) => {
    const end = Math.min(line.end + 1, (timed[i + 1]?.start ?? Infinity) - 0.05)
    return `${i + 1}\n${stamp(line.start)} --> ${stamp(end)}\n<v Narrator>${line.text}\n`
  })
  return `WEBVTT\n\n${cues.join('\n')}`
}

/**
 * @param {TimedLine[]} timed
 * @returns {{ start: string, title: string }[]} the first at 0:00, as players expect
 */
export function chapters(timed) {
  return timed
    .filter((line) => line.first)
    .map((line, i) => {
      const seconds = i === 0 ? 0 : Math.floor(line.start)
      return { start: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`, title: line.chapter }
    })
}

function stamp(seconds) {
  const ms = Math.round(seconds * 1000)
  const part = (value, width) => String(Math.floor(value)).padStart(width, '0')
  return `${part(ms / 3_600_000, 2)}:${part((ms / 60_000) % 60, 2)}:${part((ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`
}
