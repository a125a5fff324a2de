import { useCallback, useEffect, useRef, useState } from 'react'

import { turnAt } from '#app/domain/transcript-turns.ts'

import type { SpokenTurn } from './page-turns.ts'
import type { Playback } from './playback.ts'

/** What a reader does to scroll the pane. A scroll event alone does not tell who scrolled. */
const READER_SCROLLS = ['wheel', 'touchmove'] as const
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '])

type FollowingOptions = {
  turns: readonly SpokenTurn[]
  /** The turn that the address names; -1 for none. */
  first: number
  playback: Playback
}

/**
 * Marks the turn that is spoken and keeps it in sight, until the reader scrolls or goes on by Tab. The mark is set on the
 * element itself: of a transcript of two hours nothing is rendered again as it plays.
 */
export function useFollowing({ turns, first, playback }: FollowingOptions) {
  const list = useRef<HTMLOListElement>(null)
  const current = useRef(first)
  const followed = useRef(true)
  const [following, setFollowing] = useState(true)

  const set = useCallback((value: boolean) => {
    followed.current = value
    setFollowing(value)
  }, [])
  const letGo = useCallback(() => set(false), [set])
  const show = useCallback((index: number) => scrollTo(list.current, index), [])
  const followAgain = useCallback(() => {
    set(true)
    show(current.current)
    // The button that was pressed goes.
    list.current?.focus({ preventScroll: true })
  }, [set, show])

  useEffect(() => show(current.current), [show])

  useEffect(
    () =>
      playback.follow((seconds) => {
        const index = turnAt(turns, seconds)
        if (index === current.current) return
        mark(list.current, current.current, index)
        current.current = index
        if (followed.current) show(index)
      }),
    [playback, turns, show],
  )

  useEffect(() => {
    const pane = list.current
    if (pane === null) return
    // A pane that scrolls has to take the focus, or the keys could not scroll it (WCAG 2.1.1). Without script it does not.
    pane.tabIndex = 0
    const onKey = (event: KeyboardEvent) => {
      if (SCROLL_KEYS.has(event.key)) letGo()
    }
    // The pane itself is pressed only where its scroll bar is, or between the turns.
    const onPointer = (event: PointerEvent) => {
      if (event.target === pane) letGo()
    }
    // The next turn would scroll what the keyboard has reached out of sight. A time that is clicked lets go of nothing.
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target !== pane && target.matches(':focus-visible')) letGo()
    }
    for (const name of READER_SCROLLS) pane.addEventListener(name, letGo, { passive: true })
    pane.addEventListener('keydown', onKey)
    pane.addEventListener('pointerdown', onPointer)
    pane.addEventListener('focusin', onFocus)
    return () => {
      for (const name of READER_SCROLLS) pane.removeEventListener(name, letGo)
      pane.removeEventListener('keydown', onKey)
      pane.removeEventListener('pointerdown', onPointer)
      pane.removeEventListener('focusin', onFocus)
    }
  }, [letGo])

  return { list, following, followAgain, letGo, show }
}

function mark(list: HTMLOListElement | null, before: number, after: number): void {
  list?.children[before]?.removeAttribute('aria-current')
  list?.children[after]?.setAttribute('aria-current', 'true')
}

/** Turns out of sight have an estimated height; those that come into sight push the others about for some frames. */
const FRAMES_UNTIL_STILL = 8

/** Scrolls the pane, never the page: a third of it stays above the turn. */
function scrollTo(list: HTMLOListElement | null, index: number): void {
  const turn = list?.children[index]
  if (list === null || turn === undefined) return
  const distance = distanceTo(list, turn)
  const glides = Math.abs(distance) < 2 * list.clientHeight && !matchMedia('(prefers-reduced-motion: reduce)').matches
  // Not by a distance: Chromium adds that to where a glide that is under way will end.
  if (glides) list.scrollTo({ top: list.scrollTop + distance, behavior: 'smooth' })
  else jumpTo(list, turn, FRAMES_UNTIL_STILL)
}

function jumpTo(list: HTMLOListElement, turn: Element, frames: number): void {
  list.scrollBy({ top: distanceTo(list, turn), behavior: 'auto' })
  if (frames > 0) requestAnimationFrame(() => jumpTo(list, turn, frames - 1))
}

function distanceTo(list: HTMLOListElement, turn: Element): number {
  return turn.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3
}
