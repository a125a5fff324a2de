/**
 * The `t` of an address: where in a recording to begin. `1h2m3s`, `90`, `1:30` and `1:02:03` all name a second; so does the
 * beginning of a stretch, `90,100` or `npt:90,100` (W3C Media Fragments 1.0, section 4.2.1).
 */

/** A day: no evening is longer, and a player that is sent beyond the end stays there. */
const LONGEST_SECONDS = 86_400
const UNITS = /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})(?:\.\d+)?s?)?$/i
const CLOCK = /^(?:(\d{1,2}):)?(\d{1,4}):([0-5]?\d)(?:\.\d+)?$/

/** Whole seconds from the start; null for what is no time (nothing at all, words, more than a day). */
export function parseTimeOffset(text: string | null | undefined): number | null {
  const [beginning = ''] = (text ?? '').replace(/^\s*npt:/i, '').split(',')
  const trimmed = beginning.trim()
  if (trimmed === '') return null
  const match = UNITS.exec(trimmed) ?? CLOCK.exec(trimmed)
  if (match === null) return null
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  const total = hours * 3600 + minutes * 60 + seconds
  return total <= LONGEST_SECONDS ? total : null
}

/** A second that is within a recording; null for one at its end or beyond. What has no known length has no end. */
export function withinRecording(seconds: number | null, durationSeconds: number | null): number | null {
  return seconds !== null && durationSeconds !== null && seconds >= durationSeconds ? null : seconds
}

/** The second that the fragment of an address names (`#t=90`); null for any other fragment. */
export function timeOfFragment(hash: string): number | null {
  return parseTimeOffset(new URLSearchParams(hash.replace(/^#/, '')).get('t'))
}

/** A second as addresses carry it: `45s`, `6m12s`, `1h2m3s`. */
export function timeOffset(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const written = parts.map((part, index) => (part === 0 ? '' : `${part}${'hms'.charAt(index)}`)).join('')
  return written === '' ? '0s' : written
}

/**
 * The address of a moment on the page that is open: reads on without script, since the page then opens there.
 * `recording` is the number of the recording where the page names one.
 */
export function momentAddress(seconds: number, recording: number | null): string {
  return `?${recording === null ? '' : `recording=${recording}&`}t=${timeOffset(seconds)}#recording`
}
