import { useLocation } from '@remix-run/react'
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
  const shownKey = useRef(key)
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
    window.addEventListener('scroll', onScroll, { passive: true })
    window.addEventListener('popstate', onBackOrForward)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('scroll', onScroll)
      window.removeEventListener('popstate', onBackOrForward)
    }
  }, [])

  useLayoutEffect(() => {
    if (shownKey.current === key) return
    shownKey.current = key
    const scroll = awaited.current?.scroll ?? null
    awaited.current = null
    if (scroll === null) keepScroll()
    else window.scrollTo(0, scroll)
  }, [key])

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
