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
  /** The entry at which a choice was made. Until there is another, the choice needs one: overtaken it is still a choice. */
  const choiceAt = useRef<string | null>(null)
  const focusAfter = useRef<FocusAfter>(null)
  /** What is asked, known before it is drawn: a drawing that comes late must not bring back an older question. */
  const wanted = useRef(shown)
  const latest = useRef({ shown, hasFailed })
  /** Where the browser was when the page was drawn last, or moved to since. */
  const place = useRef<Place | null>(null)

  if (answered !== shown) {
    setAnswered(shown)
    // An answer that the reader is ahead of changes nothing of what is asked.
    if (isSame(queryAt(location), asked)) setAsked(shown)
  }
  useEffect(() => {
    latest.current = { shown, hasFailed }
  }, [shown, hasFailed])
  useEffect(() => {
    place.current = currentPlace()
    if (hasFailed || !isSame(queryAt(location), wanted.current)) return
    wanted.current = shown
    if (focusAfter.current !== null) onFocus(focusAfter.current)
    focusAfter.current = null
  }, [shown, hasFailed, location, onFocus])

  const ask = useCallback(
    () =>
      turns.take(() => void navigate(searchAddress(wanted.current), { replace: choiceAt.current !== currentEntry() })),
    [navigate, turns],
  )

  useEffect(() => {
    const forget = () => {
      forgetTyped(typed)
      turns.forget()
    }
    const onMoved = () => {
      choiceAt.current = null
      const [before, now] = [place.current, currentPlace()]
      place.current = now
      if (before !== null && isOtherPart(before, now)) {
        // The router has given up whatever was on its way.
        if (!latest.current.hasFailed && !isSame(wanted.current, latest.current.shown)) ask()
        return
      }
      // Back or Forward, to what was asked there: what is being typed or waits belongs to the entry that was left.
      forget()
      focusAfter.current = null
      wanted.current = queryAt(window.location)
      setAsked(wanted.current)
      setGiven({ text: wanted.current.q })
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
      return q === wanted.current.q ? wanted.current : { ...wanted.current, q, page: 1 }
    }
    const withTyped = () => (typed.current === null ? wanted.current : withText(typed.current.text))
    const want = (query: SearchQuery, focus: FocusAfter) => {
      forgetTyped(typed)
      setTyping(false)
      const isNew = latest.current.hasFailed || !isSame(query, wanted.current)
      wanted.current = query
      setAsked(query)
      if (isNew || !isSame(query, latest.current.shown)) focusAfter.current = focus
      else if (focus !== null) onFocus(focus)
      if (isNew) ask()
    }
    return {
      choose(change: Change, focus: FocusAfter = null) {
        const before = withTyped()
        const query = change(before)
        if (query.q !== before.q) setGiven({ text: query.q })
        if (!isSame(query, before)) choiceAt.current = currentEntry()
        want(query, focus)
      },
      type(text: string) {
        focusAfter.current = null
        if (typed.current !== null) {
          typed.current.text = text
          return
        }
        setTyping(true)
        typed.current = { text, timer: setTimeout(() => want(withTyped(), null), TYPING_MS) }
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

  return { asked, isPending, isAhead: isTyping || !isSame(asked, shown), given, ...choices }
}

function isSame(one: SearchQuery, other: SearchQuery): boolean {
  return searchAddress(one) === searchAddress(other)
}

function queryAt({ search }: { search: string }): SearchQuery {
  return queryIn(new URLSearchParams(search))
}

/** The router's key of an entry of the history; the first has none. */
function currentEntry(): string {
  return window.history.state?.key ?? ''
}

type Place = { address: string; hash: string; isOfRouter: boolean }

function currentPlace(): Place {
  const { pathname, search, hash } = window.location
  // A link to a part of the page makes an entry without a state.
  return { address: pathname + search, hash, isOfRouter: window.history.state !== null }
}

/**
 * Whether a move of the browser led to another part of the page. `before` may be older than the move: a reader who goes
 * back before an answer is drawn comes to the very place of which the page still knows, and has moved all the same.
 */
export function isOtherPart(before: Place, now: Place): boolean {
  return before.address === now.address && (before.hash !== now.hash || !now.isOfRouter)
}
