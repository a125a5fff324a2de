import { useEffect, type RefObject } from 'react'

import { findInText, piecesOf } from '#app/domain/find-in-text.ts'

import { wordsOf, type SpokenTurn } from './page-turns.ts'

type FoundMarksOptions = {
  list: RefObject<HTMLElement>
  turns: readonly SpokenTurn[]
  /** Indices of the turns in which something is found. */
  found: readonly number[]
  /** What is found in them. */
  sought: string
  /** The turn that the reader stands at; -1 for none. */
  here: number
}

/** A frame's share: marking more at once could be felt by who types. */
const TURNS_A_FRAME = 60

/** Marks the found words in the rows, which are the server's and not React's: some in each frame, the rest in the next. */
export function useFoundMarks({ list, turns, found, sought, here }: FoundMarksOptions): void {
  useEffect(() => {
    const rows = list.current?.children
    if (rows === undefined || found.length === 0) return
    let marked = 0
    let frame = requestAnimationFrame(markSome)

    function markSome(): void {
      for (const index of found.slice(marked, marked + TURNS_A_FRAME)) {
        wordsOf(rows?.[index])?.replaceChildren(...markedPieces(turns[index]?.text ?? '', sought))
      }
      marked += TURNS_A_FRAME
      if (marked < found.length) frame = requestAnimationFrame(markSome)
    }

    return () => {
      cancelAnimationFrame(frame)
      for (const index of found.slice(0, marked)) wordsOf(rows[index])?.replaceChildren(turns[index]?.text ?? '')
    }
  }, [list, turns, found, sought])

  useEffect(() => {
    const row = list.current?.children[here]
    row?.setAttribute('data-here', '')
    return () => row?.removeAttribute('data-here')
  }, [list, here])
}

function markedPieces(text: string, sought: string): (Node | string)[] {
  return piecesOf(text, findInText(text, sought)).map((piece) => {
    if (!piece.found) return piece.text
    const mark = document.createElement('mark')
    mark.textContent = piece.text
    return mark
  })
}
