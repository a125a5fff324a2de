import {
  coverOf,
  GROUND_OPACITY,
  pauseOf,
  signOf,
  SIGN_SIZE,
  type CoverOptions,
  type CoverThread,
  type Stroke,
} from '#app/domain/cover.ts'

import styles from './cover.module.css'

type CoverProps = CoverOptions & { month: string; themes: readonly string[] }

/** The picture of an evening. Decoration: the page says month and themes in words beside it. */
export function Cover({ month, themes, ...options }: CoverProps) {
  const picture = coverOf(month, themes, options)
  const colour = (name: 'sky' | 'disc' | 'ink' | 'far') => `var(--m${picture.month}-${name})`
  return (
    <Picture width={picture.width} height={picture.height}>
      <path d={`M0 0H${picture.width}V${picture.height}H0z`} fill={colour('sky')} />
      {picture.horizon === null ? null : (
        <path
          d={`M0 ${picture.horizon}H${picture.width}V${picture.height}H0z`}
          fill={colour('far')}
          opacity={GROUND_OPACITY}
        />
      )}
      <Threads threads={picture.far} colour={colour('far')} />
      {picture.far.length === 0 ? null : <Casings threads={picture.near} colour={colour('sky')} />}
      <circle
        cx={picture.disc.x}
        cy={picture.disc.y}
        r={picture.disc.radius}
        fill={colour('disc')}
        stroke={colour('far')}
        strokeWidth={picture.disc.rim}
      />
      <Threads threads={picture.near} colour={colour('ink')} />
    </Picture>
  )
}

/** A stretch without the theme, between two covers that have it. */
export function Pause({ theme, width = 96, height = 240 }: { theme: string; width?: number; height?: number }) {
  return (
    <Picture width={width} height={height}>
      <path d={`M0 0H${width}V${height}H0z`} fill="var(--leaf)" />
      <g stroke="var(--edge)" opacity=".55">
        <Strokes strokes={pauseOf(theme, { width, height })} />
      </g>
    </Picture>
  )
}

/** A theme's own thread, small, beside its name. */
export function Sign({ theme }: { theme: string }) {
  return (
    <svg
      className={styles.sign}
      viewBox={`0 0 ${SIGN_SIZE.width} ${SIGN_SIZE.height}`}
      aria-hidden="true"
      focusable="false"
    >
      <Strokes strokes={signOf(theme)} />
    </svg>
  )
}

/** A theme's thread in a frame of its own, where others show a cover. */
export function ThreadPlate({ theme }: { theme: string }) {
  return (
    <div className={styles.plate}>
      <Pause theme={theme} width={320} height={240} />
    </div>
  )
}

/** A cover in a frame of its own, as lists and headers show it. */
export function Plate(props: CoverProps) {
  return (
    <div className={styles.plate}>
      <Cover {...props} />
    </div>
  )
}

function Picture({ width, height, children }: { width: number; height: number; children: React.ReactNode }) {
  return (
    <svg
      className={styles.cover}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

function Threads({ threads, colour }: { threads: CoverThread[]; colour: string }) {
  if (threads.length === 0) return null
  return (
    <g fill="none" stroke={colour}>
      {threads.map(({ theme, faded, strokes }) => (
        <g key={theme} opacity={faded ? '.35' : undefined}>
          <Strokes strokes={strokes} />
        </g>
      ))}
    </g>
  )
}

/** The ground, a little wider than the threads in front: it parts them from those behind, as a bridge on a map. */
function Casings({ threads, colour }: { threads: CoverThread[]; colour: string }) {
  return (
    <g fill="none" stroke={colour}>
      <Strokes strokes={threads.map(({ casing }) => casing)} />
    </g>
  )
}

function Strokes({ strokes }: { strokes: Stroke[] }) {
  return strokes.map(({ path, width }) => <path key={path} d={path} strokeWidth={width} />)
}
