type TimeListener = (seconds: number) => void

/**
 * The recording that plays, for those who follow its time or move it. Kept outside React's state: the time changes four
 * times a second, and nobody but the line that is spoken has to change with it.
 */
export type Playback = {
  /** Takes the element that plays (a `<video>`, or a provider's element that acts like one), or null when it has gone. */
  attach: (element: HTMLMediaElement | null) => void
  /** Moves to a second and plays on. Returns false when nothing is there to be moved. */
  playFrom: (seconds: number) => boolean
  /** Plays from where it stands. Returns false when nothing is there. */
  play: () => boolean
  /** Calls `listener` with the second at which the recording is; the function returned ends that. */
  follow: (listener: TimeListener) => () => void
}

const TIME_EVENTS = ['timeupdate', 'seeking', 'seeked'] as const

export function createPlayback(): Playback {
  const listeners = new Set<TimeListener>()
  let element: HTMLMediaElement | null = null

  function tell(): void {
    const seconds = element?.currentTime
    if (seconds === undefined || Number.isNaN(seconds)) return
    for (const listener of listeners) listener(seconds)
  }

  function attach(next: HTMLMediaElement | null): void {
    if (next === element) return
    for (const event of TIME_EVENTS) element?.removeEventListener(event, tell)
    element = next
    for (const event of TIME_EVENTS) element?.addEventListener(event, tell)
  }

  function play(): boolean {
    if (element === null) return false
    // A browser that refuses to play by itself leaves its own button to be pressed; nothing is wrong then.
    element.play()?.catch(ignoreRefusal)
    return true
  }

  function playFrom(seconds: number): boolean {
    if (element === null) return false
    element.currentTime = seconds
    for (const listener of listeners) listener(seconds)
    return play()
  }

  function follow(listener: TimeListener): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  return { attach, playFrom, play, follow }
}

/** Not allowed, broken off by a pause, or not playable, which the element says itself with an error event. */
const REFUSALS = new Set(['NotAllowedError', 'AbortError', 'NotSupportedError'])

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof DOMException && REFUSALS.has(error.name))) throw error
}
