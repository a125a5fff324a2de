import { type RefObject, useEffect, useRef, useState } from 'react'

import type { SearchQuery } from '#app/domain/search.ts'

/** Months `YYYY-MM`, both included, in order. */
export type MonthRange = { from: string; to: string }

type UseMonthRange = { asked: SearchQuery; choose: (range: MonthRange) => void }

/**
 * Makes a list of months (elements with `data-month`, links where there is something) a control for ranges: dragging over
 * them, or Shift and a second one by click or Enter. Left and Right move between the links. Gives the range that is being
 * drawn.
 */
export function useMonthRange(months: RefObject<HTMLElement | null>, { asked, choose }: UseMonthRange) {
  const [drawn, setDrawn] = useState<MonthRange | null>(null)
  const latest = useRef({ asked, choose })
  useEffect(() => {
    latest.current = { asked, choose }
  }, [asked, choose])

  useEffect(() => {
    const list = months.current
    if (list === null) return
    const ended = new AbortController()
    const { signal } = ended
    let begun: string | null = null
    let range: MonthRange | null = null
    let hasDrawn = false

    const monthAt = (target: Element | null) => {
      const month = target?.closest('[data-month]')
      return month instanceof HTMLElement && list.contains(month) ? (month.dataset['month'] ?? null) : null
    }
    const draw = (next: MonthRange | null) => {
      range = next
      setDrawn(next)
    }

    list.addEventListener(
      'pointerdown',
      (event) => {
        hasDrawn = false
        begun = event.button === 0 && event.isPrimary && event.target instanceof Element ? monthAt(event.target) : null
      },
      { signal },
    )
    // A link would be dragged as an address.
    list.addEventListener('dragstart', (event) => event.preventDefault(), { signal })
    window.addEventListener(
      'pointermove',
      (event) => {
        if (begun === null) return
        // A finger keeps its events to the element that it began on.
        const month = monthAt(document.elementFromPoint(event.clientX, event.clientY))
        if (month !== null && (month !== begun || range !== null)) draw(between(begun, month))
      },
      { signal },
    )
    window.addEventListener(
      'pointerup',
      () => {
        // A click follows at once, or never: the pointer may be elsewhere by now.
        hasDrawn = range !== null
        setTimeout(() => (hasDrawn = false))
        if (range !== null) latest.current.choose(range)
        begun = null
        draw(null)
      },
      { signal },
    )
    const cancel = () => {
      begun = null
      draw(null)
    }
    window.addEventListener('pointercancel', cancel, { signal })
    list.addEventListener(
      'click',
      (event) => {
        const month = event.target instanceof Element ? monthAt(event.target) : null
        if (hasDrawn) {
          // The end of a drag is no click on the month below it.
          hasDrawn = false
          event.preventDefault()
          event.stopPropagation()
        } else if (event.shiftKey && month !== null) {
          event.preventDefault()
          event.stopPropagation()
          latest.current.choose(extended(latest.current.asked, month))
        }
      },
      { signal },
    )
    list.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') cancel()
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
        if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
        const next = neighbour(list, document.activeElement, step)
        if (next === null) return
        event.preventDefault()
        next.focus()
      },
      { signal },
    )
    return () => ended.abort()
  }, [months])

  return drawn
}

/** The range of two months, whichever comes first. */
export function between(one: string, other: string): MonthRange {
  return one <= other ? { from: one, to: other } : { from: other, to: one }
}

/** The range that a query asks for, drawn out to a month; without one the month alone. */
export function extended({ from, to }: Pick<SearchQuery, 'from' | 'to'>, month: string): MonthRange {
  const first = from ?? to ?? month
  const last = to ?? from ?? month
  return { from: first < month ? first : month, to: last > month ? last : month }
}

function neighbour(list: HTMLElement, focused: Element | null, step: number): HTMLElement | null {
  const links = [...list.querySelectorAll<HTMLElement>('a[data-month]')].sort((a, b) =>
    (a.dataset['month'] ?? '') < (b.dataset['month'] ?? '') ? -1 : 1,
  )
  const at = links.findIndex((link) => link === focused)
  return at < 0 ? null : (links[at + step] ?? null)
}
