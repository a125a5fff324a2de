import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { newestOnly } from './newest-only.ts'
import type { Suggested } from './suggestions.tsx'

const SHORTEST = 2

/** Keys that move in the text: whoever moves there is in the field again. */
const IN_TEXT = ['Home', 'End', 'ArrowLeft', 'ArrowRight']

/** `words` are those that the suggestions were found for. */
type State = { words: string; suggestions: Suggested[]; isOpen: boolean; active: number | null }

const NONE: State = { words: '', suggestions: [], isOpen: false, active: null }

/**
 * What a search box suggests for the words that are typed into it, and which of it is chosen with the keyboard: the
 * combobox of the WAI-ARIA Authoring Practices, with list autocomplete and manual selection.
 */
export function useSuggestions() {
  const [{ words: found, suggestions, isOpen, active }, setState] = useState(NONE)
  const asked = useRef('')

  const finder = useMemo(
    () =>
      newestOnly(findSuggestions, {
        tell: (answer: Suggested[], words: string) =>
          setState((state) => ({
            words,
            suggestions: answer,
            isOpen: answer.length > 0,
            active: chosenAmong(answer, state),
          })),
        // Suggestions are an extra: while they cannot be had the box is an ordinary one.
        fail: () => {
          asked.current = ''
          setState(NONE)
        },
      }),
    [],
  )
  useEffect(() => finder.forget, [finder])

  const close = useCallback(() => {
    finder.forget()
    setState((state) => (state.isOpen ? { ...state, isOpen: false, active: null } : state))
  }, [finder])

  function moveTo(next: number | null): void {
    setState((state) => (state.active === next ? state : { ...state, active: next }))
  }

  function suggest(text: string): void {
    moveTo(null)
    const words = text.trim()
    // A space at the end asks for nothing else.
    if (words === asked.current) return
    asked.current = words
    if (words.length >= SHORTEST) finder.ask(words)
    else {
      finder.forget()
      setState(NONE)
    }
  }

  /** What was found before, or what the words find now. */
  function open(text: string): void {
    if (suggestions.length > 0 && text.trim() === found) setState((state) => ({ ...state, isOpen: true, active: null }))
    else {
      asked.current = ''
      suggest(text)
    }
  }

  /** Keys that belong to the list; true when one was taken. */
  function takeKey({ key, altKey, currentTarget }: KeyboardEvent<HTMLInputElement>): boolean {
    if (!isOpen) {
      // What is still on its way is not wanted any more.
      if (key === 'Escape') finder.forget()
      if (key !== 'ArrowDown') return false
      open(currentTarget.value)
      return true
    }
    if (IN_TEXT.includes(key)) {
      moveTo(null)
      return false
    }
    if (key === 'Escape' || (key === 'ArrowUp' && altKey)) close()
    else if (key === 'ArrowDown') moveTo(after(active, suggestions.length))
    else if (key === 'ArrowUp') moveTo(before(active, suggestions.length))
    else if (key === 'Enter' && active !== null) openSuggestion(suggestions[active])
    else return false
    return true
  }

  return { suggestions, isOpen, active, suggest, takeKey, close }
}

/** An answer that comes late, to letters typed before the choice, leaves what was chosen chosen. */
function chosenAmong(found: readonly Suggested[], { suggestions, active }: State): number | null {
  const chosen = active === null ? undefined : suggestions[active]
  const place = found.findIndex(({ url }) => url === chosen?.url)
  return place < 0 ? null : place
}

export function openSuggestion(suggestion: Suggested | undefined): void {
  if (suggestion !== undefined) window.location.assign(suggestion.url)
}

/** Beyond the last the field itself comes again, with what was typed. */
function after(active: number | null, length: number): number | null {
  if (active === null) return 0
  return active + 1 < length ? active + 1 : null
}

function before(active: number | null, length: number): number | null {
  if (active === null) return length - 1
  return active > 0 ? active - 1 : null
}

async function findSuggestions(text: string): Promise<Suggested[]> {
  const response = await fetch(`/suggest.json?${new URLSearchParams({ q: text })}`)
  const answer: unknown = await response.json()
  const suggestions = answer instanceof Object && 'suggestions' in answer ? answer.suggestions : null
  // A question that is too long or that nobody can answer now has an answer without any.
  return Array.isArray(suggestions) ? suggestions : []
}
