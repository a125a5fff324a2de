/**
 * The picture of an evening, computed from its month and its themes; pure geometry, drawn by `components/cover.tsx`.
 *
 * It says three true things. The ground and the inks are the light over London at six o'clock in that month (twelve sets of
 * custom properties, `--m01-sky` to `--m12-disc`). The disc stands as high as the sun stood at 18:00 on the third
 * Thursday, further right the later that Thursday fell; when the sun is down it is a lamp, low on the page. Each theme
 * is a thread that enters and leaves at a height of its own, the same on every cover, so that covers of one size set
 * side by side join into a frieze along which a theme can be followed. Where an evening has one theme or none, the
 * horizon is drawn too: the sun is as high above it as it was that evening.
 */

/** A strand of a thread: how far from its middle and how wide, in units of the cover's pitch. */
type Strand = readonly [offset: number, width: number]

const PATTERNS: readonly (readonly Strand[])[] = [
  [[0, 1.5]],
  [
    [-1, 0.4],
    [0, 0.4],
    [1, 0.4],
  ],
  [
    [-0.75, 0.9],
    [0.75, 0.4],
  ],
  [
    [-1.5, 0.4],
    [0, 1],
    [1.5, 0.4],
  ],
  [
    [-1.5, 0.35],
    [-0.5, 0.35],
    [0.5, 0.35],
    [1.5, 0.35],
  ],
  [
    [-0.9, 0.8],
    [0.9, 0.8],
  ],
]

const LONDON_LATITUDE_DEGREES = 51.5
const THREADS_DRAWN = 6
const RADIANS = Math.PI / 180
const DAY_MS = 86_400_000
/** A pitch is this share of a cover's height. */
const PITCH = 0.026
/** Where a sun that sets stands: this share of a cover's height down. */
const HORIZON = 0.6
/** How wide the rim of the disc is, as a share of a cover's height. */
const RIM = 0.007
/** How much wider than its strand a casing is, in pitches. */
const CASING = 0.35
/** Threads nearer to each other than this share of a cover's height touch. */
const THREAD_HEIGHT = 0.1
/** A thread that gives way to one at its height turns so much earlier, or later. */
const WAY_GIVEN = 0.4
/** How far the handle at the disc reaches, as a share of the way to it. */
const BOW = 0.42
/** How far the handles of a steep strand reach, as a share of the way to the disc: the bend is as round as it can be. */
const BOW_OF_STEEP = 0.68
/** Fewer threads than this leave room for the horizon. */
const THREADS_THAT_FILL = 2

/** The ground below a horizon is the far threads' colour, this strong. */
export const GROUND_OPACITY = 0.22

export type Stroke = { path: string; width: number }
export type CoverThread = {
  theme: string
  faded: boolean
  strokes: Stroke[]
  /** Laid under the strokes in the colour of the ground: keeps threads that meet apart. */
  casing: Stroke
}
export type CoverPicture = {
  /** Two digits: which of the twelve lights. */
  month: string
  width: number
  height: number
  /** Its rim keeps a pale sun from melting into a pale sky. */
  disc: { x: number; y: number; radius: number; rim: number }
  /** How far down the horizon is; null where threads enough fill the picture. */
  horizon: number | null
  /** Threads behind the disc and in front of it. */
  far: CoverThread[]
  near: CoverThread[]
}

export type CoverOptions = {
  width?: number
  height?: number
  /** The slug of the one theme that keeps its ink while the others fade. */
  only?: string
}

/** What never changes about a theme's thread: its height at the edges (0 to 1), its strands, its sweep. */
type Thread = { at: number; pattern: readonly Strand[]; sweep: number }

