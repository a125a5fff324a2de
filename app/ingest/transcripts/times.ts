/** Times as captions and transcripts write them, whatever their format asks for. */

/**
 * Hours may be left out and digits may be single (Teams); decimals stand behind a full stop or a comma, in some programs
 * behind a third colon; a translator's program puts spaces between.
 */
const CLOCK = String.raw`(?:(\d{1,4})\s?:\s?)?(\d{1,3})\s?:\s?(\d{1,2})(?:\s?[.,]\s?(\d{1,9})|:(\d{3}))?`
/** `-->` as WebVTT and SubRip want it, and what people and programs make of it. */
const ARROW = String.raw`(?:(?:-{1,3}|[–—])>|→|--&gt;)`
const BETWEEN = String.raw`\s{0,8}${ARROW}\s{0,8}`
/** YouTube's own format (.sbv): `0:00:01.000,0:00:03.000`. */
const SBV = /^(\d{1,2}:\d\d:\d\d\.\d{3}),(\d{1,2}:\d\d:\d\d\.\d{3})$/
const TIMES = new RegExp(String.raw`^\s{0,8}(?:\d{1,6}\s{1,8})?${CLOCK}${BETWEEN}${CLOCK}(?=\s|$)`)
/** What follows the times of a cue: settings of WebVTT, also old ones, or the place in SubRip. Anything else is words. */
const SETTING = /^(?:vertical|line|position|size|align|region|[ADLST]|[XY][12])\s?:/
/** No line of times is longer; the rest of a line is not looked at. */
const HEAD_LENGTH = 200

export type TimesLine = {
  start: number
  end: number
  /** What stands behind the times and is no setting. */
  words: string
}

/** The two times of a line; null when it is no such line, or its words say what is wrong with it. Seconds. */
export function readTimesLine(line: string): TimesLine | { fault: string } | null {
  const head = line.slice(0, HEAD_LENGTH)
  const match = TIMES.exec(SBV.test(head) ? head.replace(',', ' --> ') : head)
  if (match === null) return isMeantAsTimes(head) ? { fault: `“${line.trim().slice(0, 80)}” is not two times` } : null
  const [start, end] = [secondsOf(match.slice(1, 6)), secondsOf(match.slice(6, 11))]
  if (start === null || end === null) return { fault: 'minutes and seconds go up to 59' }
  const rest = SBV.test(head) ? '' : line.slice(match[0].length).trim()
  return { start, end, words: SETTING.test(rest.slice(0, HEAD_LENGTH)) ? '' : rest }
}

/** `-->` in a line that holds something like a time; in a sentence it may stand for anything. */
function isMeantAsTimes(head: string): boolean {
  return head.includes('-->') && /^\s{0,8}\d|\d\s?:\s?\d/.test(head)
}

/** Whole milliseconds divided once, so that the same time is always the same number. */
function secondsOf([hours, minutes = '0', rest = '0', decimals = '', third = '']: (string | undefined)[]) {
  // Without hours some programs count minutes on.
  if ((hours !== undefined && Number(minutes) > 59) || Number(rest) > 59) return null
  const milliseconds = Number((decimals || third).slice(0, 3).padEnd(3, '0'))
  return (((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(rest)) * 1000 + milliseconds) / 1000
}
