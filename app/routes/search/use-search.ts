import { useLocation, useNavigate, useNavigation } from '@remix-run/react'
import { type MutableRefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { searchAddress } from '#app/domain/search-address.ts'
import type { SearchQuery } from '#app/domain/search.ts'

import type { Asking, Change, FocusAfter } from './asking.ts'
import { queryIn } from './query-in.ts'
import type { Turns } from './turns.ts'

/** Between what is typed and its question, and so between one question and the next. */
const TYPING_MS = 120

type UseSearch = {
  /** What the answer on the page is an answer to: another object for each answer. */
  shown: SearchQuery
  /** The last request came to nothing; the answer on the page is an older one. */
  hasFailed: boolean
  turns: Turns
  /** Called when an answer stands that was asked with a wish for the focus. */
  onFocus: (focus: FocusAfter) => void
}

type SearchState = Asking & {
  /** A request is under way. */
  isPending: boolean
  /** The answer on the page is not, or not yet, one to what was typed or chosen. */
  isAhead: boolean
  /** Words that were not typed, for the field: Back or a link has led to them. */
  given: { text: string } | null
}

type Typed = { text: string; timer: ReturnType<typeof setTimeout> }

function forgetTyped(typed: MutableRefObject<Typed | null>): void {
  clearTimeout(typed.current?.timer)
  typed.current = null
}

/** Asks while the reader types and chooses, without a new page: the address follows, and so does Back. */
export function useSearch({ shown, hasFailed, turns, onFocus }: UseSearch): SearchState {
  const navigate = useNavigate()
  const location = useLocation()
  const isPending = useNavigation().state !== 'idle'
  const [asked, setAsked] = useState(shown)
  const [isTyping, setTyping] = useState(false)
  const [given, setGiven] = useState<{ text: string } | null>(null)
  const [answered, setAnswered] = useState(shown)
  const typed = useRef<Typed | null>(null)
  /** A choice that has no entry of the history yet: overtaken before it had an answer it is still a choice. */
  const isChoice = useRef(false)
  const focusAfter = useRef<FocusAfter>(null)
  const latest = useRef({ asked, shown, hasFailed })
  /** Where the browser is; the page may still be about to follow. */
  const address = useRef<string | null>(null)

  if (answered !== shown) {
    setAnswered(shown)
    // An answer that the reader is ahead of changes nothing of what is asked.
    if (isSame(queryIn(new URLSearchParams(location.search)), asked)) setAsked(shown)
  }
  useEffect(() => {
    latest.current = { asked, shown, hasFailed }
  }, [asked, shown, hasFailed])
  useEffect(() => {
    isChoice.current = false
    address.current = currentAddress()
  }, [location])
  useEffect(() => {
    if (focusAfter.current !== null) onFocus(focusAfter.current)
    focusAfter.current = null
  }, [shown, onFocus])

  const ask = useCallback(
    () => turns.take(() => void navigate(searchAddress(latest.current.asked), { replace: !isChoice.current })),
    [navigate, turns],
  )

  useEffect(() => {
    const forget = () => {
      forgetTyped(typed)
      turns.forget()
    }
    const onMoved = () => {
      if (currentAddress() === address.current) {
        // To another part of the page: the router has given up whatever was on its way.
        if (!latest.current.hasFailed && isAheadOf(latest.current)) ask()
        return
      }
      // Back or Forward, to what was asked there: what is being typed or waits belongs to the entry that was left.
      forget()
      address.current = currentAddress()
      isChoice.current = false
      focusAfter.current = null
      latest.current.asked = queryIn(new URLSearchParams(window.location.search))
      setAsked(latest.current.asked)
      setGiven({ text: latest.current.asked.q })
      setTyping(false)
    }
    window.addEventListener('popstate', onMoved)
    return () => {
      window.removeEventListener('popstate', onMoved)
      forget()
    }
  }, [turns, ask])

  const choices = useMemo(() => {
    const withText = (text: string): SearchQuery => {
      const q = text.replace(/\s+/g, ' ').trim()
      return q === latest.current.asked.q ? latest.current.asked : { ...latest.current.asked, q, page: 1 }
    }
    const wanted = () => (typed.current === null ? latest.current.asked : withText(typed.current.text))
    const want = (query: SearchQuery, focus: FocusAfter) => {
      forgetTyped(typed)
      setTyping(false)
      const { hasFailed: failed, asked: before } = latest.current
      latest.current.asked = query
      setAsked(query)
      const isNew = failed || !isSame(query, before)
      if (isNew || isAheadOf(latest.current)) focusAfter.current = focus
      else if (focus !== null) onFocus(focus)
      if (isNew) ask()
    }
    return {
      choose(change: Change, focus: FocusAfter = null) {
        const before = wanted()
        const query = change(before)
        if (query.q !== before.q) setGiven({ text: query.q })
        if (!isSame(query, before)) isChoice.current = true
        want(query, focus)
      },
      type(text: string) {
        focusAfter.current = null
        if (typed.current !== null) {
          typed.current.text = text
          return
        }
        setTyping(true)
        typed.current = { text, timer: setTimeout(() => want(wanted(), null), TYPING_MS) }
      },
      submit(text: string, focus: FocusAfter): boolean {
        if (latest.current.hasFailed) {
          forgetTyped(typed)
          return false
        }
        want(withText(text), focus)
        return true
      },
    }
  }, [ask, onFocus])

  return { asked, isPending, isAhead: isTyping || isAheadOf({ asked, shown }), given, ...choices }
}

function isSame(one: SearchQuery, other: SearchQuery): boolean {
  return searchAddress(one) === searchAddress(other)
}

function isAheadOf({ asked, shown }: { asked: SearchQuery; shown: SearchQuery }): boolean {
  return !isSame(asked, shown)
}

function currentAddress(): string {
  return window.location.pathname + window.location.search
}
