import { useDeferredValue, useMemo, useState } from 'react'

import { findInText } from '#app/domain/find-in-text.ts'
import { counted } from '#app/domain/words.ts'

import type { SpokenTurn } from './page-turns.ts'

/** Words found in the turns of a transcript. `onGo` is called with the turn that the reader goes to. */
export function useFind(turns: readonly SpokenTurn[], onGo: (index: number) => void) {
  const [sought, setSought] = useState('')
  const [at, setAt] = useState(-1)
  // The letters typed come first; a thousand turns may be searched a moment later.
  const applied = useDeferredValue(sought.trim())
  const found = useMemo(
    () =>
      applied === '' ? [] : turns.flatMap(({ text }, index) => (findInText(text, applied).length > 0 ? index : [])),
    [turns, applied],
  )

  function seek(text: string): void {
    setSought(text)
    setAt(-1)
  }

  /** Goes to the next turn in which the words stand, from the last to the first. */
  function next(): void {
    if (found.length === 0) return
    const step = (at + 1) % found.length
    setAt(step)
    const index = found[step]
    if (index !== undefined) onGo(index)
  }

  return {
    sought,
    applied,
    found,
    /** The found turn that the reader stands at; -1 for none. */
    here: found[at] ?? -1,
    /** What a screen reader is told, politely. */
    words: wordsOf(applied, found.length, at),
    seek,
    next,
  }
}

function wordsOf(sought: string, count: number, at: number): string {
  if (sought === '') return ''
  if (count === 0) return 'Not in this transcript.'
  return at === -1 ? `In ${counted(count, 'turn')}.` : `${at + 1} of ${counted(count, 'turn')}.`
}
