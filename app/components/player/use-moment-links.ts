import { useEffect } from 'react'

import { parseTimeOffset, timeOfFragment, withinRecording } from '#app/domain/time-offset.ts'

type MomentLinksOptions = {
  jump: (seconds: number) => void
  playable: boolean
  /** The recording's, as links name it. */
  number: number | null
}

/**
 * Lets every link of the page to a moment of its recording (`?t=…`) move the player without a new page: in the
 * transcript, the chapters, the takeaways. One listener for all of them; with a key held down a link stays a link.
 */
export function useMomentLinks({ jump, playable, number }: MomentLinksOptions): void {
  useEffect(() => {
    if (!playable) return
    function onClick(event: MouseEvent): void {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const seconds = event.target instanceof Element ? momentOf(event.target.closest('a'), number) : null
      if (seconds === null) return
      event.preventDefault()
      jump(seconds)
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [jump, playable, number])
}

type FragmentOptions = { moveStart: (seconds: number) => void; playable: boolean; durationSeconds: number | null }

/** Begins at the second that the fragment of the address names (`#t=90`), which no server hears of. */
export function useMomentInFragment({ moveStart, playable, durationSeconds }: FragmentOptions): void {
  useEffect(() => {
    if (!playable) return
    function onFragment(): void {
      const seconds = withinRecording(timeOfFragment(location.hash), durationSeconds)
      if (seconds !== null) moveStart(seconds)
    }
    onFragment()
    window.addEventListener('hashchange', onFragment)
    return () => window.removeEventListener('hashchange', onFragment)
  }, [durationSeconds, playable, moveStart])
}

/** A moment of another recording is another page. */
function momentOf(link: HTMLAnchorElement | null, number: number | null): number | null {
  const address = link?.getAttribute('href')
  if (!address?.startsWith('?')) return null
  const asked = new URLSearchParams(address.split('#')[0])
  return asked.get('recording') === (number === null ? null : String(number)) ? parseTimeOffset(asked.get('t')) : null
}
