import { useEffect, useRef, type RefObject } from 'react'

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

/** Of each frame: more could be felt by who types. */
const SHARE_MS = 5

/** Marks the found words in the rows, which are the server's and not React's: some in each frame, the rest in the next. */
export function useFoundMarks({ list, turns, found, sought, here }: FoundMarksOptions): void {
  /** Indices of the rows that hold marks, of whatever was sought before. */
  const marked = useRef(new Set<number>())

  useEffect(() => {
    const wanted = new Set(found)
    const changing = [...new Set([...found, ...marked.current])]
    let frame = requestAnimationFrame(changeSome)

    function changeSome(): void {
      const end = performance.now() + SHARE_MS
      for (let index = changing.shift(); index !== undefined; index = changing.shift()) {
        const text = turns[index]?.text ?? ''
        wordsOf(list.current?.children[index])?.replaceChildren(...(wanted.has(index) ? marksIn(text, sought) : [text]))
        if (wanted.has(index)) marked.current.add(index)
        else marked.current.delete(index)
        if (performance.now() > end) break
      }
      if (changing.length > 0) frame = requestAnimationFrame(changeSome)
    }

    return () => cancelAnimationFrame(frame)
  }, [list, turns, found, sought])

  useEffect(() => {
    const row = list.current?.children[here]
    row?.setAttribute('data-here', '')
    return () => row?.removeAttribute('data-here')
  }, [list, here])
}

function marksIn(text: string, sought: string): (Node | string)[] {
  return piecesOf(text, findInText(text, sought)).map((piece) => {
    if (!piece.found) return piece.text
    const mark = document.createElement('mark')
    mark.textContent = piece.text
    return mark
  })
}