/** FNV-1a in 32 bits (Fowler, Noll, Vo), with a last mix so that like names land far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function threadOf(theme: string): Thread {
  const hash = hashOf(theme)
  return {
    at: 0.07 + 0.86 * ((hash & 0xffff) / 0xffff),
    pattern: PATTERNS[(hash >>> 16) % PATTERNS.length] ?? [],
    sweep: 0.3 + 0.3 * ((hash >>> 24) / 255),
  }
}

/** Day of the month, 15 to 21, on which the third Thursday falls. */
export function thirdThursday(year: number, month: number): number {
  const weekdayOfFirst = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
  return 15 + ((4 - weekdayOfFirst + 7) % 7)
}

/** Altitude of the sun over London at 18:00 on the clock, in degrees, true to about one (Cooper's declination, 1969). */
export function sunAtSix(year: number, month: number, day: number): number {
  const dayOfYear = (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 0)) / DAY_MS
  const declination = 23.44 * RADIANS * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365)
  // Summer time holds on every third Thursday from April to October.
  const solarHour = month >= 4 && month <= 10 ? 17 : 18
  const hourAngle = (solarHour - 12) * 15 * RADIANS
  const latitude = LONDON_LATITUDE_DEGREES * RADIANS
  const sine =
    Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle)
  return Math.asin(sine) / RADIANS
}

/**
 * The cover of a month (`YYYY-MM`) with its themes (permanent slugs, in any order; six at most are drawn).
 * The same arguments always give the same picture. Throws a RangeError for a month that is none.
 */
export function coverOf(month: string, themes: readonly string[], options: CoverOptions = {}): CoverPicture {
  const { width = 320, height = 240, only } = options
  const [, yearText, monthText] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (yearText === undefined || monthText === undefined)
    throw new RangeError(`A cover's month is YYYY-MM, not ${month}`)
  const [year, monthOfYear] = [Number(yearText), Number(monthText)]
  const day = thirdThursday(year, monthOfYear)

  const radius = Math.min(height * 0.2, width * 0.33)
  const daysFromMiddle = (day - 18) / 3
  const x = width / 2 + daysFromMiddle * Math.min(width * 0.13, height * 0.4, width / 2 - radius - 2)
  const y = height * (HORIZON - (sunAtSix(year, monthOfYear, day) / 28) * 0.26)

  const threads = [...new Set(themes)]
    .map((theme) => ({ theme, ...threadOf(theme) }))
    .sort((a, b) => a.at - b.at || (a.theme < b.theme ? -1 : 1))
    .slice(0, THREADS_DRAWN)
  const laneStep = Math.min(radius * 0.56, (radius * 1.7) / threads.length)

  const isInFront = (theme: string, index: number) => (only === undefined ? index % 2 === 0 : theme === only)
  const far: CoverThread[] = []
  const near: CoverThread[] = []
  threads.forEach(({ theme, ...thread }, index) => {
    const lane = y + (index - (threads.length - 1) / 2) * laneStep
    const inFront = isInFront(theme, index)
    const met = threads.findIndex(
      (other, place) =>
        other.theme !== theme && isInFront(other.theme, place) && Math.abs(other.at - thread.at) < THREAD_HEIGHT,
    )
    // Below the other or above it: the threads stand in the order of their heights, at the edge as at the disc.
    const side = inFront || met === -1 ? 0 : Math.sign(index - met)
    const drawn: CoverThread = {
      theme,
      faded: only !== undefined && only !== theme,
      ...drawingOf(thread, { width, height, x, lane, side }),
    }
    ;(inFront ? near : far).push(drawn)
  })
  return {
    month: monthText,
    width,
    height,
    disc: { x: rounded(x), y: rounded(y), radius: rounded(radius), rim: rounded(height * RIM) },
    // Not in the narrow ones that stand side by side: there it would break off at the next month.
    horizon: width >= height && threads.length < THREADS_THAT_FILL ? rounded(height * HORIZON) : null,
    far,
    near,
  }
}

type Frame = {
  width: number
  height: number
  /** Where the thread passes the disc. */
  x: number
  lane: number
  /** Where it shares its height at the edge with a thread in front: it keeps below that one (1) or above it (-1); else 0. */
  side: number
}

