import { useLocation } from '@remix-run/react'
import { useEffect, useLayoutEffect, useRef } from 'react'

/** Scrolling has stopped. Browsers allow about a hundred changes of the history in half a minute. */
const STOPPED_MS = 250

/** What a reader does who has taken over; whatever is still to come must not move the page under them. */
const TAKING_OVER = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Keeps, in the history's own state, how far an entry was scrolled, and goes there again when Back leads to it. The
 * browser goes there too, but within an open page before the content has changed, and in a page that is loaded anew
 * before the fonts have come, whose lines are of another length.
 * (Remix's `<ScrollRestoration>` would write to sessionStorage.)
 */
export function KeepScroll() {
  const location = useLocation()
  const shown = useRef(location)
  /** Back has led to an entry whose content is on its way: until then the position is that of the one before. */
  const awaited = useRef<{ scroll: number | null } | null>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (awaited.current === null) keepScroll()
      }, STOPPED_MS)
    }
    const onBackOrForward = () => {
      clearTimeout(timer)
      awaited.current = { scroll: scrollOf(window.history.state) }
    }
    // A link may be followed before the scrolling counts as stopped.
    const onClick = () => {
      if (awaited.current === null) keepScroll()
    }
    window.addEventListener('click', onClick, { capture: true })
    window.addEventListener('scroll', onScroll, { passive: true })
    window.addEventListener('popstate', onBackOrForward)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('click', onClick, { capture: true })
      window.removeEventListener('scroll', onScroll)
      window.removeEventListener('popstate', onBackOrForward)
    }
  }, [])

  useEffect(() => {
    const scroll = scrollOf(window.history.state)
    const [navigation] = performance.getEntriesByType('navigation')
    const isLoadedAnew = navigation instanceof PerformanceNavigationTiming && navigation.type !== 'navigate'
    if (!isLoadedAnew || scroll === null) return
    const own = { scroll }
    const ended = new AbortController()
    const leave = () => {
      ended.abort()
      if (awaited.current === own) awaited.current = null
    }
    awaited.current = own
    for (const sign of TAKING_OVER)
      window.addEventListener(sign, leave, { capture: true, passive: true, signal: ended.signal })
    const goThere = () => {
      if (awaited.current === own) window.scrollTo(0, scroll)
      leave()
    }
    // The lines have their new length in the frame after the fonts: before that the browser may still move the page.
    void document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(goThere)))
    return leave
  }, [])

  useLayoutEffect(() => {
    if (shown.current === location) return
    shown.current = location
    const scroll = awaited.current?.scroll ?? null
    awaited.current = null
    if (scroll === null) keepScroll()
    else window.scrollTo(0, scroll)
  }, [location])

  return null
}

function keepScroll(): void {
  const scroll = Math.round(window.scrollY)
  if (scrollOf(window.history.state) === scroll) return
  window.history.replaceState({ ...window.history.state, scroll }, '')
}

function scrollOf(state: unknown): number | null {
  return state instanceof Object && 'scroll' in state && typeof state.scroll === 'number' ? state.scroll : null
}
