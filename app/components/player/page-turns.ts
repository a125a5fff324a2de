import { useState } from 'react'

import type { Turn } from '#app/domain/transcript-turns.ts'

/**
 * The turns of a transcript, for the server alone, which writes them into the page; the browser reads them there. What a
 * loader gives, Remix sends to the browser beside the page made of it, and two hours of words would travel twice. Of an
 * object it sends what can be seen from outside, which is nothing of this one.
 */
export class TurnsForServer {
  readonly #turns: readonly Turn[]

  constructor(turns: readonly Turn[]) {
    this.#turns = turns
  }

  /** The turns in what a loader gave; null in the browser, which they have not reached. */
  static read(given: unknown): readonly Turn[] | null {
    return given instanceof TurnsForServer ? given.#turns : null
  }
}

/** As much of a turn as following and finding need. */
export type SpokenTurn = Pick<Turn, 'start' | 'text'>

/** `rows` is the list as it stood in the page, which React keeps as it is; null on the server, which writes it. */
export type PageTurns = { turns: readonly SpokenTurn[]; rows: string | null }

/** The id of the list of turns. */
export const TURNS_ID = 'turns'

/** The turns as the server has them; in the browser, out of the page. */
export function usePageTurns(given: readonly Turn[] | null): PageTurns {
  const [pageTurns] = useState(() => (given === null ? readPage() : { turns: given, rows: null }))
  return pageTurns
}

function readPage(): PageTurns {
  const list = document.getElementById(TURNS_ID)
  return {
    turns: [...(list?.children ?? [])].map((row) => ({
      start: Number(row.getAttribute('data-start')),
      text: wordsOf(row)?.textContent ?? '',
    })),
    rows: list?.innerHTML ?? null,
  }
}

/** The element of a row that holds its words. */
export function wordsOf(row: Element | undefined): Element | null {
  return row?.lastElementChild?.lastElementChild ?? null
}
