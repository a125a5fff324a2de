import { useLocation, useNavigation, useNavigationType } from '@remix-run/react'
import { useEffect, useLayoutEffect, useRef } from 'react'

/** Scrolling has stopped. Browsers allow about a hundred changes of the history in half a minute. */
const STOPPED_MS = 250

/**
 * Keeps, in the history's own state, how far an entry was scrolled, and goes there again when Back leads to it within an
 * open page: the browser goes there too, but before the content has changed. Between pages the browser does it alone.
 * (Remix's `<ScrollRestoration>` would write to sessionStorage.)
 */
export function KeepScroll() {
  const { key } = useLocation()
  const isBackOrForward = useNavigationType() === 'POP'
  const isIdle = useNavigation().state === 'idle'
  const shownKey = useRef(key)

  useLayoutEffect(() => {
    if (shownKey.current === key) return
    shownKey.current = key
    const kept = scrollOf(window.history.state)
    if (isBackOrForward && kept !== null) window.scrollTo(0, kept)
    else keepScroll()
  }, [key, isBackOrForward])

  useEffect(() => {
    // While another entry's content is on its way, the position is still that of the one before.
    if (!isIdle) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      clearTimeout(timer)
      timer = setTimeout(keepScroll, STOPPED_MS)
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('scroll', onScroll)
    }
  }, [isIdle])

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
