import { useLocation, useNavigate, useNavigation } from '@remix-run/react'
import { type MutableRefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { searchAddress } from '#app/domain/search-address.ts'
import type { SearchQuery } from '#app/domain/search.ts'

import type { Asking, FocusAfter } from './asking.ts'
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
  const { pathname, search } = useLocation()
  const isPending = useNavigation().state !== 'idle'
  const [asked, setAsked] = useState(shown)
  const [isAhead, setAhead] = useState(false)
  const [given, setGiven] = useState<{ text: string } | null>(null)
  const [answered, setAnswered] = useState(shown)
  const typed = useRef<Typed | null>(null)
  /** A choice that was overtaken before it had an answer is still a choice. */
  const isChoice = useRef(false)
  const focusAfter = useRef<FocusAfter>(null)
  const latest = useRef({ asked, hasFailed })

  if (answered !== shown) {
    setAnswered(shown)
    const isExpected = pathname + search === searchAddress(asked)
    // An answer that the reader is ahead of changes nothing of what is asked; one that nobody expected came with Back.
    if (isExpected || !isAhead) {
      setAhead(false)
      setAsked(shown)
    }
    if (!isExpected && !isAhead) setGiven({ text: shown.q })
  }
  useEffect(() => {
    latest.current = { asked, hasFailed }
  }, [asked, hasFailed])

  useEffect(() => {
    if (!isPending) isChoice.current = false
  }, [isPending])
  useEffect(() => {
    if (focusAfter.current !== null) onFocus(focusAfter.current)
    focusAfter.current = null
  }, [shown, onFocus])

  useEffect(() => {
    // Back and Forward go to what was asked there; what is being typed or waits belongs to the entry that was left.
    const forget = () => {
      forgetTyped(typed)
      turns.forget()
      isChoice.current = false
      focusAfter.current = null
      setAhead(false)
    }
    window.addEventListener('popstate', forget)
    return () => {
      window.removeEventListener('popstate', forget)
      forget()
    }
  }, [turns])

  const ask = useCallback(
    (query: SearchQuery, isTyped: boolean) => {
      forgetTyped(typed)
      if (query.q !== latest.current.asked.q && !isTyped) setGiven({ text: query.q })
      latest.current.asked = query
      setAsked(query)
      setAhead(true)
      turns.take(() => void navigate(searchAddress(query), { replace: !isChoice.current }))
    },
    [navigate, turns],
  )

  const choices = useMemo(() => {
    const isSame = (query: SearchQuery) =>
      !latest.current.hasFailed && searchAddress(query) === searchAddress(latest.current.asked)
    const withText = (text: string): SearchQuery => {
      const q = text.replace(/\s+/g, ' ').trim()
      return q === latest.current.asked.q ? latest.current.asked : { ...latest.current.asked, q, page: 1 }
    }
    return {
      choose(query: SearchQuery, focus: FocusAfter = null) {
        if (isSame(query)) {
          if (focus !== null) onFocus(focus)
          return
        }
        isChoice.current = true
        focusAfter.current = focus
        ask(query, false)
      },
      type(text: string) {
        setAhead(true)
        if (typed.current !== null) {
          typed.current.text = text
          return
        }
        const timer = setTimeout(() => {
          const query = withText(typed.current?.text ?? text)
          typed.current = null
          if (isSame(query)) setAhead(false)
          else ask(query, true)
        }, TYPING_MS)
        typed.current = { text, timer }
      },
      submit(text: string, focus: FocusAfter): boolean {
        forgetTyped(typed)
        if (latest.current.hasFailed) return false
        if (isSame(withText(text))) {
          if (focus !== null) onFocus(focus)
          return true
        }
        focusAfter.current = focus
        ask(withText(text), true)
        return true
      },
    }
  }, [ask, onFocus])

  return { asked, isPending, isAhead, given, ...choices }
}