/** The strands of one thread, those of one width in one path: from the edge to the disc's lane and back. */
function drawingOf({ at, pattern, sweep }: Thread, frame: Frame): Pick<CoverThread, 'strokes' | 'casing'> {
  const pitch = frame.height * PITCH
  const paths = new Map<number, string>()
  let all = ''
  for (const [offset, weight] of pattern) {
    const path = strandPath(at * frame.height, offset * pitch, sweep, frame)
    paths.set(weight, (paths.get(weight) ?? '') + path)
    all += path
  }
  const strokes = [...paths].map(([weight, path]) => ({ path, width: rounded(weight * pitch) }))
  const widest = Math.max(...pattern.map(([, weight]) => weight))
  return { strokes, casing: { path: all, width: rounded((widest + CASING) * pitch) } }
}

/**
 * One strand, `offset` below the middle of its thread, which enters at the height `at`. A thread that rises or falls far in
 * a narrow picture turns in a wide bow, and its strands stay beside each other in the steep parts: each is moved sideways
 * there, outwards or inwards, as it would be on a bent ribbon.
 */
function strandPath(at: number, offset: number, sweep: number, { width, x, lane, side }: Frame): string {
  const atEdge = rounded(at + offset)
  const fall = lane - at
  // Where both fall, the one below falls first; where both rise, it rises last.
  const early = side * Math.sign(fall)
  const turn = (room: number) => {
    const steepness = Math.abs(fall) / (Math.abs(fall) + room)
    const towardsSteep = (share: number) => share + (BOW_OF_STEEP - share) * steepness * steepness
    return {
      bow: towardsSteep(BOW) * (1 + early * WAY_GIVEN),
      start: towardsSteep(sweep) * (1 - early * WAY_GIVEN),
      // Half-way a curve follows its two middle handles by three quarters.
      aside: (offset * steepness * Math.sign(fall) * 4) / 3,
    }
  }
  const [left, right] = [turn(x), turn(width - x)]
  const atDisc = rounded(lane + offset * 0.62)
  const controls = [
    x * left.start - left.aside,
    x - x * left.bow - left.aside,
    x + (width - x) * right.bow + right.aside,
    width - (width - x) * right.start + right.aside,
  ].map(rounded)
  return (
    `M0 ${atEdge}C${controls[0]} ${atEdge} ${controls[1]} ${atDisc} ${rounded(x)} ${atDisc}` +
    `C${controls[2]} ${atDisc} ${controls[3]} ${atEdge} ${width} ${atEdge}`
  )
}

/** A month without the theme: its thread runs on, straight, at its own height. */
export function pauseOf(theme: string, { width = 96, height = 240 } = {}): Stroke[] {
  const { at, pattern } = threadOf(theme)
  const pitch = height * PITCH
  return pattern.map(([offset, weight]) => ({
    path: `M0 ${rounded(at * height + offset * pitch)}H${width}`,
    width: rounded(weight * pitch),
  }))
}

/** The size of the picture that `signOf` draws. */
export const SIGN_SIZE = { width: 44, height: 20 } as const

/** A theme's thread by itself, small, to stand beside its name. */
export function signOf(theme: string): Stroke[] {
  const { pattern, sweep } = threadOf(theme)
  const [left, right] = sweep < 0.45 ? [14, 6] : [6, 14]
  return pattern.map(([offset, weight]) => {
    const [from, to] = [rounded(left + offset * 2.6), rounded(right + offset * 2.6)]
    return { path: `M0 ${from}C20 ${from} 24 ${to} 44 ${to}`, width: rounded(Math.max(1.1, weight * 2.6)) }
  })
}

/** One decimal: a tenth of a unit is finer than a screen shows, and keeps a page of covers small. */
function rounded(value: number): number {
  return Number(value.toFixed(1))
}
