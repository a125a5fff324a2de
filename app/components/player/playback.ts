type Listener = (value: number) => void

/**
 * The recording that plays, for those who follow its time or move it. Kept outside React's state: the time changes four
 * times a second, and nobody but the line that is spoken has to change with it.
 */
export type Playback = {
  /** Takes the element that plays (a `<video>`, or a provider's element that acts like one), or null when it has gone. */
  attach: (element: HTMLMediaElement | null) => void
  /** Moves to a second and plays on. Returns false when nothing is there to be moved. */
  playFrom: (seconds: number) => boolean
  /** Moves to a second without playing. */
  standAt: (seconds: number) => void
  /** Plays from where it stands. Returns false when nothing is there. */
  play: () => boolean
  /** Calls `listener` with the second at which the recording is; the function returned ends that. */
  follow: (listener: Listener) => () => void
  /** Sets how fast it plays; 1 is as it was recorded. */
  setSpeed: (speed: number) => void
  /** Calls `listener` with the speed, now and whenever it changes; the function returned ends that. */
  followSpeed: (listener: Listener) => () => void
  /** Moves it into a window of its own, or back. */
  togglePicture: () => void
}

const TIME_EVENTS = ['timeupdate', 'seeking', 'seeked'] as const

export function createPlayback(): Playback {
  const listeners = new Set<Listener>()
  const speedListeners = new Set<Listener>()
  let element: HTMLMediaElement | null = null

  function tell(): void {
    const seconds = element?.currentTime
    if (seconds === undefined || Number.isNaN(seconds)) return
    for (const listener of listeners) listener(seconds)
  }

  function tellSpeed(): void {
    for (const listener of speedListeners) listener(element?.playbackRate ?? 1)
  }

  function attach(next: HTMLMediaElement | null): void {
    if (next === element) return
    for (const event of TIME_EVENTS) element?.removeEventListener(event, tell)
    element?.removeEventListener('ratechange', tellSpeed)
    element = next
    for (const event of TIME_EVENTS) element?.addEventListener(event, tell)
    element?.addEventListener('ratechange', tellSpeed)
  }

  function play(): boolean {
    if (element === null) return false
    if (element.error) moveTo(element, element.currentTime)
    // A browser that refuses to play by itself leaves its own button to be pressed; nothing is wrong then.
    element.play()?.catch(ignoreRefusal)
    return true
  }

  function playFrom(seconds: number): boolean {
    if (element === null) return false
    moveTo(element, seconds)
    for (const listener of listeners) listener(seconds)
    return play()
  }

  function standAt(seconds: number): void {
    if (element !== null) element.currentTime = seconds
  }

  function follow(listener: Listener): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  function setSpeed(speed: number): void {
    if (element !== null) element.playbackRate = speed
  }

  function followSpeed(listener: Listener): () => void {
    speedListeners.add(listener)
    listener(element?.playbackRate ?? 1)
    return () => void speedListeners.delete(listener)
  }

  function togglePicture(): void {
    // Sound has none, nor has every browser.
    const video: (HTMLMediaElement & Partial<Pick<HTMLVideoElement, 'requestPictureInPicture'>>) | null = element
    const isOut = document.pictureInPictureElement !== null
    const asked = isOut ? document.exitPictureInPicture() : video?.requestPictureInPicture?.()
    asked?.catch(ignoreRefusal)
  }

  return { attach, playFrom, standAt, play, follow, setSpeed, followSpeed, togglePicture }
}

/** One that has failed stays so until it is loaded again, which puts it at its beginning. */
function moveTo(element: HTMLMediaElement, seconds: number): void {
  if (element.error) element.load()
  element.currentTime = seconds
}

/** Not allowed, too early, broken off by a pause, or not playable, which the element says itself with an error event. */
const REFUSALS = new Set(['NotAllowedError', 'InvalidStateError', 'AbortError', 'NotSupportedError'])

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof DOMException && REFUSALS.has(error.name))) throw error
}
